import CLibPQ

/// The value of one `$n` in a statement.
///
/// All but `bytes` and `timestamp` travel without a type, so that the statement decides:
/// `$1::date`.
package enum Parameter: Sendable, Hashable {
    case null
    case text(String)
    case int(Int64)
    case double(Double)
    case bool(Bool)

    case uuid(high: UInt64, low: UInt64)

    case bytes([UInt8])

    /// Microseconds since 1970-01-01 00:00 UTC, as `timestamptz`.
    case timestamp(Int64)

    case textArray([String])
    case intArray([Int64])

    package static func text(_ value: String?) -> Self { value.map { .text($0) } ?? .null }
    package static func int(_ value: Int?) -> Self { value.map { .int(Int64($0)) } ?? .null }
}

extension Parameter: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int64) { self = .int(value) }
}

extension Parameter: ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral {
    package init(floatLiteral value: Double) { self = .double(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension Parameter: ExpressibleByNilLiteral {
    package init(nilLiteral: ()) { self = .null }
}

/// Parameters laid out as libpq takes them: one block of bytes and an offset for each.
struct EncodedParameters {
    private var block: [UInt8] = []
    private var offsets: [Int?] = []
    private var types: [Oid] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init(_ parameters: [Parameter]) throws(PostgresError) {
        for parameter in parameters { try append(parameter) }
    }

    /// - Parameter body: Gets count, types, values, lengths and formats.
    func withPointers<T>(
        _ body: (
            Int32, UnsafePointer<Oid>?, UnsafePointer<UnsafePointer<CChar>?>?,
            UnsafePointer<Int32>?, UnsafePointer<Int32>?
        ) -> T
    ) -> T {
        block.withUnsafeBytes { bytes in
            let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            let values = offsets.map { offset in offset.flatMap { start?.advanced(by: $0) } }
            return body(Int32(values.count), types, values, lengths, formats)
        }
    }

    private mutating func append(_ parameter: Parameter) throws(PostgresError) {
        switch parameter {
        case .null:
            offsets.append(nil)
            types.append(0)
            lengths.append(0)
            formats.append(0)
        case .text(let value): try append(text: value)
        case .int(let value): try append(text: String(value))
        case .double(let value): try append(text: Self.spelled(value))
        case .bool(let value): try append(text: value ? "t" : "f")
        case .uuid(let high, let low):
            try append(text: Self.hex(high) + Self.hex(low))
        case .bytes(let value): append(binary: value, type: 17)
        case .timestamp(let microseconds):
            let value = PostgresEpoch.fromUnix(microseconds)
            append(binary: withUnsafeBytes(of: value.bigEndian) { Array($0) }, type: 1184)
        case .textArray(let values):
            try append(text: "{" + values.map(Self.element).joined(separator: ",") + "}")
        case .intArray(let values):
            try append(text: "{" + values.map { String($0) }.joined(separator: ",") + "}")
        }
    }

    private mutating func append(text: String) throws(PostgresError) {
        guard !text.utf8.contains(0) else {
            throw PostgresError(.invalidValue, "a text parameter holds a NUL byte")
        }
        append(binary: Array(text.utf8), type: 0)
        formats[formats.count - 1] = 0
    }

    private mutating func append(binary: [UInt8], type: Oid) {
        offsets.append(block.count)
        types.append(type)
        lengths.append(Int32(binary.count))
        formats.append(1)
        block += binary
        block.append(0)
    }

    private static func spelled(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        return "\(value)"
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func element(_ value: String) -> String {
        "\"" + value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}

/// PostgreSQL counts microseconds from 2000-01-01 UTC and keeps both ends for ±infinity.
enum PostgresEpoch {
    private static let offset: Int64 = 946_684_800_000_000

    static func fromUnix(_ microseconds: Int64) -> Int64 {
        microseconds == .max || microseconds == .min ? microseconds : microseconds &- offset
    }

    static func toUnix(_ value: Int64) -> Int64 {
        value == .max || value == .min ? value : value &+ offset
    }
}
