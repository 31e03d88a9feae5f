import ArgumentParser
import JourneyModel
import Pipeline

/// `journey review`
struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Settle links that were refused.",
        subcommands: [List.self, Accept.self, Refuse.self],
        defaultSubcommand: List.self)

    struct List: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "List refused links and decisions that nobody settled yet.",
            discussion: """
                Each with the two records, the rule that the link breaks, and the evidence for it with
                its strength. Personal values are masked.

                Examples:
                  journey review
                  journey review list --format csv
                """)

        @OptionGroup var result: ResultOptions
        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws {
            try global.reading { workspace in
                let queue = try workspace.reviewQueue()
                let questions = try queue.questions()
                if result.isForPeople {
                    try result.destination.write(ReviewText.text(questions))
                } else {
                    try result.write(queue.listing(of: questions))
                }
                console.note(
                    questions.isEmpty
                        ? "Nothing waits for review."
                        : "Settle one with `journey review accept ID` or `… refuse ID`;"
                            + " `journey explain` of both records shows all that connects them.")
            }
        }
    }

    struct Accept: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "Decide that the two records are one person's.",
            discussion: """
                The same as `journey person merge`.

                Examples:
                  journey review accept 1f0c7b4e58a1
                  journey review accept orders:4711 orders:4712 --because 'two accounts, one person'
                """)

        @OptionGroup var question: QuestionArguments
        @OptionGroup var author: AuthorOptions
        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws { try question.settle(.merge, author, global) }
    }

    struct Refuse: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "Decide that the two records are never one person's.",
            discussion: """
                The same as `journey person split`: the question leaves the queue.

                Examples:
                  journey review refuse 1f0c7b4e58a1
                """)

        @OptionGroup var question: QuestionArguments
        @OptionGroup var author: AuthorOptions
        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws { try question.settle(.split, author, global) }
    }
}

/// A question of the queue, or the two records that it is about.
struct QuestionArguments: ParsableArguments {
    @Argument(help: "An id of the list, or a record, SOURCE:ID.")
    var question: String

    @Argument(help: "The other record.")
    var other: String?

    func settle(
        _ ruling: PersonDecisions.Ruling, _ author: AuthorOptions, _ global: GlobalOptions
    ) throws {
        let named = try other.map {
            (try RecordName(argument: question), try RecordName(argument: $0))
        }
        let command = ruling == .merge ? "review accept" : "review refuse"
        try global.writing(command) { workspace in
            let records = try named ?? workspace.reviewQueue().records(of: question)
            try author.decide(ruling, records, workspace, global)
        }
    }
}
