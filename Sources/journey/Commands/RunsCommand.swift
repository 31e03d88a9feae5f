import ArgumentParser
import Pipeline

/// `journey runs`
struct RunsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "List what ran, when, how long, and how many records it read.",
        subcommands: [List.self, Show.self], defaultSubcommand: List.self)

    struct List: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "List runs, the newest first.",
            discussion: """
                read = accepted + updated + duplicate + outdated + rejected + ignored. A scheduled
                run counts what its parts loaded; they name it as part_of. A run is partial when some
                of its inputs could not be used, failed when none could.

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

    struct Show: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show one run with the files that it read.",
            discussion: """
                Examples:
                  journey runs show 12
                """)

        @Argument(help: "The number of the run, as `journey runs` prints it.")
        var run: Int

        @OptionGroup var result: ResultOptions
        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws {
            try global.reading { workspace in
                let found = try Int32(exactly: run).map { try workspace.overview.run(Int($0)) }
                guard let found, let row = found.rows.first else {
                    throw UsageError(
                        .missingInput, "there is no run \(run); `journey runs` lists them")
                }
                let files = try workspace.overview.files(ofRun: run)
                guard result.isForPeople else { return try result.write(files) }
                let lines = zip(found.columns, row).compactMap { name, value in
                    value.map { [name.replacing("_", with: " "), $0] }
                }
                try result.destination.write(
                    AlignedText.lines(lines).joined(separator: "\n") + "\n\n")
                try result.write(files)
            }
        }
    }
}
