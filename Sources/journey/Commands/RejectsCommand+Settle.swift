import ArgumentParser
import Pipeline

extension RejectsCommand {
    struct Settle: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note open rejected records as settled.",
            discussion: """
                After their records were mended at the source and loaded again, or are not wanted.
                Nothing is deleted: `rejects list --all` shows them with who settled them and why.

                Examples:
                  journey rejects settle 3f0c7b4e58a1 --because 'mended in the shop, loaded again'
                  journey rejects settle --source orders --reason bad_number --because 'test orders'
                """)

        @Argument(help: "Beginnings of ids that `rejects list` prints.")
        var ids: [String] = []

        @OptionGroup var selection: Selection

        @Option(help: ArgumentHelp("Why, for those who ask later.", valueName: "text"))
        var because: String

        @Option(help: ArgumentHelp("Who settles; else the user of this system.", valueName: "name"))
        var by: String?

        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func validate() throws {
            if because.allSatisfy(\.isWhitespace) { throw ValidationError("--because says why") }
            if ids.isEmpty, selection.source == nil, selection.reason == nil {
                throw ValidationError(
                    "say which: ids of `journey rejects list`, --source or --reason")
            }
        }

        func perform() throws {
            try global.writing("rejects settle") { workspace in
                let count = try Rejects(workspace).settle(
                    selection.filter, digests: ids,
                    author: global.author(by), reason: because)
                console.note(
                    count == 0
                        ? "None of these is open." : "\(GroupedNumber.text(Int64(count))) settled.")
            }
        }
    }
}
