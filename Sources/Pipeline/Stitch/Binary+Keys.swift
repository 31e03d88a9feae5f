import JourneyModel
import Postgres

extension BinaryRow {
    /// A `uuid` column; NULL is a defect.
    func key(_ column: Int) -> Key128 {
        guard let key = optionalKey(column) else {
            preconditionFailure("column \(column) is never null")
        }
        return key
    }

    func optionalKey(_ column: Int) -> Key128? {
        uuid(column).map { Key128(high: $0.high, low: $0.low) }
    }

    func time(_ column: Int) -> Timestamp? {
        timestamp(column).map { Timestamp(microseconds: $0) }
    }

    /// Lends the bytes of a text; none for NULL.
    func withText(_ column: Int, _ body: (UnsafeRawBufferPointer) -> Void) {
        withBytes(column) { body($0 ?? UnsafeRawBufferPointer(start: nil, count: 0)) }
    }

    /// Appends a `bytea` column of keys, sixteen bytes each.
    func appendKeys(_ column: Int, to keys: inout [Key128]) {
        withBytes(column) { bytes in
            guard let bytes else { return }
            for start in stride(from: 0, to: bytes.count, by: 16) {
                keys.append(
                    Key128(
                        high: UInt64(
                            bigEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)),
                        low: UInt64(
                            bigEndian: bytes.loadUnaligned(
                                fromByteOffset: start + 8, as: UInt64.self))))
            }
        }
    }
}

extension CopyWriter {
    mutating func key(_ key: Key128) { uuid(high: key.high, low: key.low) }

    mutating func key(_ key: Key128?) {
        if let key { self.key(key) } else { null() }
    }

    mutating func time(_ time: Timestamp?) { timestamp(time?.microseconds) }
}
