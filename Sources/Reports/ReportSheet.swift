/// Several tables that answer one question together, the first of which is the answer.
package struct ReportSheet: Sendable {
    package struct Part: Sendable {
        /// The key in JSON.
        package var name: String
        package var table: ReportTable

        package init(_ name: String, _ table: ReportTable) {
            self.name = name
            self.table = table
        }
    }

    package var title: String
    package var parts: [Part]

    package init(title: String, parts: [Part]) {
        self.title = title
        self.parts = parts
    }

    /// All parts where a format has room for them, else the first.
    package func rendered(as format: ReportFormat, terminal: Terminal = Terminal()) throws -> String
    {
        let tables = parts.map(\.table)
        switch format {
        case .table:
            return tables.enumerated().map { place, table in
                TextTable(terminal).render(table, saysCompleteness: place == 0)
            }.joined(separator: "\n")
        case .markdown: return tables.map(Markdown.render).joined(separator: "\n")
        case .html:
            return HTMLReport(title: title, sections: tables.map { HTMLReport.Section($0) }).text
        case .json:
            let members = try parts.map { part in
                try "\(JSONText.quoted(part.name)):\(part.table.rendered(as: .json).dropLast())"
            }
            return "{\(members.joined(separator: ","))}\n"
        case .csv, .tsv, .ndjson: return try tables[0].rendered(as: format)
        }
    }

    /// The parts for which a format has no room.
    package func others(than format: ReportFormat) -> [ReportTable] {
        format.holdsHead ? [] : parts.dropFirst().map(\.table)
    }
}
