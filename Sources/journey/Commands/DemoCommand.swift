import ArgumentParser
import Simulator

/// `journey demo`
struct DemoCommand: JourneyCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Simulate a small company, load its exports, and print four reports.",
        discussion: """
            Uses a private database of its own, which is removed afterwards, and writes
            journey-report.html into the current folder. DATABASE_URL and PG* are not looked at.

            Examples:
              journey demo
              journey demo --people 500 --days 30 --seed 7
              journey demo --keep
            """)

    @Option(help: "How many people.")
    var people = 1200

    @Option(help: "How many days.")
    var days = 60

    @Option(help: "Equal seeds give equal companies.")
    var seed: UInt64 = 1

    @Flag(help: "Keep exports and database in the folder journey-demo.")
    var keep = false

    @Option(help: ArgumentHelp("A server to use; it must hold nothing of yours.", valueName: "url"))
    var database: String?

    @Option(help: ArgumentHelp("Schema on that server.", valueName: "name"))
    var schema = "journey"

    @OptionGroup var logging: LoggingOptions

    var console: Console { logging.console }

    func perform() throws {
        let place = try DemoPlace(isKept: keep)
        defer { place.leave(console) }
        let demo = Demo(
            place: place, console: console, database: database, schema: schema,
            company: Configuration(people: people, days: days, seed: seed))
        try demo.run()
        if keep {
            console.note("Exports and database are kept in \(place.folder).")
            console.note("Ask more: journey report handovers --by agent --data-dir \(place.data)")
        }
        console.note(
            """
            With your own files:
              journey init --time-zone Europe/Berlin --region DE
              journey ingest FILE          (finds out the format and prints the command)
              journey stitch
              journey report handovers
            """)
    }
}
