import ArgumentParser
import Foundation
import JourneyModel
import Pipeline
import Reports

/// `journey run`
struct RunCommand: JourneyCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "The scheduled job: load every configured source, stitch, export.",
        discussion: """
            One run at a time. Sources do not depend on each other: one that fails does not stop the
            others, and running again is always safe. The last line on standard output is one JSON
            object with the status of each source; docs/scheduled-run.md lists its fields.

            --since and --until are event times, the end exclusive; without them it is yesterday.
            They fill {since}, {until} and {date:%Y-%m-%d} in paths, commands and outputs.

            Examples:
              journey run --example > journey.yaml
              journey run
              journey run --config /etc/journey/shop.yaml --log-format json --wait=30m
              journey run --since 2026-02-01 --until 2026-02-08
              journey run --dry-run
            """)

    @Option(
        help: ArgumentHelp(
            "First event time: 2026-02-14, 7d, yesterday, last-week.", valueName: "time"))
    var since: String?

    @Option(help: ArgumentHelp("Last event time, exclusive.", valueName: "time"))
    var until: String?

    @Flag(help: "Read and count, but write nothing; commands are run.")
    var dryRun = false

    @Option(help: ArgumentHelp("Exit code when nothing was new, such as 99.", valueName: "code"))
    var skipCode: Int32 = 0

    @Option(
        help: ArgumentHelp("What the caller calls this run; kept on the books.", valueName: "id"))
    var runID: String?

    @Flag(help: "Print a configuration with every setting explained.")
    var example = false

    @OptionGroup var patience: PatienceOptions
    @OptionGroup var global: GlobalOptions

    var console: Console { global.console }

    func validate() throws {
        guard (0...125).contains(skipCode) else {
            throw ValidationError("--skip-code \(skipCode): a number from 0 to 125")
        }
    }

    func perform() throws {
        if example { return try ResultOutput(path: nil).write(ExampleConfiguration.text) }
        let start = Clock.now
        var file: ConfigurationFile?
        let outcome: RunOutcome
        do {
            file = try global.configuration()
            outcome = try run(try Self.named(file))
        } catch let error as ValidationError {
            throw error
        } catch let error as ReportError {
            throw error
        } catch {
            let line = RunOutcome.refused(
                Ending(error).failure, file, runID: runID, from: start, to: Clock.now
            ).line
            try ResultOutput(path: nil).write(line + "\n")
            throw error
        }
        console.progress(nil)
        try ResultOutput(path: nil).write(outcome.line + "\n")
        if outcome.exitCode != 0 { throw ExitCode(outcome.exitCode) }
    }

    private static func named(_ file: ConfigurationFile?) throws(Failure) -> ConfigurationFile {
        if let file { return file }
        throw Failure(
            exitCode: 78, message: "there is no configuration to run",
            advice: "Name one with --config, or write one: `journey run --example > journey.yaml`.")
    }

    private func run(_ file: ConfigurationFile) throws -> RunOutcome {
        let exports = try file.content.exports.map { try ConfiguredExport($0, file) }
        try checkDatabase(file)
        // Wrong usage ends before anything is opened.
        _ = try interval(zone: file.content.timeZone ?? "UTC")
        _ = try patience.waiting()
        let console = global.console
        var result: RunOutcome?
        try global.writing("run", patience: patience, isRehearsal: dryRun) { workspace in
            let zone = try file.content.timeZone ?? workspace.site().timeZone
            if zone == nil {
                console.warning("no time zone is set, so days are UTC; set `site: time_zone:`")
            }
            var request = ScheduledRun.Request(
                file: file, interval: try interval(zone: zone ?? "UTC"))
            request.runID = runID
            request.wait = try patience.waiting()
            request.isDryRun = dryRun
            request.skipCode = skipCode
            var around = ScheduledRun.Surroundings(
                now: { Clock.now }, rules: { try $0.rules() },
                export: { export, workspace, interval, path in
                    for one in exports where one.export == export {
                        do {
                            try one.write(workspace, interval, to: path, now: Clock.now)
                        } catch {
                            throw Ending(error).failure
                        }
                    }
                }, log: console.log)
            around.progress = console.progress
            result = ScheduledRun(workspace, request, around).run()
        }
        guard let result else { preconditionFailure("a run has an outcome") }
        return result
    }

    /// A job without its environment must not load a private database and look well.
    private func checkDatabase(_ file: ConfigurationFile) throws {
        let settings = try GlobalSettings(global)
        let (conninfo, _) = try settings.database()
        let choice = DatabaseChoice.choose(
            option: conninfo, dataFolder: settings.dataFolder.value,
            environment: global.environment)
        guard case .embedded = choice, file.content.database != .embedded else { return }
        throw Failure(
            exitCode: 78, message: "no database is named",
            advice: "Name one with --database, DATABASE_URL or `database:` in \(file.path), or say"
                + " `database: embedded` there for the private one.")
    }

    /// Yesterday, unless something else is asked for.
    private func interval(zone name: String) throws -> RunInterval {
        guard let zone = ZoneName.timeZone(name) else { throw ReportError.badTimeZone(name) }
        let now = Clock.now
        let dates = try DateParser(now: now, timeZone: name)
        let yesterday = try dates.range("yesterday")
        let end =
            try until.map { try dates.moment($0) } ?? (since == nil ? yesterday.upperBound : now)
        let beginning = try since.map { try dates.moment($0) }
        let start =
            beginning
            ?? min(yesterday.lowerBound, Timestamp(microseconds: end.microseconds - 86_400_000_000))
        guard start < end else {
            throw ValidationError("--until must be later than --since")
        }
        return RunInterval(since: start, until: end, zone: zone)
    }
}
