/// The formats of `--format`.
package enum ReportFormat: String, Sendable, CaseIterable {
    case table, csv, tsv, json, ndjson, markdown, html

    /// What the extension of `--output` says; `nil` where it says nothing.
    package init?(fileName: String) {
        guard let dot = fileName.lastIndex(of: ".") else { return nil }
        switch fileName[fileName.index(after: dot)...].lowercased() {
        case "csv": self = .csv
        case "tsv", "tab": self = .tsv
        case "json": self = .json
        case "ndjson", "jsonl": self = .ndjson
        case "md", "markdown": self = .markdown
        case "html", "htm": self = .html
        case "txt": self = .table
        default: return nil
        }
    }

    /// Whether head and notes are part of the output, else they belong on standard error.
    package var holdsHead: Bool {
        switch self {
        case .csv, .tsv, .ndjson: false
        case .table, .json, .markdown, .html: true
        }
    }
}

extension ReportTable {
    /// The whole table in one format.
    package func rendered(as format: ReportFormat, terminal: Terminal = Terminal()) throws -> String
    {
        var text = ""
        switch format {
        case .table: return TextTable(terminal).render(self)
        case .markdown: return Markdown.render(self)
        case .html: return HTMLReport(title: title, sections: [HTMLReport.Section(self)]).text
        case .json: return json
        case .csv, .tsv:
            var lines: [String] = []
            var writer = DelimitedWriter(format == .csv ? .csv : .tsv) { lines.append($0) }
            try feed(&writer)
            text = lines.joined()
        case .ndjson:
            var lines: [String] = []
            var writer = NDJSONWriter { lines.append($0) }
            try feed(&writer)
            text = lines.joined()
        }
        return text
    }

    /// For a terminal, where other reports of the same state have said how complete the data are.
    package func textWithoutCompleteness(terminal: Terminal) -> String {
        TextTable(terminal).render(self, saysCompleteness: false)
    }

    /// Hands columns and rows to a writer.
    package func feed(_ writer: inout some RowWriter) throws {
        try writer.begin(columns)
        for row in rows { try writer.write(row) }
        try writer.end()
    }

    /// Head, notes and columns as JSON, for `FILE.meta.json`.
    package var metaJSON: String {
        var json = JSONText()
        writeMeta(into: &json)
        return json.text + "\n"
    }

    private var json: String {
        var json = JSONText()
        json.open("{")
        json.key("meta")
        writeMeta(into: &json)
        json.key("rows")
        json.open("[")
        for row in rows {
            json.open("{")
            for (column, cell) in zip(columns, row) {
                json.key(column.name)
                json.cell(cell)
            }
            json.close("}")
        }
        json.close("]")
        json.close("}")
        return json.text + "\n"
    }

    private func writeMeta(into json: inout JSONText) {
        json.open("{")
        json.key("report")
        json.string(name)
        json.key("title")
        json.string(title)
        if let finding {
            json.key("finding")
            json.string(finding)
        }
        json.key("run")
        json.cell(.figure(Double(head.run)))
        json.key("rules_version")
        json.string(head.rulesVersion)
        json.key("complete_through")
        json.open("{")
        for source in head.completeThrough {
            json.key(source.source)
            json.cell(source.through.map { .text($0) } ?? .none)
        }
        json.close("}")
        json.key("settings")
        json.open("{")
        for setting in head.settings {
            json.key(setting.name)
            json.string(setting.value)
        }
        json.close("}")
        json.key("notes")
        json.open("[")
        for note in notes { json.string(note) }
        json.close("]")
        json.key("rows_before_limit")
        json.cell(.figure(Double(totalRows)))
        json.key("columns")
        json.open("[")
        for column in columns {
            json.open("{")
            json.key("name")
            json.string(column.name)
            json.key("kind")
            json.string(column.kind.rawValue)
            json.key("meaning")
            json.string(column.meaning)
            json.close("}")
        }
        json.close("]")
        json.close("}")
    }
}
