/// What the terminal can show.
package struct Terminal: Sendable, Hashable {
    /// Columns; `nil` for a pipe or file, where nothing is cut.
    package var width: Int?
    /// Bold headings; off for a pipe, with `NO_COLOR` or `TERM=dumb`.
    package var isStyled: Bool

    package init(width: Int? = nil, isStyled: Bool = false) {
        self.width = width
        self.isStyled = isStyled
    }

    /// - Parameters:
    ///   - environment: Of the process; `NO_COLOR`, `TERM` and `COLUMNS` count.
    ///   - width: As the terminal states it; `nil` when standard output is none.
    package init(environment: [String: String], width: Int?) {
        let hasColour = environment["NO_COLOR", default: ""].isEmpty
        self.width = width.map { environment["COLUMNS"].flatMap { Int($0) } ?? $0 }
        isStyled = width != nil && hasColour && environment["TERM"] != "dumb"
    }
}

/// Aligned text for a terminal. A table too wide for it is printed in parts, each with the columns
/// that name the row.
struct TextTable {
    private static let longest = 48
    private let terminal: Terminal

    init(_ terminal: Terminal) { self.terminal = terminal }

    func render(_ table: ReportTable) -> String {
        var lines = [bold(table.title)]
        if !table.answers.isEmpty { lines.append(table.answers) }
        lines += table.head.lines.flatMap { wrapped(Self.safe($0)) }
        lines.append("")
        if table.rows.isEmpty {
            lines += wrapped(table.emptySentence)
        } else {
            lines += body(DisplayTable(table), keys: max(1, keyCount(table)))
        }
        if table.rows.count < table.totalRows {
            lines.append("\(table.totalRows - table.rows.count) more rows: raise --limit.")
        }
        if !table.notes.isEmpty { lines.append("") }
        lines += table.notes.flatMap { wrapped(Self.safe($0)) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Columns that name a row: the texts at the front.
    private func keyCount(_ table: ReportTable) -> Int {
        min(3, table.columns.prefix { $0.kind == .text }.count)
    }

    private func body(_ table: DisplayTable, keys: Int) -> [String] {
        let cells = table.rows.map { $0.map { Self.cut(Self.safe($0)) } }
        let used = table.headers.indices.filter { column in
            column < keys || cells.contains { $0[column] != "–" }
        }
        var widths = table.headers.map { $0.name.count }
        for row in cells {
            for (column, text) in row.enumerated() {
                widths[column] = max(widths[column], text.count)
            }
        }
        var lines: [String] = []
        for part in parts(of: used, widths: widths, keys: keys) {
            if !lines.isEmpty { lines.append("") }
            let titles = part.map { pad(table.headers[$0].name, widths[$0], table.headers[$0]) }
            lines.append(bold(trimmed(titles.joined(separator: "  "))))
            lines.append(
                part.map { String(repeating: "─", count: widths[$0]) }.joined(separator: "  "))
            for row in cells {
                let fields = part.map { pad(row[$0], widths[$0], table.headers[$0]) }
                lines.append(trimmed(fields.joined(separator: "  ")))
            }
        }
        return lines
    }

    private func parts(of columns: [Int], widths: [Int], keys: Int) -> [[Int]] {
        guard let width = terminal.width else { return [columns] }
        let front = Array(columns.prefix(keys))
        let start = front.reduce(-2) { $0 + widths[$1] + 2 }
        var parts: [[Int]] = []
        var part = front
        var used = start
        for column in columns.dropFirst(keys) {
            if used + 2 + widths[column] > width, part.count > keys {
                parts.append(part)
                part = front
                used = start
            }
            part.append(column)
            used += 2 + widths[column]
        }
        return parts + [part]
    }

    private func pad(_ text: String, _ width: Int, _ header: DisplayTable.Header) -> String {
        let space = String(repeating: " ", count: max(0, width - text.count))
        return header.isNumeric ? space + text : text + space
    }

    private func trimmed(_ line: String) -> String {
        var line = line
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }

    private func bold(_ text: String) -> String {
        terminal.isStyled ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }

    private func wrapped(_ text: String) -> [String] {
        guard let width = terminal.width else { return [text] }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > max(20, width) {
                lines.append(line)
                line = "  "
            }
            line += (line.isEmpty || line == "  " ? "" : " ") + word
        }
        return lines + [line]
    }

    /// The middle of a long text says least: a URL is told by its end.
    private static func cut(_ text: String) -> String {
        if text.count <= longest { return text }
        return text.prefix(longest / 2 - 1) + "…" + text.suffix(longest / 2)
    }

    /// Nothing from the data reaches the terminal as a command to it.
    static func safe(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            let isBidi =
                (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
                || scalar.value == 0x200E || scalar.value == 0x200F
            if scalar.properties.generalCategory == .control || isBidi {
                safe += "\\u{" + String(scalar.value, radix: 16) + "}"
            } else {
                safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
