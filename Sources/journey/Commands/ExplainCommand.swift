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
            """)

    @Argument(help: "A record, SOURCE:ID.")
    var record: String

    @Argument(help: "A second record.")
    var other: String?

    @Flag(help: "One JSON object instead of text.")
    var json = false

    @OptionGroup var global: GlobalOptions

    var console: Console { global.console }

    func perform() throws {
        let first = try name(record)
        let second = try other.map(name)
        try global.reading { workspace in
            let output = ResultOutput(path: nil)
            if let second {
                let explanation = try workspace.explain().records(first, second)
                try output.write(
                    json ? encoded(explanation) : ExplanationText.of(explanation))
            } else {
                let evidence = try workspace.explain().record(first)
                try output.write(json ? encoded(evidence) : ExplanationText.of(evidence))
            }
        }
    }

    private func name(_ text: String) throws -> RecordName {
        guard let name = RecordName(parsing: text) else {
            throw ValidationError("\(text) is no record name; it is SOURCE:ID")
        }
        return name
    }

    private func encoded(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}
