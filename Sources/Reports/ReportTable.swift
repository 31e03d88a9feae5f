/// The rows of a report or an export, with what must be said beside them.
package struct ReportTable: Sendable, Hashable {
    package var name: String
    package var title: String
    package var answers: String
    package var columns: [Column]
    package var rows: [[Cell]]
    package var head: ReportHead
    /// What limits the figures, one sentence each.
    package var notes: [String]
    /// Rows before `--limit`.
    package var totalRows: Int
    package var definition: String
    /// In place of ``emptySentence``.
    package var emptyWords: String?

    package init(
        name: String, title: String, answers: String = "", columns: [Column], rows: [[Cell]],
        head: ReportHead = ReportHead(), notes: [String] = [], definition: String = ""
    ) {
        self.name = name
        self.title = title
        self.answers = answers
        self.columns = columns
        self.rows = rows
        self.head = head
        self.notes = notes
        self.totalRows = rows.count
        self.definition = definition
    }

    package func index(of column: String) -> Int? {
        columns.firstIndex { $0.name == column }
    }

    /// The value of one row; `.none` also where there is no such column.
    package func cell(_ row: [Cell], _ column: String) -> Cell {
        index(of: column).map { row[$0] } ?? .none
    }

    /// Only some columns, in their order; bounds of intervals stay with their figure.
    package func picking(_ names: Set<String>) -> ReportTable {
        let kept = columns.indices.filter { index in
            let name = columns[index].name
            let figure = ["_low", "_high"].first { name.hasSuffix($0) }
                .map { String(name.dropLast($0.count)) }
            return names.contains(name) || figure.map(names.contains) ?? false
        }
        var table = self
        table.columns = kept.map { columns[$0] }
        table.rows = rows.map { row in kept.map { row[$0] } }
        return table
    }

    /// Its first rows.
    package func limited(to count: Int) -> ReportTable {
        var table = self
        table.rows = Array(rows.prefix(count))
        return table
    }

    /// What stands in place of an empty table: what to do next.
    package var emptySentence: String {
        if let emptyWords { return emptyWords }
        return head.isEmptyDatabase
            ? "No data yet: load files with `journey ingest`, then run `journey stitch`."
            : "Nothing matches: widen the dates or drop a filter; the head above says what is set."
    }
}

/// What stands behind the figures of a report.
package struct ReportHead: Sendable, Hashable {
    package struct Completeness: Sendable, Hashable {
        package var source: String
        package var channel: String
        /// UTC, as exports write times; `nil` before anything is loaded.
        package var through: String?
    }

    package var run = 0
    package var rulesVersion = ""
    package var completeThrough: [Completeness] = []
    /// Names as on the command line, in a fixed order.
    package var settings: [Setting] = []

    package init() {}

    package struct Setting: Sendable, Hashable {
        package var name: String
        package var value: String
    }

    package var isEmptyDatabase: Bool { completeThrough.allSatisfy { $0.through == nil } }

    /// Two lines, for a terminal or standard error.
    package var lines: [String] { [madeWith, completeness] }

    /// Run, rules and settings.
    package var madeWith: String {
        let rules = rulesVersion.isEmpty ? "no rules yet" : "rules \(rulesVersion)"
        let settings = settings.map { "\($0.name)=\($0.value)" }
        return (["run \(run), \(rules);"] + settings).joined(separator: " ")
    }

    /// Up to when each source is loaded, to the minute; a day that all share is said once.
    package var completeness: String {
        if completeThrough.isEmpty { return "complete through: no source" }
        let days = Set(completeThrough.map { $0.through.map { String($0.prefix(10)) } })
        let common = days.count == 1 ? days.first.flatMap(\.self) : nil
        let sources = completeThrough.map { source in
            guard let through = source.through else {
                return "\(source.source) with nothing loaded"
            }
            let day = common == nil ? "\(through.prefix(10)) " : ""
            return "\(source.source) \(day)\(through.dropFirst(11).prefix(5))"
        }
        let front = common.map { "complete through \($0) (UTC): " } ?? "complete through (UTC): "
        return front + sources.joined(separator: ", ")
    }
}
