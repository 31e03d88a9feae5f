import ArgumentParser
import Foundation
import JourneyModel
import JourneyStore
import Pipeline
import Postgres
import Reports

/// How long the program waits for others.
struct PatienceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Wait for the lock of others: --wait for as long as it takes, --wait=10m at most so"
                + " long.", valueName: "duration"))
    var wait: String?

    @Option(help: ArgumentHelp("How long to try to reach the server.", valueName: "duration"))
    var retryFor = "5m"

    func waiting() throws -> Duration {
        .seconds(try wait.map { try DurationText.seconds($0, of: "--wait") } ?? 0)
    }

    func retrying() throws -> Duration {
        .seconds(try DurationText.seconds(retryFor, of: "--retry-for"))
    }
}

extension GlobalOptions {
    /// Reading commands answer a person who waits, so they give up sooner than a scheduled job.
    private static let readingPatience = Duration.seconds(10)

    func workspaceOptions(retryFor: Duration) throws -> Workspace.Options {
        let settings = try GlobalSettings(self)
        var options = Workspace.Options(programVersion: Program.version)
        options.database = try settings.database().conninfo
        options.dataFolder = settings.dataFolder.value
        options.schema = try SchemaName(settings.schema.value)
        options.retryFor = retryFor
        return options
    }

    /// Runs a command that changes nothing.
    func reading(_ body: (Workspace) throws -> Void) throws {
        let options = try workspaceOptions(retryFor: Self.readingPatience)
        try body(try open(options, for: .read, command: "report"))
    }

    /// Runs a command that writes, after naming where; a rehearsal writes nothing there.
    func writing(
        _ command: String, patience: PatienceOptions? = nil, access: Workspace.Access = .identify,
        isRehearsal: Bool = false, _ body: (Workspace) throws -> Void
    ) throws {
        let options = try workspaceOptions(
            retryFor: try patience?.retrying() ?? Self.readingPatience)
        let workspace = try open(options, for: access, command: command)
        console.note(
            isRehearsal
                ? "A dry run: nothing is written to \(workspace.location)."
                : "Writing to \(workspace.location).",
            event: "database",
            [
                "host": .text(workspace.connection.host),
                "database": .text(workspace.connection.database),
                "schema": .text(workspace.schema.main),
            ])
        if let warning = workspace.securityWarning {
            console.warning(warning, event: "database.unproven")
        }
        try body(workspace)
    }

    /// Says where nobody answers, and who watches is told how long it goes on trying.
    private func open(
        _ options: Workspace.Options, for access: Workspace.Access, command: String
    ) throws -> Workspace {
        guard let place = ServerPlace(options) else {
            return try Workspace.open(options, for: access, command: command)
        }
        do {
            var once = options
            once.retryFor = .zero
            let workspace = try Workspace.open(once, for: access, command: command)
            workspace.options.retryFor = options.retryFor
            return workspace
        } catch let error as PostgresError where error.code == .unreachable {
            let end = Date(timeIntervalSinceNow: options.retryFor / .seconds(1))
            let notice =
                "The database at \(place) does not answer; trying again until"
                + " \(end.formatted(.iso8601))."
            if console.isWatched { console.note(notice) } else { console.detail(notice) }
        }
        do {
            return try Workspace.open(options, for: access, command: command)
        } catch let error as PostgresError where error.code == .unreachable {
            throw Failure(
                exitCode: error.exitCode, message: "database unreachable at \(place)",
                advice: error.hint, detail: error.debugDescription)
        }
    }
}

extension Workspace {
    var overview: Overview { Overview(connection: connection, schema: schema.main) }

    func site() throws -> InstallationStore.Site {
        try InstallationStore(connection, schema: schema).site() ?? InstallationStore.Site()
    }

    func rules() throws -> RulesInForce {
        try RulesInForce.load(dataFolder: dataFolder, environment: options.environment)
    }

    func explain() throws -> Explain {
        Explain(connection: connection, schema: schema.main, rules: try rules().rules)
    }

    func reviewQueue() throws -> ReviewQueue {
        ReviewQueue(overview, rules: try rules().rules)
    }

    func reports() throws -> ReportRunner {
        try ReportRunner(connection, schema: schema.main)
    }
}

/// The only place that reads the clock.
enum Clock {
    static var now: Timestamp {
        Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
    }
}
