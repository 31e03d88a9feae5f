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

    /// - Parameter saysCompleteness: Off where several reports of one state follow each other.
    func render(_ table: ReportTable, saysCompleteness: Bool = true) -> String {
        var lines = [bold(table.title)]
        let sentence = table.finding ?? table.answers
        if !sentence.isEmpty { lines += wrapped(Self.safe(sentence)) }
        let head = saysCompleteness ? table.head.lines : [table.head.madeWith]
        lines += head.flatMap { wrapped(Self.safe($0)) }
        if let host = table.sharedHost { lines.append("pages of \(Self.safe(host))") }
        lines.append("")
        if table.rows.isEmpty {
            lines += wrapped(table.emptySentence)
        } else {
            lines += body(DisplayTable(table.withPaths), keys: max(1, keyCount(table)))
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
        let used = table.used(keys: keys)
        let same = table.sameInEveryRow(after: 1)
        let shown = used.filter { !same.contains($0) }
        var widths = table.headers.map { _ in 0 }
        for row in cells {
            for (column, text) in row.enumerated() {
                widths[column] = max(widths[column], text.count)
            }
        }
        let titles = zip(table.headers, widths).map { Self.title($0.name, over: $1) }
        for column in titles.indices {
            widths[column] = max(widths[column], titles[column].map(\.count).max() ?? 0)
        }
        var lines: [String] = []
        if !same.isEmpty {
            lines += wrapped("in every row: " + Self.safe(table.sentence(same)))
        }
        let front = shown.count { $0 < keys }
        for part in parts(of: shown, widths: widths, keys: front) {
            if !lines.isEmpty { lines.append("") }
            lines += heading(part, titles, widths, table)
            for row in cells {
                let fields = part.map { pad(row[$0], widths[$0], table.headers[$0]) }
                lines.append(trimmed(fields.joined(separator: "  ")))
            }
        }
        return lines
    }

    private func heading(
        _ part: [Int], _ titles: [[String]], _ widths: [Int], _ table: DisplayTable
    ) -> [String] {
        let height = part.map { titles[$0].count }.max() ?? 1
        let names = (0..<height).map { line in
            let fields = part.map { column in
                let place = line - (height - titles[column].count)
                return pad(
                    place < 0 ? "" : titles[column][place], widths[column], table.headers[column])
            }
            return bold(trimmed(fields.joined(separator: "  ")))
        }
        let rule = part.map { String(repeating: "─", count: widths[$0]) }
        return names + [rule.joined(separator: "  ")]
    }

    /// The name of a column, in two lines where that makes a column of short values narrower.
    private static func title(_ name: String, over width: Int) -> [String] {
        if name.count <= width { return [name] }
        let words = name.split(separator: " ")
        let splits = (1..<max(1, words.count)).map { place in
            [words[..<place].joined(separator: " "), words[place...].joined(separator: " ")]
        }
        return splits.min {
            Swift.max($0[0].count, $0[1].count) < Swift.max($1[0].count, $1[1].count)
        }
            ?? [name]
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
