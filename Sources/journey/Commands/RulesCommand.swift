import ArgumentParser
import Pipeline

/// `journey rules`
struct RulesCommand: JourneyCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Print the identity rules in force.",
        discussion: """
            What each kind of identifier may join, and when it may not; docs/identity.md explains the
            columns.

            Examples:
              journey rules
              journey rules --format json
            """)

    @OptionGroup var result: ResultOptions
    @OptionGroup var global: GlobalOptions

    var console: Console { global.console }

    func perform() throws {
        let environment = global.environment
        let folder = try GlobalSettings(global).dataFolder.value
        let rules = try RulesInForce.load(dataFolder: folder, environment: environment)
        try result.write(RuleListing.rows(rules.rules, from: rules.origin))
        if result.isForPeople {
            try result.destination.write("\n")
            try result.write(RuleListing.common(rules.rules))
        }
    }
}
