/// Names of records, one after another in one piece of memory; they are compared bytewise.
package struct RecordNames: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    package init() {}

    package var count: Int { ends.count }

    package subscript(index: Int) -> String {
        String(decoding: bytes[start(index)..<ends[index]], as: UTF8.self)
    }

    /// Lends a name as UTF-8.
    package func withBytes<T>(_ index: Int, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows
        -> T
    {
        try bytes.withUnsafeBytes { bytes in
            try body(UnsafeRawBufferPointer(rebasing: bytes[start(index)..<ends[index]]))
        }
    }

    /// - Parameter name: `SOURCE:ID` as UTF-8.
    package mutating func append(_ name: some Sequence<UInt8>) {
        bytes.append(contentsOf: name)
        ends.append(bytes.count)
    }

    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// Negative, zero or positive, as the first name stands before, at or behind the second.
    package func order(_ left: Int, _ right: Int) -> Int {
        if left == right { return 0 }
        return bytes.withUnsafeBufferPointer { bytes in
            let a = UnsafeBufferPointer(rebasing: bytes[start(left)..<ends[left]])
            let b = UnsafeBufferPointer(rebasing: bytes[start(right)..<ends[right]])
            for (one, other) in zip(a, b) where one != other { return Int(one) - Int(other) }
            return a.count - b.count
        }
    }

    private func start(_ index: Int) -> Int { index == 0 ? 0 : ends[index - 1] }
}
