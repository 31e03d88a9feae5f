import Foundation
import JourneyModel
import JourneyStore
import Pipeline
import Reports
import Simulator

/// One demo from the simulated exports to the written report.
struct Demo {
    private static let reportPath = "journey-report.html"
    private static let master = "customers"

    let place: DemoPlace
    let console: Console
    let database: String?
    let schema: String
    let company: Configuration

    func run() throws {
        console.progress("simulating")
        let manifest = try Company(configuration: company).write(
            to: URL(fileURLWithPath: place.exports))
        console.note("Simulated: \(manifest.summary).")

        console.progress("starting the database")
        let workspace = try open()
        _ = try Installer(workspace).run(
            site: InstallationStore.Site(timeZone: manifest.timeZone, region: manifest.region))
        for feed in manifest.feeds where feed.connector != Self.master {
            try load(feed, manifest, workspace)
        }
        let before = try ask(workspace)
        try show(before, "Without the customer master")

        for feed in manifest.feeds where feed.connector == Self.master {
            try load(feed, manifest, workspace)
        }
        let after = try ask(workspace)
        try show(after, "With the customer master")

        let comparison = DemoComparison(before, after)
        try ResultOutput(path: nil).write(comparison.text)
        try ResultOutput(path: Self.reportPath).write(
            page(manifest, after, comparison, try grouped(workspace)))
        console.note("Wrote \(Self.reportPath).")
    }

    private func open() throws -> Workspace {
        var options = Workspace.Options(programVersion: "\(DemoSchema.mark) \(Program.version)")
        // Nothing of the caller's environment may name a database or a key.
        options.environment = options.environment.filter { name, _ in
            name == "PATH" || name == "HOME" || name == "JOURNEY_PG_BIN"
        }
        options.database = database
        options.dataFolder = place.data
        options.schema = try SchemaName(schema)
        options.retryFor = .seconds(10)
        let workspace = try Workspace.open(options, for: .initialise, command: "demo")
        console.note("Writing to \(workspace.location).")
        try DemoSchema.clear(workspace)
        return workspace
    }

    private func load(
        _ feed: Manifest.Feed, _ manifest: Manifest, _ workspace: Workspace
    ) throws {
        var settings = SourceSettings(name: feed.connector)
        settings.timeZone = manifest.timeZone
        settings.region = manifest.region
        let request = Ingest.Request(
            connector: feed.connector, inputs: feed.files.map(\.path), settings: settings)
        let report = try Ingest(workspace).run(request) { progress in
            console.progress("loading \(progress.path)")
        }
        if let failure = (report.missing + report.files.compactMap(\.failure)).first {
            throw failure
        }
        let total = report.total
        console.note(
            "Loaded \(feed.connector): \(GroupedNumber.text(total.read)) records,"
                + " \(GroupedNumber.text(total.accepted)) new,"
                + " \(GroupedNumber.text(total.duplicate + total.outdated)) known,"
                + " \(GroupedNumber.text(total.rejected)) rejected.")
    }

    private func ask(_ workspace: Workspace) throws -> DemoAnswers {
        let stitch = try StitchRun(workspace, rules: try workspace.rules()).run(rebuild: false) {
            console.progress("stitching: \($0)")
        }
        let runner = try workspace.reports()
        let tables = try ["handovers", "repeats", "conversions", "trigger-pages"].map { name in
            console.progress("report \(name)")
            var request = ReportRequest()
            request.limit = name == "trigger-pages" ? 10 : nil
            return try runner.report(name, request)
        }
        return DemoAnswers(stitch: stitch, tables: tables)
    }

    private func show(_ answers: DemoAnswers, _ title: String) throws {
        console.progress(nil)
        let output = ResultOutput(path: nil)
        try output.write("\n== \(title) ==\n\n")
        for table in answers.tables {
            try output.write(try table.rendered(as: .table) + "\n")
        }
    }

    /// The reports by what people look at first, for the charts of the page.
    private func grouped(_ workspace: Workspace) throws -> [String: ReportTable] {
        let runner = try workspace.reports()
        var tables: [String: ReportTable] = [:]
        for (name, dimension) in [
            ("handovers", "topic"), ("repeats", "channel"), ("conversions", "queue"),
        ] {
            var request = ReportRequest()
            request.by = [dimension]
            tables[name] = try runner.report(name, request)
        }
        return tables
    }

    private func page(
        _ manifest: Manifest, _ answers: DemoAnswers, _ comparison: DemoComparison,
        _ grouped: [String: ReportTable]
    ) -> String {
        let sections = answers.tables.map { summary -> HTMLReport.Section in
            guard let table = grouped[summary.name] else { return HTMLReport.Section(summary) }
            var section = HTMLReport.Section(summary)
            let detail = HTMLReport.Section(table)
            section.figures += detail.figures
            section.tables += detail.tables
            return section
        }
        var page = HTMLReport(title: "Customer journeys of a simulated company", sections: sections)
        page.introduction =
            "\(manifest.summary), seed \(company.seed). Every figure is counted from exports in the"
            + " formats of real products, by the program that would count yours."
        page.headlines = answers.headlines
        page.comparison = comparison.section
        return page.text
    }
}
