import ArgumentParser
import Foundation
import JourneyModel
import JourneyStore
import Pipeline
import Reports

/// How long the program waits for others.
struct PatienceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How long to wait for another run's lock.", valueName: "duration"))
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
        var options = Workspace.Options(programVersion: Program.version)
        options.database = database
        options.dataFolder = dataDir
        options.schema = try SchemaName(schemaName)
        options.retryFor = retryFor
        return options
    }

    /// Runs a command that changes nothing.
    func reading(_ body: (Workspace) throws -> Void) throws {
        let workspace = try Workspace.open(
            try workspaceOptions(retryFor: Self.readingPatience), for: .read, command: "report")
        try body(workspace)
    }

    /// Runs a command that writes, after naming where.
    func writing(
        _ command: String, patience: PatienceOptions? = nil, access: Workspace.Access = .identify,
        _ body: (Workspace) throws -> Void
    ) throws {
        let options = try workspaceOptions(
            retryFor: try patience?.retrying() ?? Self.readingPatience)
        let workspace = try Workspace.open(options, for: access, command: command)
        console.note("Writing to \(workspace.location).")
        if let warning = workspace.securityWarning { console.warning(warning) }
        try body(workspace)
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
