import ArgumentParser
import Foundation
import Pipeline

/// `journey pages`
struct PagesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pages",
        abstract: "Show how URLs become pages.",
        subcommands: [List.self, Preview.self])

    struct List: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "List pages with their views, the most viewed first.",
            discussion: """
                Examples:
                  journey pages list
                  journey pages list --limit 1000 --format csv --output pages.csv
                """)

        @Option(help: "How many pages.")
        var limit = 50

        @OptionGroup var result: ResultOptions
        @OptionGroup var global: GlobalOptions

        var console: Console { global.console }

        func perform() throws {
            try global.reading { workspace in
                try result.write(workspace.overview.pages(limit: limit))
            }
        }
    }

    struct Preview: JourneyCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what the page rules make of URLs.",
            discussion: """
                Without URLs they are read from standard input, one a line.

                Examples:
                  journey pages preview 'https://shop.example/orders/12345?step=2'
                  journey pages preview < urls.txt
                """)

        @Argument(help: "URLs.")
        var urls: [String] = []

        @OptionGroup var result: ResultOptions
        @OptionGroup var logging: LoggingOptions

        var console: Console { logging.console }

        func perform() throws {
            var given = urls
            if given.isEmpty {
                while let line = readLine() { given.append(line) }
            }
            try result.write(PagePreview.rows(given))
        }
    }
}
