import ArgumentParser
import Foundation
import Postgres

/// The program.
@main
struct Journey: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journey",
        abstract: "Customer journeys over web, chat and telephone, in PostgreSQL.",
        discussion: """
            First steps:
              journey demo                                a simulated company, start to end
              journey init                                prepare a database for your own data
              journey ingest zendesk-chat chats.ndjson    load an export
              journey stitch                              find persons and journeys
              journey report handovers                    ask
            """,
        version: Program.version,
        groupedSubcommands: [
            CommandGroup(name: "Start", subcommands: [DemoCommand.self, InitCommand.self]),
            CommandGroup(
                name: "Load and stitch",
                subcommands: [
                    IngestCommand.self, ConnectorsCommand.self, RejectsCommand.self,
                    StitchCommand.self, RunCommand.self,
                ]),
            CommandGroup(
                name: "Ask",
                subcommands: [
                    ReportCommand.self, ExportCommand.self, ExplainCommand.self,
                    PersonCommand.self, ReviewCommand.self,
                ]),
            CommandGroup(
                name: "Look after",
                subcommands: [
                    RulesCommand.self, TopicsCommand.self, PagesCommand.self, RunsCommand.self,
                    FreshnessCommand.self, ConfigCommand.self, DoctorCommand.self,
                ]),
        ])

    static func main() {
        Interruption.install()
        let arguments = OptionalValues.filled(Array(CommandLine.arguments.dropFirst()))
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
            end(.success)
        } catch {
            let code = exitCode(for: error)
            guard code != .success, !(error is ExitCode),
                LogFormat.isJSON(arguments, ProcessInfo.processInfo.environment)
            else { end(error) }
            Console(format: .json, level: .error).error(
                message(for: error), event: "command.failed",
                ["exit_code": .int(Int64(code.rawValue))])
            end(code)
        }
    }

    /// Prints what the parser of arguments has to say, and ends.
    private static func end(_ error: any Error) -> Never {
        let code = exitCode(for: error)
        let text = fullMessage(for: error)
        if !text.isEmpty {
            let stream = code == .success ? FileHandle.standardOutput : .standardError
            stream.write(Data((text + "\n").utf8))
        }
        end(code)
    }

    /// Ends without the destructors of libraries: the thread that reads a file may still be in them.
    private static func end(_ code: ExitCode) -> Never {
        fflush(nil)
        _exit(code.rawValue)
    }
}

/// What the program says of itself.
enum Program {
    static let version = "0.1.0"
    static let reportingPlace = "the issue tracker of the project you got it from"
}
