import ArgumentParser
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
                    StitchCommand.self,
                ]),
            CommandGroup(
                name: "Ask",
                subcommands: [
                    ReportCommand.self, ExportCommand.self, ExplainCommand.self,
                    PersonCommand.self,
                ]),
            CommandGroup(
                name: "Look after",
                subcommands: [
                    RulesCommand.self, TopicsCommand.self, PagesCommand.self, RunsCommand.self,
                    FreshnessCommand.self, DoctorCommand.self,
                ]),
        ])

    static func main() {
        Interruption.install()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            exit(withError: error)
        }
    }
}

/// What the program says of itself.
enum Program {
    static let version = "0.1.0"
    static let reportingPlace = "the issue tracker of the project you got it from"
}
