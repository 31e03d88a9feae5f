/// One row in PostgreSQL's binary form, from a COPY or a stream; valid only while it is lent.
///
/// Each reader gives `nil` for NULL. Reading a column as a type it does not have is a defect and
/// ends the program.
package struct BinaryRow: ~Copyable {
    struct Field {
        var start: UnsafeRawPointer?
        var count: Int
    }

    let fields: UnsafeBufferPointer<Field>

    package var columnCount: Int { fields.count }

    package func isNull(_ column: Int) -> Bool { fields[column].start == nil }

    package func int16(_ column: Int) -> Int16? { integer(column) }
    package func int32(_ column: Int) -> Int32? { integer(column) }
    package func int64(_ column: Int) -> Int64? { integer(column) }

    package func bool(_ column: Int) -> Bool? {
        (integer(column) as UInt8?).map { $0 != 0 }
    }

    package func double(_ column: Int) -> Double? {
        (integer(column) as UInt64?).map { Double(bitPattern: $0) }
    }

    /// Microseconds since 1970-01-01 00:00 UTC; the ends of `Int64` stand for ±infinity.
    package func timestamp(_ column: Int) -> Int64? {
        (integer(column) as Int64?).map(PostgresEpoch.toUnix)
    }

    package func uuid(_ column: Int) -> (high: UInt64, low: UInt64)? {
        guard let start = start(column, size: 16) else { return nil }
        return (
            UInt64(bigEndian: start.loadUnaligned(as: UInt64.self)),
            UInt64(bigEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        )
    }

    package func string(_ column: Int) -> String? {
        withBytes(column) { $0.map { String(decoding: $0, as: UTF8.self) } }
    }

    package func textArray(_ column: Int) -> [String?]? {
        withBytes(column) { $0.map(Self.elements) }
    }

    /// Lends the bytes of a text or `bytea` value, `nil` for NULL.
    package func withBytes<T>(
        _ column: Int, _ body: (UnsafeRawBufferPointer?) throws -> T
    ) rethrows -> T {
        let field = fields[column]
        return try body(field.start.map { UnsafeRawBufferPointer(start: $0, count: field.count) })
    }

    private func start(_ column: Int, size: Int) -> UnsafeRawPointer? {
        let field = fields[column]
        guard let start = field.start else { return nil }
        precondition(field.count == size, "column \(column) has \(field.count) bytes, not \(size)")
        return start
    }

    private func integer<T: FixedWidthInteger>(_ column: Int) -> T? {
        start(column, size: MemoryLayout<T>.size).map { T(bigEndian: $0.loadUnaligned(as: T.self)) }
    }

    /// Layout: dimensions, has-null flag, element type, then length and lower bound of the one
    /// dimension, then each element behind its length.
    private static func elements(_ bytes: UnsafeRawBufferPointer) -> [String?] {
        var reader = BinaryReader(bytes)
        let dimensions = reader.int32()
        guard dimensions > 0 else { return [] }
        precondition(dimensions == 1, "only arrays of one dimension are read")
        _ = reader.int32()
        _ = reader.int32()
        let count = reader.int32()
        _ = reader.int32()
        return (0..<count).map { _ in
            let length = reader.int32()
            return length < 0 ? nil : String(decoding: reader.take(Int(length)), as: UTF8.self)
        }
    }
}

/// Walks over big-endian bytes of the server; a length that does not fit is a defect.
struct BinaryReader {
    private let bytes: UnsafeRawBufferPointer
    private var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { offset == bytes.count }

    mutating func int16() -> Int16 { Int16(bigEndian: load()) }
    mutating func int32() -> Int32 { Int32(bigEndian: load()) }

    mutating func take(_ count: Int) -> UnsafeRawBufferPointer {
        precondition(count >= 0 && offset + count <= bytes.count, "a binary value is cut short")
        defer { offset += count }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
    }

    private mutating func load<T: FixedWidthInteger>() -> T {
        take(MemoryLayout<T>.size).loadUnaligned(as: T.self)
    }
}
