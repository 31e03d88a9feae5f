import Reports

/// Writes an export in any format: row by row where the format allows it.
struct ExportWriting {
    let runner: ReportRunner
    let name: String
    let variant: String?
    let title: String
    let request: ReportRequest

    func write(_ format: ReportFormat, to output: ResultOutput) throws {
        switch format {
        case .csv, .tsv:
            try output.stream { put in
                var writer = DelimitedWriter(format == .csv ? .csv : .tsv, output: put)
                try export(to: &writer)
            }
        case .ndjson:
            try output.stream { put in
                var writer = NDJSONWriter(output: put)
                try export(to: &writer)
            }
        case .table, .json, .markdown, .html:
            var rows = RowCollector()
            try export(to: &rows)
            let table = ReportTable(
                name: name, title: title, columns: rows.columns, rows: rows.rows)
            try output.write(try table.rendered(as: format))
        }
    }

    private func export(to writer: inout some RowWriter) throws {
        try runner.export(name, variant: variant, request, to: &writer)
    }
}

/// Keeps all rows for formats that need to know them together.
private struct RowCollector: RowWriter {
    private(set) var columns: [Column] = []
    private(set) var rows: [[Cell]] = []

    mutating func begin(_ columns: [Column]) { self.columns = columns }
    mutating func write(_ row: [Cell]) { rows.append(row) }
    mutating func end() {}
}
