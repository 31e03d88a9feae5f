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
        try mapTopics(workspace)
        let before = DemoAnswers(
            stitch: try stitch(workspace), tables: try summaries(workspace.reports()))
        try show(before, "Without the customer master")

        for feed in manifest.feeds where feed.connector == Self.master {
            try load(feed, manifest, workspace)
        }
        let stitched = try stitch(workspace)
        console.progress("drawing the reports")
        let page = try ReportPage(workspace.reports())
        let after = DemoAnswers(stitch: stitched, tables: page.summaries)
        try show(after, "With the customer master")

        let comparison = DemoComparison(before, after)
        try ResultOutput(path: nil).write(comparison.text)
        try ResultOutput(path: Self.reportPath).write(html(manifest, page, comparison))
        console.note("Wrote \(Self.reportPath).")
    }

    /// The departments of the chats and the queues of the calls, in common words.
    private func mapTopics(_ workspace: Workspace) throws {
        let map = try TopicMap(parsing: TopicWords.csv)
        try workspace.booked("topics map") { _ in try workspace.overview.replaceTopics(map) }
        console.note("Mapped \(map.entries.count) departments and queues to common topics.")
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

    private func stitch(_ workspace: Workspace) throws -> StitchReport {
        try StitchRun(workspace, rules: try workspace.rules()).run(rebuild: false) {
            console.progress("stitching: \($0)")
        }
    }

    private func summaries(_ runner: ReportRunner) throws -> [ReportTable] {
        try ["handovers", "repeats", "conversions", "trigger-pages"].map { name in
            console.progress("report \(name)")
            return try runner.report(name, ReportRequest())
        }
    }

    private func show(_ answers: DemoAnswers, _ title: String) throws {
        console.progress(nil)
        let output = ResultOutput(path: nil)
        let completeness = answers.tables.first?.head.completeness ?? ""
        try output.write("\n== \(title) ==\n\(completeness)\n\n")
        for table in answers.digests {
            try output.write(table.textWithoutCompleteness(terminal: .ofOutput) + "\n")
        }
    }

    private func html(
        _ manifest: Manifest, _ page: ReportPage, _ comparison: DemoComparison
    ) -> String {
        var report = page.html(title: "Customer journeys of a simulated company")
        report.introduction =
            "\(manifest.summary), seed \(company.seed). Every figure is counted from exports in the"
            + " formats of real products, by the program that would count yours."
        report.comparison = comparison.section
        return report.text
    }
}
