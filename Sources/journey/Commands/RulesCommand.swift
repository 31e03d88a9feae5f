import ArgumentParser
import Pipeline

/// `journey rules`
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Print and preview the identity rules, and decide about single values.",
        subcommands: [List.self, Preview.self, Generic.self, Allow.self, Deny.self, Forget.self],
        defaultSubcommand: List.self)

    struct List: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print every identity rule with its value and where that comes from.",
            discussion: """
                A value is built-in or stands in a line of a file; docs/identity.md explains the
                settings.

                Examples:
                  journey rules
                  journey rules --format json
                """)

        @OptionGroup var result: ResultOptions
        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws {
            let folder = try GlobalSettings(global).dataFolder.value
            let rules = try RulesInForce.load(
                dataFolder: folder, environment: global.environment)
            try result.write(RuleListing.rows(rules))
        }
    }

    struct Generic: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "List values that join nobody because many share them.",
            discussion: """
                With the rule that each exceeds, the number of records that it would have joined, and
                what was decided about it. A plain value is shown to those who may read personal data;
                others see its hash, which `rules allow` and `rules deny` take too.

                Examples:
                  journey rules generic
                  journey rules generic --limit 1000 --format csv
                """)

        @Option(help: "How many values, those of the most records first.")
        var limit = 50

        @OptionGroup var result: ResultOptions
        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws {
            try global.reading { workspace in
                try result.write(
                    workspace.overview.genericValues(limit: limit), on: console,
                    next: "Settle one with `journey rules allow KIND VALUE` or"
                        + " `journey rules deny KIND VALUE`.",
                    none: "No value is shared by more than its rules allow.")
            }
        }
    }

    struct Allow: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a value join, whatever its evidence says.",
            discussion: """
                Examples:
                  journey rules allow phone '030 90123456' --because 'one family, one account'
                  journey rules allow browser hash:3f0c7b4e-58a1-4f0e-9c43-0a5b3a1d2e4f
                """)

        @OptionGroup var decision: DecisionOptions
        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws { try decision.perform(.allow, global) }
    }

    struct Deny: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a value join nobody.",
            discussion: """
                Examples:
                  journey rules deny phone +4930901234 --because 'our switchboard'
                """)

        @OptionGroup var decision: DecisionOptions
        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws { try decision.perform(.deny, global) }
    }

    struct Forget: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a decision about a value back.",
            discussion: """
                Examples:
                  journey rules forget phone +4930901234
                """)

        @OptionGroup var decision: DecisionOptions
        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws { try decision.perform(.forget, global) }
    }
}

/// What is decided about, by whom and why.
struct DecisionOptions: ParsableArguments {
    @Argument(help: "account, email, phone, browser, visitor, order, reference or contact.")
    var kind: String

    @Argument(help: "The value in any form, or hash:… as `rules generic` prints it.")
    var value: String

    @Option(help: ArgumentHelp("Why, for those who ask later.", valueName: "text"))
    var because: String?

    @Option(help: ArgumentHelp("Who decides; else the user of this system.", valueName: "name"))
    var by: String?

    @Option(help: "Country of telephone numbers without a country code, such as DE.")
    var region: String?

    func perform(_ ruling: IdentityDecisions.Ruling, _ global: GlobalOptions) throws {
        let author = global.author(by)
        try global.writing("rules \(ruling.rawValue)") { workspace in
            let rules = try workspace.rules().rules
            let records = try IdentityDecisions(workspace, rules: rules).decide(
                .init(
                    kind: kind, value: value, ruling: ruling, author: author, reason: because),
                region: try region ?? workspace.site().region)
            let known = records == 1 ? "1 record holds it" : "\(records) records hold it"
            global.console.note("Noted; \(known). The next `journey stitch` applies it.")
        }
    }
}
