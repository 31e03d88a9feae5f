import ArgumentParser
import JourneyModel
import Pipeline

extension PersonCommand {
    struct Merge: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "Decide that two records are one person's.",
            discussion: """
                The next `journey stitch` joins them before all evidence, unless that would break a
                rule, such as two accounts of one source; then `journey review` lists it.

                Examples:
                  journey person merge zendesk-chat:2601.1055.Ab3 asterisk-cdr:1767258000.17 \\
                    --because 'said so on the telephone'
                """)

        @OptionGroup var pair: PairArguments
        @OptionGroup var author: AuthorOptions
        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws {
            try author.decide(.merge, try pair.records(), global, as: "person merge")
        }
    }

    struct Split: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "Decide that two records are never one person's.",
            discussion: """
                From the next `journey stitch` on the weakest evidence between them gives way.

                Examples:
                  journey person split orders:4711 orders:4712 --because 'father and son'
                """)

        @OptionGroup var pair: PairArguments
        @OptionGroup var author: AuthorOptions
        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws {
            try author.decide(.split, try pair.records(), global, as: "person split")
        }
    }

    struct Undo: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take the newest decision about two records back.",
            discussion: """
                What was there before it comes back with the next `journey stitch`: an older decision,
                or the evidence alone.

                Examples:
                  journey person undo orders:4711 orders:4712
                """)

        @OptionGroup var pair: PairArguments
        @OptionGroup var author: AuthorOptions
        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws {
            let (first, second) = try pair.records()
            try global.writing("person undo") { workspace in
                let ruling = try PersonDecisions(workspace, explain: workspace.explain()).undo(
                    first, second, author: author.name(global), reason: author.because)
                console.note("Took the \(ruling) back. The next `journey stitch` applies it.")
            }
        }
    }

    struct Decisions: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what was decided about records, by whom and why.",
            discussion: """
                Examples:
                  journey person decisions
                  journey person decisions --format csv
                """)

        @OptionGroup var result: ResultOptions
        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws {
            try global.reading {
                try result.write(
                    $0.overview.personDecisions(), on: console,
                    next: "Take one back with `journey person undo RECORD RECORD`.",
                    none: "Nobody has decided about records yet;"
                        + " `journey review` lists what is open.")
            }
        }
    }
}

/// Two records that somebody decides about.
struct PairArguments: ParsableArguments {
    @Argument(help: "A record, SOURCE:ID.")
    var record: String

    @Argument(help: "Another record.")
    var other: String

    func records() throws -> (RecordName, RecordName) {
        (try RecordName(argument: record), try RecordName(argument: other))
    }
}

/// Who decides about two records, and why.
struct AuthorOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Why, for those who ask later.", valueName: "text"))
    var because: String?

    @Option(help: ArgumentHelp("Who decides; else the user of this system.", valueName: "name"))
    var by: String?

    func name(_ global: GlobalOptions) -> String { global.author(by) }

    func decide(
        _ ruling: PersonDecisions.Ruling, _ records: (RecordName, RecordName),
        _ global: GlobalOptions, as command: String
    ) throws {
        try global.writing(command) { workspace in
            try decide(ruling, records, workspace, global)
        }
    }

    func decide(
        _ ruling: PersonDecisions.Ruling, _ records: (RecordName, RecordName),
        _ workspace: Workspace, _ global: GlobalOptions
    ) throws {
        try PersonDecisions(workspace, explain: workspace.explain()).decide(
            records.0, records.1, .init(ruling, author: name(global), reason: because))
        let word = ruling == .merge ? "one person" : "two persons"
        global.console.note(
            "Noted: \(records.0) and \(records.1) are \(word)."
                + " The next `journey stitch` applies it.")
    }
}

extension RecordName {
    init(argument text: String) throws {
        guard let name = RecordName(parsing: text) else {
            throw ValidationError("\(text) is no record name; it is SOURCE:ID")
        }
        self = name
    }
}
