/// Why a record cannot be trusted. Data, not a failure: the record is kept and loading goes on.
package struct Rejection: Error, Sendable, Hashable {
    /// A stable code, listed in `docs/errors.md`.
    package enum Reason: String, Sendable, CaseIterable {
        case notJSON = "not_json"
        case wrongShape = "wrong_shape"
        case missingField = "missing_field"
        case badTime = "bad_time"
        case nonexistentLocalTime = "nonexistent_local_time"
        case badNumber = "bad_number"
        case badValue = "bad_value"
        case badEncoding = "bad_encoding"
        case nulByte = "nul_byte"
        case fieldCount = "field_count"
        case openQuote = "open_quote"
        case tooLong = "too_long"
        case tooDeep = "too_deep"
        case truncated = "truncated_record"
    }

    package var reason: Reason
    /// The field at fault, in the source's words; empty for the whole record.
    package var field: String
    /// One sentence: what is wrong and what to do. No personal value.
    package var message: String

    package init(_ reason: Reason, field: String = "", _ message: String) {
        self.reason = reason
        self.field = field
        self.message = message
    }
}

/// A rejected record as it is kept.
package struct RejectedRecord: Sendable {
    package var record: UInt32
    package var rejection: Rejection
    /// At most ``Limits/rejectedBytes`` of it.
    package var raw: [UInt8]
    /// Whole length in bytes.
    package var length: Int64

    package init(record: UInt32, rejection: Rejection, raw: [UInt8], length: Int64) {
        self.record = record
        self.rejection = rejection
        self.raw = raw
        self.length = length
    }
}
