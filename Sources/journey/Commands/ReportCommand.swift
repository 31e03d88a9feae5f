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
              journey report handovers --by topic --as-of 2026-02-01T08:00
              journey report handovers --by topic --diff 41
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

    @OptionGroup(title: "The past") var past: PastOptions
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
        try past.check(isSQL: sql, isDetail: detail)
        try global.reading { workspace in
            let zone = try workspace.site().timeZone
            if let moment = try past.asOf(siteZone: zone) {
                return try write(name, asOf: moment, workspace)
            }
            if let moment = try past.diff(siteZone: zone) {
                return try write(name, since: moment, workspace)
            }
            let request = try request(siteZone: zone)
            let runner = try workspace.reports()
            if sql {
                return try result.destination.write(
                    runner.sql(name, request, isDetail: detail))
            }
            try result.write(try table(name, request, runner), console: console)
        }
    }

    func request(siteZone: String?) throws -> ReportRequest {
        var request = try selection.request(now: Clock.now, siteZone: siteZone)
        request.by = by.flatMap { $0.split(separator: ",").map(String.init) }
        request.sort = try sort.map { try ReportRequest.Sort(parsing: $0) }
        request.limit = limit
        return request
    }

    func table(
        _ name: String, _ request: ReportRequest, _ runner: ReportRunner
    ) throws -> ReportTable {
        try detail ? runner.detail(name, request) : runner.report(name, request)
    }

    private func list(_ catalogue: Catalogue) throws {
        let rows = catalogue.reports.map { [$0.name, $0.answers] as [String?] }
        try result.write(Overview.Listing(columns: ["report", "answers"], rows: rows))
    }
}
