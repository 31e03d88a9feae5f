import ConnectorKit
import JourneyModel

/// One row by column name; its values live as long as the row that was split.
struct AsteriskRow {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    let fields: CSVRow
    let layout: AsteriskLayout

    /// The value without surrounding blanks; empty where the layout lacks the column.
    subscript(_ column: AsteriskColumn) -> Bytes {
        guard let position = layout.position(of: column), position < fields.count else {
            return Bytes(start: nil, count: 0)
        }
        return Self.value(fields.bytes(position))
    }

    func text(_ column: AsteriskColumn) -> String { String(decoding: self[column], as: UTF8.self) }

    func has(_ column: AsteriskColumn) -> Bool { layout.position(of: column) != nil }

    /// Without surrounding blanks; databases write nothing as a word.
    static func value(_ bytes: Bytes) -> Bytes {
        let value = ByteText.trimmed(bytes)
        let isNothing = ByteText.equal(value, "NULL") || ByteText.equal(value, "\\N")
        return isNothing ? Bytes(start: nil, count: 0) : value
    }

    func disposition() throws(Rejection) -> AsteriskDisposition {
        let text = self[.disposition]
        if text.isEmpty { return .noAnswer }
        guard let disposition = AsteriskDisposition(text) else {
            throw Rejection(
                .badValue, field: "disposition",
                "The disposition is none of Asterisk's; set columns= if the order differs.")
        }
        return disposition
    }

    /// A length in milliseconds; `nil` when missing or empty.
    func milliseconds(_ column: AsteriskColumn) throws(Rejection) -> Int64? {
        let text = self[column]
        if text.isEmpty { return nil }
        if text.count <= 7, RowShape.isInteger(text), let seconds = WholeNumber.of(text) {
            return seconds * 1_000
        }
        guard let seconds = Double(String(decoding: text, as: UTF8.self)), seconds >= 0,
            seconds < Self.longest
        else {
            throw Rejection(
                .badNumber, field: column.name,
                "The length is not a number of seconds; set columns= if the order differs.")
        }
        return Int64((seconds * 1_000).rounded())
    }

    /// Seconds of a year: no call lasts longer.
    private static let longest = 31_622_400.0

    /// - Throws: ``Rejection`` that names the first value that tells no order of columns.
    func check() throws(Rejection) {
        _ = try disposition()
        _ = try milliseconds(.duration)
        _ = try milliseconds(.billsec)
    }

    var times: AsteriskClock.Times {
        get throws(Rejection) {
            AsteriskClock.Times(
                start: self[.start], answer: self[.answer], end: self[.end],
                duration: try milliseconds(.duration), billed: try milliseconds(.billsec),
                epoch: RowShape.epoch(ofUniqueID: self[.uniqueid])
                    ?? RowShape.epoch(ofUniqueID: self[.linkedid]))
        }
    }
}

enum WholeNumber {
    /// A number of digits, with or without a sign before them; `nil` for anything else.
    static func of(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard text.count <= 18 else { return Int64(String(decoding: text, as: UTF8.self)) }
        var number: Int64 = 0
        for byte in text {
            guard ByteText.isDigit(byte) else {
                return Int64(String(decoding: text, as: UTF8.self))
            }
            number = number &* 10 &+ Int64(byte &- 0x30)
        }
        return text.isEmpty ? nil : number
    }
}
