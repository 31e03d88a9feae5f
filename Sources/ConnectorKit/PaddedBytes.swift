import JourneyModel

/// Bytes with the readable padding that ``RecordReader`` asks for.
package struct PaddedBytes: Sendable {
    private let storage: [UInt8]
    package let count: Int

    package init(_ bytes: some Collection<UInt8>) {
        count = bytes.count
        storage = Array(bytes) + [UInt8](repeating: 0, count: Limits.readPadding)
    }

    package func withUnsafeBytes<Result>(
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        try storage.withUnsafeBytes { all in
            try body(UnsafeRawBufferPointer(rebasing: all[0..<count]))
        }
    }
}
