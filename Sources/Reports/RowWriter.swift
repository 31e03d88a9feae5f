/// Takes the rows of one result and writes them in a format.
package protocol RowWriter {
    mutating func begin(_ columns: [Column]) throws
    mutating func write(_ row: [Cell]) throws
    mutating func end() throws
}

/// CSV (quoted as RFC 4180 says) or TSV; lines end with LF, so that `diff` and `cut` read them as
/// they are. The header comes also when there are no rows.
package struct DelimitedWriter: RowWriter {
    package enum Style: Sendable { case csv, tsv }

    private let style: Style
    /// Whether text that a spreadsheet would run as a formula gets an apostrophe in front.
    private let guardsFormulas: Bool
    private let output: (String) throws -> Void

    /// - Parameter output: Takes whole lines, each with its end.
    package init(
        _ style: Style, guardsFormulas: Bool = true, output: @escaping (String) throws -> Void
    ) {
        self.style = style
        self.guardsFormulas = guardsFormulas
        self.output = output
    }

    package mutating func begin(_ columns: [Column]) throws {
        try line(columns.map { .text($0.name) })
    }

    package mutating func write(_ row: [Cell]) throws { try line(row) }

    package mutating func end() throws {}

    private func line(_ row: [Cell]) throws {
        let separator = style == .csv ? "," : "\t"
        try output(row.map(field).joined(separator: separator) + "\n")
    }

    private func field(_ cell: Cell) -> String {
        guard case .text(var text) = cell else { return cell.plain }
        if guardsFormulas, Self.looksLikeFormula(text) { text = "'" + text }
        switch style {
        case .csv:
            let isPlain = !text.utf8.contains { byte in
                byte == 0x22 || byte == 0x2c || byte == 0x0a || byte == 0x0d
            }
            if isPlain { return text }
            return "\"" + text.replacing("\"", with: "\"\"") + "\""
        case .tsv:
            return String(
                text.unicodeScalars.map { scalar in
                    scalar == "\t" || scalar == "\n" || scalar == "\r"
                        ? " " : Character(scalar)
                })
        }
    }

    /// A telephone number in E.164 and a plain number are none.
    static func looksLikeFormula(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        guard ["=", "+", "-", "@", "\t", "\r", "\0"].contains(first) else { return false }
        if first == "+" || first == "-" {
            let rest = text.unicodeScalars.dropFirst()
            let digits = rest.filter { ("0"..."9").contains($0) }
            let points = rest.filter { $0 == "." }
            if !digits.isEmpty, points.count <= 1, digits.count + points.count == rest.count {
                return false
            }
        }
        return true
    }
}

/// One JSON object a row and line.
package struct NDJSONWriter: RowWriter {
    private let output: (String) throws -> Void
    private var columns: [Column] = []

    package init(output: @escaping (String) throws -> Void) { self.output = output }

    package mutating func begin(_ columns: [Column]) { self.columns = columns }

    package mutating func write(_ row: [Cell]) throws {
        try output(Self.object(row, columns).text + "\n")
    }

    package mutating func end() {}

    static func object(_ row: [Cell], _ columns: [Column]) -> JSONText {
        var json = JSONText()
        json.open("{")
        for (column, cell) in zip(columns, row) {
            json.key(column.name)
            json.cell(cell)
        }
        json.close("}")
        return json
    }
}
