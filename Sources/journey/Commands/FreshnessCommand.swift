import ArgumentParser
import Pipeline

/// `journey freshness`
struct FreshnessCommand: JourneyCommand {
    static let configuration = CommandConfiguration(
        commandName: "freshness",
        abstract: "Show how new the newest record of each source is.",
        discussion: """
            Examples:
              journey freshness
              journey freshness --format json
            """)

    @OptionGroup var result: ResultOptions
    @OptionGroup var global: GlobalOptions

    var console: Console { global.console }

    func perform() throws {
        try global.reading { workspace in
            try result.write(workspace.overview.freshness(now: Clock.now))
        }
    }
}
