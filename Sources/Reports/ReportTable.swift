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

    /// What stands in place of an empty table: what to do next.
    package var emptySentence: String {
        head.isEmptyDatabase
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

    /// One fact a line, for a terminal or standard error.
    package var lines: [String] {
        let sources = completeThrough.map { "\($0.source) \($0.through ?? "(nothing loaded)")" }
        let settings = settings.map { "\($0.name)=\($0.value)" }
        return [
            "run \(run), rules \(rulesVersion.isEmpty ? "none yet" : rulesVersion)",
            "complete through: "
                + (sources.isEmpty ? "no source" : sources.joined(separator: ", ")),
            "settings: " + settings.joined(separator: " "),
        ]
    }
}
