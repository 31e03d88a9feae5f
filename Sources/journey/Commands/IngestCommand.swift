import ArgumentParser
import JourneyModel
import Pipeline

/// `journey ingest`
struct IngestCommand: JourneyCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Load files of one source.",
        discussion: """
            Paths are files, folders, globs or - for standard input; .gz is unpacked. Loading a file
            twice changes nothing. Without a connector the format is detected and the command for it
            is printed; on a terminal it asks and goes on.

            Examples:
              journey ingest customers customers.csv
              journey ingest asterisk-cdr Master.csv --time-zone Europe/Berlin --region DE
              journey ingest zendesk-chat 'exports/2026-*.json.gz'
              zcat events.gz | journey ingest segment -
              journey ingest unknown-export.csv
            """)

    @Argument(help: "A connector, then files, folders, globs or -.")
    var words: [String] = []

    @Option(help: ArgumentHelp("Name of the system, else the connector's.", valueName: "name"))
    var source: String?

    @Option(help: ArgumentHelp("Zone of times without offset; remembered.", valueName: "iana"))
    var timeZone: String?

    @Option(help: ArgumentHelp("Country of national numbers; remembered.", valueName: "cc"))
    var region: String?

    @Option(name: .customLong("option"), help: ArgumentHelp("Of the connector.", valueName: "k=v"))
    var options: [String] = []

    @Option(help: ArgumentHelp("A file with one path a line.", valueName: "file"))
    var filesFrom: String?

    @Flag(help: "Read and count, but load nothing.")
    var dryRun = false

    @Flag(help: "End with 1 when over 5 % of 100 records or more were rejected.")
    var failRejects = false

    @Option(help: ArgumentHelp("Refuse a file with more rejects: 50 or 2%.", valueName: "limit"))
    var maxRejects: String?

    @OptionGroup var patience: PatienceOptions
    @OptionGroup var global: GlobalOptions

    var console: Console { global.console }

    func perform() throws {
        let (connector, inputs) = try choice()
        var settings = SourceSettings(name: source ?? connector)
        guard RecordName.isSourceName(settings.name) else {
            throw ValidationError("--source \(settings.name): lower-case letters, digits, . _ -")
        }
        settings.timeZone = try timeZone.map(ZoneText.known)
        settings.region = region
        for option in options {
            guard let equals = option.firstIndex(of: "=") else {
                throw ValidationError("--option \(option): it is NAME=VALUE")
            }
            settings.options[String(option[..<equals])] =
                String(option[option.index(after: equals)...])
        }
        var request = Ingest.Request(connector: connector, inputs: inputs, settings: settings)
        request.wait = try patience.waiting()
        request.isDryRun = dryRun
        request.maxRejects = try maxRejects.map(Self.limit)
        try global.writing("ingest", patience: patience) { workspace in
            let report = try Ingest(workspace).run(request) { progress in
                console.progress(Self.line(progress))
            }
            console.progress(nil)
            IngestSummary(report).print(to: console)
            try finish(report)
        }
    }

    /// Whether the command succeeded although it ran to its end.
    private func finish(_ report: IngestReport) throws {
        if report.exitCode != 0 { throw ExitCode(report.exitCode) }
        let total = report.total
        if failRejects, total.read >= 100, total.rejected * 20 > total.read {
            console.error("over 5 % of the records were rejected; see `journey rejects list`")
            throw ExitCode(1)
        }
    }

    /// The connector and the inputs, of which the connector may be left out.
    private func choice() throws -> (connector: String, inputs: [String]) {
        let registry = ConnectorRegistry.standard
        var inputs = words
        let listed = try filesFrom.map { try InputText.read($0) } ?? ""
        let more = listed.split(whereSeparator: \.isNewline).map(String.init)
        if let first = words.first, registry.names.contains(first) {
            inputs = Array(words.dropFirst()) + more
            guard !inputs.isEmpty else {
                throw ValidationError("name what to load, such as: journey ingest \(first) FILE")
            }
            return (first, inputs)
        }
        inputs += more
        guard let first = inputs.first else {
            throw ValidationError("name a connector and what to load; see `journey connectors`")
        }
        // A word that names no file was meant as a connector.
        if inputs.count > 1, !InputText.exists(first),
            !first.contains(where: { "/.*?[".contains($0) })
        {
            _ = try registry.connector(named: first)
        }
        return (try FormatQuestion(console: console).connector(for: inputs, registry), inputs)
    }

    private static func limit(_ text: String) throws -> RejectLimit {
        if text.hasSuffix("%"), let percent = Double(text.dropLast()), percent >= 0 {
            return .percent(percent)
        }
        if let count = Int64(text), count >= 0 { return .count(count) }
        throw ValidationError("--max-rejects \(text): a number, or a share such as 2%")
    }

    private static func line(_ progress: Ingest.Progress) -> String {
        let records = GroupedNumber.text(progress.records)
        guard let total = progress.bytesTotal, total > 0 else {
            return "\(progress.path): \(records) records"
        }
        let percent = min(100, progress.bytesDone * 100 / total)
        let filled = Int(percent / 5)
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled)
        return "[\(bar)] \(percent) %  \(records) records  \(progress.path)"
    }
}
