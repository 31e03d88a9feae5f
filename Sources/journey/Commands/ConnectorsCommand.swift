import ArgumentParser
import Pipeline

/// `journey connectors`
struct ConnectorsCommand: JourneyCommand {
    static let configuration = CommandConfiguration(
        commandName: "connectors",
        abstract: "List the formats that can be loaded, or show one of them.",
        discussion: """
            Examples:
              journey connectors
              journey connectors asterisk-cdr
              journey connectors mapped --infer export.csv > mapping.yaml
            """)

    @Argument(help: "A connector, to see its options and a sample record.")
    var name: String?

    @Option(help: ArgumentHelp("Draft a mapping for a file (mapped only).", valueName: "file"))
    var infer: String?

    @Option(help: ArgumentHelp("Sort of record to draft for, such as chat.", valueName: "kind"))
    var record: String?

    @Option(help: ArgumentHelp("Encoding of that file, else UTF-8.", valueName: "name"))
    var encoding: String?

    @OptionGroup var result: ResultOptions
    @OptionGroup var logging: LoggingOptions

    var console: Console { logging.console }

    func perform() throws {
        let registry = ConnectorRegistry.standard
        if let infer {
            guard name == "mapped" else {
                throw ValidationError("--infer drafts mappings: journey connectors mapped --infer")
            }
            let text = try DraftedMapping.text(
                for: infer, record: record, encoding: try encoding.map(EncodingText.known))
            return try result.destination.write(text)
        }
        guard let name else {
            let rows = ConnectorListing.all(of: registry).map {
                [$0.name, $0.channel, $0.summary] as [String?]
            }
            try result.write(
                Overview.Listing(columns: ["connector", "channel", "format"], rows: rows))
            return
        }
        try result.destination.write(text(try ConnectorListing.named(name, of: registry)))
    }

    private func text(_ connector: ConnectorListing) -> String {
        var lines = [
            "\(connector.name): \(connector.summary)", "",
            "channel   \(connector.channel)",
            "a record  \(connector.key)",
        ]
        if connector.needsTimeZone { lines.append("times     local: give --time-zone") }
        if !connector.options.isEmpty {
            lines += ["", "options (--option NAME=VALUE)"]
            lines += AlignedText.lines(connector.options.map { ["  \($0.name)", $0.meaning] })
        }
        lines += ["", "sample", connector.sample]
        return lines.joined(separator: "\n") + "\n"
    }
}
