/// One column of a result: its name, what kind of value it holds and what it means.
package struct Column: Sendable, Hashable {
    package enum Kind: String, Sendable {
        case text
        /// Whole things.
        case count
        case number
        /// A share, 0…1.
        case rate
        case seconds
        /// Money, in the currency that another column of the row names.
        case amount
    }

    package var name: String
    package var kind: Kind
    package var meaning: String

    package init(_ name: String, _ kind: Kind, meaning: String = "") {
        self.name = name
        self.kind = kind
        self.meaning = meaning
    }
}

/// One value of a result.
package enum Cell: Sendable, Hashable {
    case none
    case text(String)
    /// A number as the database or the program wrote it, so that no digit is lost.
    case number(Double, spelled: String)

    package var number: Double? {
        if case .number(let value, _) = self { value } else { nil }
    }

    /// As exports write it; empty for no value.
    package var plain: String {
        switch self {
        case .none: ""
        case .text(let text): text
        case .number(_, let spelled): spelled
        }
    }

    /// A computed figure, with at most six decimals and no trailing zeros.
    package static func figure(_ value: Double?) -> Cell {
        guard let value, value.isFinite else { return .none }
        return .number(value, spelled: Figures.decimal(value, places: 6))
    }

    /// A value of the database: a number where the column says so.
    package static func read(_ text: String?, as kind: Column.Kind) -> Cell {
        guard let text else { return .none }
        if kind == .text { return .text(text) }
        guard let value = Double(text) else { return .text(text) }
        if kind == .seconds || kind == .rate { return .figure(value) }
        return .number(value, spelled: text)
    }
}
