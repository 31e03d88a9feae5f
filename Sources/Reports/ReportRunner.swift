import Postgres
import Schema
import Statistics

/// Answers requests from one unchanging state of the database.
package struct ReportRunner {
    private let connection: Connection
    private let schema: String
    private let catalogue: Catalogue

    /// - Parameter schema: Already on the connection's search path.
    package init(_ connection: Connection, schema: String = "journey") throws {
        self.connection = connection
        self.schema = schema
        catalogue = try Catalogue()
    }

    /// The grouped report; without `--by` its summary, or its default dimension where it has none.
    package func report(_ name: String, _ request: ReportRequest) throws -> ReportTable {
        let report = try catalogue.report(name)
        var request = request
        let file: ReportFile
        if request.by.isEmpty, let summary = catalogue.summary(of: report) {
            file = summary
        } else {
            file = report
            if request.by.isEmpty, let dimension = report.defaultDimension {
                request.by = [dimension]
            }
        }
        return try reading {
            try table(of: file, report: report, request, isGrouped: true)
        }
    }

    /// The single rows behind the figures.
    package func detail(_ name: String, _ request: ReportRequest) throws -> ReportTable {
        let report = try catalogue.report(name)
        let file = try detailFile(of: report, request)
        return try reading {
            try table(of: file, report: report, request, isGrouped: false)
        }
    }

    /// Writes an export row by row, with constant memory.
    ///
    /// - Parameter variant: Such as `events` of `identities`.
    /// - Returns: The number of rows.
    @discardableResult
    package func export(
        _ name: String, variant: String? = nil, _ request: ReportRequest,
        to writer: inout some RowWriter
    ) throws -> Int {
        let named = try catalogue.export(name, variant: variant)
        return try reading {
            let head = try readHead(request, named)
            let file = try readable(named)
            let statement = try ReportStatement(
                file, request, reportName: name, zone: try zone(request, head))
            let columns = file.columns
            try writer.begin(columns)
            var count = 0
            try connection.forEachRow(try statement.query(schema: schema)) { row in
                if let limit = request.limit, count >= limit { return }
                try writer.write(
                    columns.indices.map { Cell.read(row.string($0), as: columns[$0].kind) })
                count += 1
            }
            try writer.end()
            return count
        }
    }

    /// The head alone, as `FILE.meta.json` beside an export.
    package func head(_ name: String, _ request: ReportRequest) throws -> ReportHead {
        let file = try catalogue.report(name)
        return try reading {
            let head = try readHead(request, file)
            let statement = try ReportStatement(
                file, request, reportName: name, zone: try zone(request, head))
            return settled(head, statement)
        }
    }

    /// The statement that would run, with its settings, for `--sql`.
    package func sql(_ name: String, _ request: ReportRequest, isDetail: Bool) throws -> String {
        let report = try catalogue.report(name)
        var file = report
        if isDetail {
            file = try detailFile(of: report, request)
        } else if request.by.isEmpty, let summary = catalogue.summary(of: report) {
            file = summary
        }
        var request = request
        if !isDetail, file == report, request.by.isEmpty, let dimension = report.defaultDimension {
            request.by = [dimension]
        }
        let zone = try zone(request, try readHead(request, file))
        return try ReportStatement(file, request, reportName: name, zone: zone)
            .printed(schema: schema)
    }

    /// A dimension that the report does not have is the first mistake to tell.
    private func detailFile(
        of report: ReportFile, _ request: ReportRequest
    ) throws(ReportError) -> ReportFile {
        _ = try ReportStatement.dimensions(request.by, of: report)
        guard request.by.isEmpty else { throw .groupedDetail }
        return try catalogue.detail(of: report)
    }

    private func reading<T>(_ body: () throws -> T) throws -> T {
        try connection.transaction(.snapshot) {
            try connection.script(try Schema.query("report/planner"))
            return try body()
        }
    }

    func forEachRow(of query: String, _ body: (borrowing Row) throws -> Void) throws {
        let sql = Schema.localized(try Schema.query(query), schema: schema)
        try connection.forEachRow(Query(sql: sql), body)
    }

    private func table(
        of file: ReportFile, report: ReportFile, _ request: ReportRequest, isGrouped: Bool
    ) throws -> ReportTable {
        let head = try readHead(request, report)
        let statement = try ReportStatement(
            file, request, reportName: report.name, zone: try zone(request, head))
        let raw = try read(statement)
        var table = ReportTable(
            name: report.name, title: file.title, answers: file.answers, columns: file.columns,
            rows: raw.rows, head: settled(head, statement),
            notes: file.notes + asides(file, raw) + (try notes(request)),
            definition: report.definition)
        if isGrouped {
            let figures = GroupFigures(
                file: file, by: statement.by.map(\.name), small: request.smallGroups)
            (table.columns, table.rows) = figures.complete(raw)
        }
        try arrange(
            &table, by: request.sort ?? (isGrouped && statement.by.isEmpty ? nil : file.sort))
        table.totalRows = table.rows.count
        if let limit = request.limit { table.rows = Array(table.rows.prefix(limit)) }
        return table
    }

    private func read(_ statement: ReportStatement) throws -> RawRows {
        var raw = RawRows()
        let kinds = Dictionary(
            uniqueKeysWithValues: statement.file.columns.map { ($0.name, $0.kind) })
        try connection.forEachRow(try statement.query(schema: schema)) { row in
            if raw.names.isEmpty { raw.names = row.names }
            raw.rows.append(
                raw.names.enumerated().map { index, name in
                    let isGroup = name.hasPrefix("by_")
                    return Cell.read(
                        row.string(index), as: isGroup ? .text : kinds[name] ?? .number)
                })
        }
        return raw
    }

    /// Empty values last, equal ones in the order of the statement.
    private func arrange(_ table: inout ReportTable, by sort: ReportRequest.Sort?)
        throws(ReportError)
    {
        guard let sort else { return }
        guard let column = table.index(of: sort.column) else {
            throw .unknownColumn(sort.column, known: table.columns.map(\.name))
        }
        let order = table.rows.indices.sorted { left, right in
            let (a, b) = (table.rows[left][column], table.rows[right][column])
            if a == b { return left < right }
            if a == .none || b == .none { return b == .none }
            let isLess: Bool
            if let x = a.number, let y = b.number {
                if x == y { return left < right }
                isLess = x < y
            } else {
                isLess = a.plain.utf8.lexicographicallyPrecedes(b.plain.utf8)
            }
            return isLess != sort.isDescending
        }
        table.rows = order.map { table.rows[$0] }
    }

    private func readable(_ file: ReportFile) throws -> ReportFile {
        guard let other = catalogue.withoutPersonalData(file) else { return file }
        let query = Query(
            sql: Schema.localized(try Schema.query("report/may_read_personal"), schema: schema))
        return try connection.execute(query).bool(0, 0) == true ? file : other
    }

    private func zone(_ request: ReportRequest, _ head: ReportHead) throws -> String {
        if let zone = request.timeZone { return zone }
        let site =
            try connection.execute(Query(sql: try Schema.query("report/head")))
            .string(0, 2) ?? ""
        return site.isEmpty ? "UTC" : site
    }

    private func readHead(_ request: ReportRequest, _ file: ReportFile) throws -> ReportHead {
        var head = ReportHead()
        let run = try connection.execute(Query(sql: try Schema.query("report/head")))
        head.run = run.int(0, 0) ?? 0
        head.rulesVersion = run.string(0, 1) ?? ""
        let sources = try connection.execute(Query(sql: try Schema.query("report/completeness")))
        for row in 0..<sources.rowCount {
            head.completeThrough.append(
                ReportHead.Completeness(
                    source: sources.string(row, 0) ?? "", channel: sources.string(row, 1) ?? "",
                    through: sources.string(row, 2)))
        }
        return head
    }

    private func settled(_ head: ReportHead, _ statement: ReportStatement) -> ReportHead {
        var head = head
        head.settings = statement.settings
        return head
    }

    private func asides(_ file: ReportFile, _ raw: RawRows) -> [String] {
        file.asides.compactMap { aside in
            guard let column = raw.names.firstIndex(of: aside.column) else { return nil }
            let sum = raw.rows.reduce(0) { $0 + ($1[column].number ?? 0) }
            if sum == 0 { return nil }
            return Figures.grouped(Figures.fixed(sum, places: 0)) + " " + aside.words
        }
    }

    private func notes(_ request: ReportRequest) throws -> [String] {
        let row = try connection.execute(
            Query(
                sql: try Schema.query("report/quality"),
                parameters: [
                    request.since.map { .timestamp($0.microseconds) } ?? .null,
                    request.until.map { .timestamp($0.microseconds) } ?? .null,
                ]))
        guard let contacts = row.int(0, 0), contacts > 0 else { return [] }
        func share(_ count: Int?) -> Double { Double(count ?? 0) / Double(contacts) }
        let all = Figures.grouped(String(contacts))
        var notes = [
            "Contacts with a mapped topic: \(Figures.percent(share(row.int(0, 1)))) of \(all)."
        ]
        if let undirected = row.int(0, 3), undirected > 0 {
            let count = Figures.grouped(String(undirected))
            notes.append("Calls of unknown direction, which stay out: \(count).")
        }
        return notes
    }
}

/// Rows as the statement gave them, helper columns included.
struct RawRows {
    var names: [String] = []
    var rows: [[Cell]] = []
}
