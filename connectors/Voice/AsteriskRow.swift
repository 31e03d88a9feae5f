import ConnectorKit
import JourneyModel

/// One row by column name.
struct AsteriskRow {
    let fields: [String]
    let layout: AsteriskLayout

    /// The value without surrounding blanks; empty where the layout lacks the column.
    subscript(_ column: AsteriskColumn) -> String {
        guard let position = layout.position(of: column), position < fields.count else { return "" }
        let value = fields[position].trimmingBlanks()
        return value == "NULL" || value == "\\N" ? "" : value
    }

    func has(_ column: AsteriskColumn) -> Bool { layout.position(of: column) != nil }

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
        guard let seconds = Double(text), seconds >= 0, seconds < Self.longest else {
            throw Rejection(
                .badNumber, field: column.rawValue,
                "The length is not a number of seconds; set columns= if the order differs.")
        }
        return Int64((seconds * 1_000).rounded())
    }

    /// Seconds of a year: no call lasts longer.
    private static let longest = 31_622_400.0

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
