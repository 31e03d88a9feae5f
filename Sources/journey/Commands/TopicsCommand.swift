import ArgumentParser
import Foundation
import Pipeline

/// `journey topics`
struct TopicsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topics",
        abstract: "Map the words of the sources to common topics.",
        subcommands: [List.self, Map.self])

    struct List: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "List queues and departments with what they are mapped to.",
            discussion: """
                The columns source, word and topic of the CSV output are what `topics map` reads.

                Examples:
                  journey topics list
                  journey topics list --format csv --output topics.csv
                """)

        @OptionGroup var result: ResultOptions
        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws {
            try global.reading { workspace in
                try result.write(workspace.overview.topics())
            }
        }
    }

    struct Map: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "Replace the map of topics by that of a file.",
            discussion: """
                A CSV file with the columns source, word and topic; - is standard input.

                Examples:
                  journey topics map topics.csv
                """)

        @Argument(help: "CSV file with the columns source, word, topic.")
        var file: String

        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws {
            let text = try InputText.read(file)
            let map: TopicMap
            do {
                map = try TopicMap(parsing: text)
            } catch let problem as TopicMap.Problem {
                throw UsageError(.unusableInput, "\(file) is no topic map: \(problem)")
            }
            try global.writing("topics map") { workspace in
                try workspace.booked("topics map") { _ in
                    try workspace.overview.replaceTopics(map)
                }
            }
            console.note("\(map.entries.count) words are mapped; reports use them at once.")
        }
    }
}
