import ArgumentParser
import Foundation
import JourneyModel
import Pipeline

/// `journey explain`
struct ExplainCommand: JourneyCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say why a record belongs to its person, or two records to one.",
        discussion: """
            With one record: every value that says who it was, and whether it joins. With two: the
            chain of evidence that joins them, or what keeps them apart and what would change that.
            Personal values are masked.

            Examples:
              journey explain asterisk-cdr:1768210270.17
              journey explain zendesk-chat:2601.1055.AnnaChat01 asterisk-cdr:1768210270.17
              journey explain orders:4711 orders:4712 --format json
            """)

    @Argument(help: "A record, SOURCE:ID.")
    var record: String

    @Argument(help: "A second record.")
    var other: String?

    @Option(help: "text, or json: one object, made for programs.")
    var format = ExplanationFormat.text

    @Flag(help: "The same as --format json.")
    var json = false

    @OptionGroup var global: GlobalOptions

    var console: Console { global.console }

    func perform() throws {
        let first = try RecordName(argument: record)
        let second = try other.map { try RecordName(argument: $0) }
        let isJSON = json || format == .json
        try global.reading { workspace in
            let output = ResultOutput(path: nil)
            if let second {
                let explanation = try workspace.explain().records(first, second)
                try output.write(
                    isJSON ? encoded(explanation) : ExplanationText.of(explanation))
            } else {
                let evidence = try workspace.explain().record(first)
                try output.write(isJSON ? encoded(evidence) : ExplanationText.of(evidence))
            }
        }
    }

    private func encoded(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}

/// In which form an explanation is written.
enum ExplanationFormat: String, ExpressibleByArgument {
    case text, json
}
