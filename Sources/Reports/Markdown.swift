/// A table for a document or an issue.
enum Markdown {
    static func render(_ table: ReportTable) -> String {
        var lines = ["## \(escaped(table.title))", ""]
        let sentence = table.finding ?? table.answers
        if !sentence.isEmpty { lines += [escaped(sentence), ""] }
        lines += table.head.lines.map { "- \(escaped($0))" } + [""]
        if table.rows.isEmpty {
            lines.append(escaped(table.emptySentence))
        } else {
            let display = DisplayTable(table)
            lines.append(row(display.headers.map(\.name)))
            lines.append(
                "|"
                    + display.headers.map { $0.isNumeric ? "--:" : "---" }
                    .joined(separator: "|") + "|")
            lines += display.rows.map(row)
        }
        if !table.notes.isEmpty { lines += [""] + table.notes.map { "- \(escaped($0))" } }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func row(_ cells: [String]) -> String {
        "| " + cells.map(escaped).joined(separator: " | ") + " |"
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in TextTable.safe(text) {
            switch character {
            case "|", "`", "*", "_", "[", "]", "\\", "#": escaped += "\\\(character)"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&": escaped += "&amp;"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
