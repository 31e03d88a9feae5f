import ArgumentParser
import Pipeline
import Reports

/// `journey report`
struct ReportCommand: JourneyCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Print a report; without a name, list them.",
        discussion: """
            Filters can be repeated; a comma means or, !x means not.

            Examples:
              journey report
              journey report handovers
              journey report handovers --by topic,agent --since 2026-01-01 --until 2026-02-01
              journey report repeats --by channel --window 72h --format csv --output repeats.csv
              journey report trigger-pages --page '*/products/*'
              journey report conversions --detail --model linear
              journey report handovers --definition
            """)

    @Argument(help: "The report.")
    var name: String?

    @Option(help: ArgumentHelp("Up to three dimensions, such as topic,agent.", valueName: "names"))
    var by: [String] = []

    @Flag(help: "The single rows that the report counts.")
    var detail = false

    @Flag(help: "The formula in words.")
    var definition = false

    @Flag(help: "The SQL, for use in other tools.")
    var sql = false

    @Option(help: ArgumentHelp("COLUMN or COLUMN:desc.", valueName: "column"))
    var sort: String?

    @Option(help: ArgumentHelp("At most so many rows.", valueName: "rows"))
    var limit: Int?

    @OptionGroup(title: "Selection") var selection: RequestOptions
    @OptionGroup(title: "Result") var result: ResultOptions
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    var console: Console { global.console }

    func perform() throws {
        let catalogue = try Catalogue()
        guard let name else { return try list(catalogue) }
        let report = try catalogue.report(name)
        if definition {
            return try result.destination.write("\(report.title)\n\n\(report.definition)\n")
        }
        try global.reading { workspace in
            var request = try selection.request(
                now: Clock.now, siteZone: try workspace.site().timeZone)
            request.by = by.flatMap { $0.split(separator: ",").map(String.init) }
            request.sort = try sort.map { try ReportRequest.Sort(parsing: $0) }
            request.limit = limit
            let runner = try workspace.reports()
            if sql {
                return try result.destination.write(
                    runner.sql(name, request, isDetail: detail))
            }
            let table = try detail ? runner.detail(name, request) : runner.report(name, request)
            try result.write(table, console: console)
        }
    }

    private func list(_ catalogue: Catalogue) throws {
        let rows = catalogue.reports.map { [$0.name, $0.answers] as [String?] }
        try result.write(Overview.Listing(columns: ["report", "answers"], rows: rows))
    }
}
