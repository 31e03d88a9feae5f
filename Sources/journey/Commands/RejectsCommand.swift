import ArgumentParser
import Foundation
import Pipeline

/// `journey rejects`
struct RejectsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rejects",
        abstract: "Look at rejected records, and load them again after a fix.",
        subcommands: [List.self, Show.self, Export.self, Retry.self, Settle.self])

    /// Which rejects.
    struct Selection: ParsableArguments {
        @Option(help: ArgumentHelp("Of one source.", valueName: "name"))
        var source: String?

        @Option(help: ArgumentHelp("With one reason, such as bad_time.", valueName: "reason"))
        var reason: String?

        var filter: Rejects.Filter {
            var filter = Rejects.Filter()
            filter.source = source
            filter.reason = reason
            filter.limit = nil
            return filter
        }
    }

    /// Whether only open ones.
    struct Openness: ParsableArguments {
        @Flag(help: "Those too that a retry has loaded or `rejects settle` has settled since.")
        var all = false
    }

    struct List: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "List rejected records with their place and reason.",
            discussion: """
                Only open ones: neither loaded by `rejects retry` nor settled by `rejects settle`.

                Examples:
                  journey rejects list
                  journey rejects list --all
                  journey rejects list --source orders --reason bad_number --format csv
                """)

        @Option(help: ArgumentHelp("At most so many.", valueName: "rows"))
        var limit = 1000

        @OptionGroup var selection: Selection
        @OptionGroup var openness: Openness
        @OptionGroup var result: ResultOptions
        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws {
            try global.reading { workspace in
                var filter = selection.filter
                filter.limit = limit
                filter.isOpenOnly = !openness.all
                let rejects = try Rejects(workspace).list(filter)
                if rejects.isEmpty {
                    console.note(
                        openness.all ? "Nothing was rejected." : "No rejected record is open.")
                }
                try result.write(Self.listing(rejects, withState: openness.all))
            }
        }

        private static func listing(
            _ rejects: [Rejects.Reject], withState: Bool
        ) -> Overview.Listing {
            var columns = [
                "id", "source", "file", "line", "byte_offset", "reason", "field", "message",
            ]
            if withState { columns += ["state", "settled_at", "settled_by", "because"] }
            return Overview.Listing(
                columns: columns,
                rows: rejects.map { reject in
                    let row: [String?] = [
                        String(reject.digest.prefix(12)), reject.source, reject.path,
                        String(reject.line), String(reject.byteOffset), reject.reason, reject.field,
                        reject.message,
                    ]
                    guard withState else { return row }
                    let settled = reject.settlement
                    return row + [
                        reject.state.rawValue, settled?.at, settled?.author, settled?.reason,
                    ]
                })
        }
    }

    struct Show: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print one rejected record, with its bytes.",
            discussion: """
                Examples:
                  journey rejects show 3f0c7b4e58a1
                """)

        @Argument(help: "The beginning of an id that `rejects list` prints.")
        var id: String

        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws {
            try global.reading { workspace in
                for reject in try Rejects(workspace).show(id) {
                    let kept = reject.raw.count
                    let cut = reject.length > Int64(kept) ? ", the first \(kept) kept" : ""
                    let text = """
                        id      \(reject.digest)
                        source  \(reject.source)
                        place   \(reject.path), line \(reject.line), byte \(reject.byteOffset)
                        reason  \(reject.reason) \(reject.field)
                        state   \(Self.state(of: reject))
                        \(reject.message)
                        \(reject.length) bytes\(cut):
                        \(Self.printable(reject.raw))

                        """
                    try ResultOutput(path: nil).write(text)
                }
            }
        }

        private static func state(of reject: Rejects.Reject) -> String {
            let settled = reject.settlement.map { " at \($0.at) by \($0.author): \($0.reason)" }
            return reject.state.rawValue + (settled ?? "")
        }

        /// Nothing of the data may reach the terminal as a command to it.
        private static func printable(_ bytes: [UInt8]) -> String {
            String(decoding: bytes, as: UTF8.self).unicodeScalars
                .map { scalar in
                    let isControl = scalar.value < 0x20 && scalar != "\n" && scalar != "\t"
                    return isControl || (0x7f..<0xa0).contains(scalar.value) ? "�" : String(scalar)
                }
                .joined()
        }
    }

    struct Export: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write all rejected records as they came, rows behind their header row.",
            discussion: """
                The text is UTF-8, but for bytes that are no character. Mend it with any tool and load the file into the same source.

                Examples:
                  journey rejects export --source orders > orders-to-mend.csv
                """)

        @Option(help: ArgumentHelp("At most so many; all if not given.", valueName: "rows"))
        var limit: Int?

        @OptionGroup var selection: Selection
        @OptionGroup var openness: Openness
        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws {
            try global.reading { workspace in
                var filter = selection.filter
                filter.isOpenOnly = !openness.all
                filter.limit = limit
                let outcome = try Rejects(workspace).export(filter) { bytes in
                    do {
                        try FileHandle.standardOutput.write(contentsOf: bytes)
                    } catch {
                        throw OutputError("standard output", errno, isOpening: false)
                    }
                }
                note(outcome)
            }
        }

        /// What keeps the text from being loaded as one file.
        private func note(_ outcome: Rejects.ExportOutcome) {
            if outcome.headers > 1 {
                console.note(
                    "The files had \(outcome.headers) different header rows in turn; each stands"
                        + " before its rows. Split the text there, and load each part.")
            }
            if outcome.withoutHeader > 0 {
                console.note(
                    "\(outcome.withoutHeader) records are of files loaded by an older version:"
                        + " if they are tables, put the header row of the file before them.")
            }
            if outcome.cut > 0 {
                console.note(
                    "Of \(outcome.cut) records only the first 64 KiB are kept; take them from"
                        + " their file.")
            }
        }
    }

    struct Retry: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "Load the rejected records of a source again.",
            discussion: """
                After a fix of a setting, or with a newer version. What is rejected again stays.

                Examples:
                  journey rejects retry orders
                  journey rejects retry chats --option mapping=mapping.yaml
                """)

        @Argument(help: "The source.")
        var source: String

        @Option(
            name: .customLong("option"), help: ArgumentHelp("Of the connector.", valueName: "k=v"))
        var options: [String] = []

        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws {
            try global.writing("rejects retry") { workspace in
                let outcome = try Rejects(workspace).retry(
                    source: source, options: try ConnectorOptions.parse(options))
                let counts = outcome.counts
                console.table([
                    ["", "tried", "loaded", "rejected again", "not possible"],
                    [
                        source, GroupedNumber.text(counts.read),
                        GroupedNumber.text(counts.read - counts.rejected),
                        GroupedNumber.text(counts.rejected),
                        GroupedNumber.text(outcome.notRetried),
                    ],
                ])
                if outcome.notRetried > 0 {
                    console.note(
                        "Not possible: only the beginning of the record is kept, or the header row"
                            + " of its file is not. Load that file again, or a mended one.")
                }
            }
        }
    }
}
