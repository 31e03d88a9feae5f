import ArgumentParser
import Pipeline

/// `journey person`
struct PersonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person",
        abstract: "Look up persons and what they did, and decide about records.",
        subcommands: [
            Find.self, Show.self, Merge.self, Split.self, Undo.self, Decisions.self,
        ])

    struct Find: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find persons by e-mail address, telephone number, account, order or record.",
            discussion: """
                The value may be written in any form. Telephone numbers without a country code are
                read with --region, else with the region of the installation.

                Examples:
                  journey person find anna.berg@example.com
                  journey person find '030 90123456' --region DE
                  journey person find zendesk-chat:2601.1055.AnnaChat01
                """)

        @Argument(help: "An e-mail address, telephone number, account, order number or SOURCE:ID.")
        var value: String

        @Option(help: "Country of telephone numbers without a country code, such as DE.")
        var region: String?

        @Option(help: "How many persons at most.")
        var limit = 20

        @OptionGroup var result: ResultOptions
        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws {
            try PhoneRegion.check(region, isOption: true)
            try global.reading { workspace in
                let found = try workspace.overview.findPersons(
                    value, region: try region ?? workspace.site().region, limit: limit)
                if found.rows.isEmpty { console.note("Nobody is known by this value.") }
                try result.write(found)
            }
        }
    }

    struct Show: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show everything one person did, in order of time.",
            discussion: """
                Times are UTC. The id may be an older one of the person. Below the table stand those
                with whom the person shares a value that does not join them, such as a household's
                telephone number.

                Examples:
                  journey person show 3f0c7b4e-58a1-4f0e-9c43-0a5b3a1d2e4f
                """)

        @Argument(help: "A person id, as exports and `person find` print it.")
        var id: String

        @OptionGroup var result: ResultOptions
        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws {
            try global.reading { workspace in
                guard let person = try workspace.overview.leadingPerson(id) else {
                    throw UsageError(
                        .missingInput, "there is no person \(id); look for one with `person find`")
                }
                if person != id.lowercased() { console.note("\(id) is now \(person).") }
                try result.write(workspace.overview.steps(of: person))
                let relations = try workspace.overview.relations(of: person)
                guard result.isForPeople, !relations.rows.isEmpty else { return }
                try result.destination.write("\n")
                try result.write(relations)
            }
        }
    }
}
