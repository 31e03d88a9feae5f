import ArgumentParser
import Pipeline

/// `journey runs`
struct RunsCommand: JourneyCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "List what ran, when, how long, and how many records it read.",
        discussion: """
            The newest run comes first. read = accepted + updated + duplicate + outdated + rejected +
            ignored.

            Examples:
              journey runs
              journey runs --limit 100 --format csv
            """)

    @Option(help: "How many of the newest runs.")
    var limit = 20

    @OptionGroup var result: ResultOptions
    @OptionGroup var global: GlobalOptions

    var console: Console { global.console }

    func perform() throws {
        try global.reading { workspace in
            try result.write(workspace.overview.runs(limit: limit))
        }
    }
}
