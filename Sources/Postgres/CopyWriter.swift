import CLibPQ

/// Writes rows into a running binary COPY.
///
/// A row is `row(fields:)` and then exactly that many values. Only `row(fields:)` can fail: it
/// passes the full buffer on to the server.
package struct CopyWriter: ~Copyable {
    private static let threshold = 64 * 1024
    /// `PGCOPY\n\xFF\r\n\0`, then no flags and no header extension.
    private static let header: [UInt8] = [
        0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ]

    private let connection: Connection
    private var buffer: UnsafeMutableRawBufferPointer
    private var used = 0
    private var missingFields = 0

    init(_ connection: Connection) {
        self.connection = connection
        buffer = connection.takeCopyBuffer(size: Self.threshold * 2)
        Self.header.withUnsafeBytes { raw($0) }
    }

    deinit { connection.giveBack(copyBuffer: buffer) }

    /// Starts the next row, which must hold as many values as the COPY has columns.
    @inline(__always)
    package mutating func row(fields: Int16) throws {
        precondition(missingFields == 0, "the row before has too few fields")
        if used >= Self.threshold { try flush() }
        missingFields = Int(fields)
        reserve(2)
        put(fields)
    }

    package mutating func null() {
        field(-1, reserving: 0)
    }

    package mutating func int16(_ value: Int16) {
        field(2, reserving: 2)
        put(value)
    }

    package mutating func int32(_ value: Int32) {
        field(4, reserving: 4)
        put(value)
    }

    package mutating func int64(_ value: Int64) {
        field(8, reserving: 8)
        put(value)
    }

    package mutating func bool(_ value: Bool) {
        field(1, reserving: 1)
        put(value ? UInt8(1) : 0)
    }

    package mutating func double(_ value: Double) {
        field(8, reserving: 8)
        put(value.bitPattern)
    }

    /// For a `real` column; `nil` is NULL.
    package mutating func real(_ value: Double?) {
        guard let value else { return null() }
        field(4, reserving: 4)
        put(Float(value).bitPattern)
    }

    /// - Parameter microseconds: Since 1970-01-01 00:00 UTC, for a `timestamptz` column.
    package mutating func timestamp(_ microseconds: Int64) {
        int64(PostgresEpoch.fromUnix(microseconds))
    }

    package mutating func uuid(high: UInt64, low: UInt64) {
        field(16, reserving: 16)
        put(high)
        put(low)
    }

    package mutating func text(_ value: String) {
        var value = value
        value.withUTF8 { bytea(UnsafeRawBufferPointer($0)) }
    }

    package mutating func text(_ value: UnsafeBufferPointer<UInt8>) {
        bytea(UnsafeRawBufferPointer(value))
    }

    /// UTF-8 without NUL bytes; the server refuses anything else and with it the whole COPY.
    package mutating func text(_ value: UnsafeRawBufferPointer) {
        bytea(value)
    }

    package mutating func bytea(_ value: UnsafeRawBufferPointer) {
        field(Int32(value.count), reserving: value.count)
        raw(value)
    }

    package mutating func bytea(_ value: [UInt8]) {
        value.withUnsafeBytes { bytea($0) }
    }

    /// `nil` stands for an element that is null.
    package mutating func textArray(_ values: [String?]) {
        let size = values.reduce(values.isEmpty ? 12 : 20) { $0 + 4 + ($1?.utf8.count ?? 0) }
        field(Int32(size), reserving: size)
        put(Int32(values.isEmpty ? 0 : 1))
        put(Int32(values.contains(nil) ? 1 : 0))
        put(Int32(25))
        if values.isEmpty { return }
        put(Int32(values.count))
        put(Int32(1))
        for value in values {
            guard var value else {
                put(Int32(-1))
                continue
            }
            value.withUTF8 {
                put(Int32($0.count))
                raw(UnsafeRawBufferPointer($0))
            }
        }
    }

    package mutating func text(_ value: String?) {
        if let value { text(value) } else { null() }
    }

    package mutating func int64(_ value: Int64?) {
        if let value { int64(value) } else { null() }
    }

    package mutating func timestamp(_ microseconds: Int64?) {
        if let microseconds { timestamp(microseconds) } else { null() }
    }

    /// Ends the stream; what the server thinks of it is read by the connection.
    mutating func finish() throws {
        precondition(missingFields == 0, "the last row has too few fields")
        reserve(2)
        put(Int16(-1))
        try flush()
    }

    private mutating func flush() throws {
        try connection.sendCopy(UnsafeRawBufferPointer(rebasing: buffer[0..<used]))
        used = 0
    }

    @inline(__always)
    private mutating func field(_ length: Int32, reserving count: Int) {
        precondition(missingFields > 0, "the row has too many fields")
        missingFields &-= 1
        reserve(count &+ 4)
        put(length)
    }

    @inline(__always)
    private mutating func reserve(_ count: Int) {
        if count > buffer.count &- used { grow(by: count) }
    }

    @inline(never)
    private mutating func grow(by count: Int) {
        let larger = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(buffer.count * 2, used + count), alignment: 16)
        larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[0..<used]))
        buffer.deallocate()
        buffer = larger
    }

    /// Callers have reserved the room.
    @inline(__always)
    private mutating func put<T: FixedWidthInteger>(_ value: T) {
        buffer.storeBytes(of: value.bigEndian, toByteOffset: used, as: T.self)
        used &+= MemoryLayout<T>.size
    }

    @inline(__always)
    private mutating func raw(_ bytes: UnsafeRawBufferPointer) {
        UnsafeMutableRawBufferPointer(rebasing: buffer[used...]).copyMemory(from: bytes)
        used &+= bytes.count
    }
}
