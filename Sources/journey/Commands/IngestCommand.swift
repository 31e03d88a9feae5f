import ArgumentParser
import Foundation
import JourneyModel
import Pipeline

/// `journey ingest`
struct IngestCommand: JourneyCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Load files of one source.",
        discussion: """
            Paths are files, folders, globs or - for standard input; gzip and Zstandard are unpacked
            whatever the name. Loading a file twice changes nothing; a load that was cut off goes on
            where it was, and so does a log file the next time. Without a connector the format is
            detected and the command for it is printed; on a terminal it asks and goes on.

            Examples:
              journey ingest customers customers.csv
              journey ingest asterisk-cdr Master.csv --time-zone Europe/Berlin --region DE
              journey ingest zendesk-chat 'exports/2026-*.json.gz'
              zcat events.gz | journey ingest segment -
              journey ingest mapped export.csv --option mapping=mapping.yaml
              tap-twilio --config twilio.json | journey ingest singer - --option tap=twilio
              find exports -name '*.zst' -print0 | journey ingest segment --files-from -
              journey ingest orders orders.csv --encoding cp1252
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

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("A file with one path a line, or separated by NUL.", valueName: "file"))
    var filesFrom: [String] = []

    @Option(
        help: ArgumentHelp(
            "Of the files: \(EncodingText.names). A byte order mark overrules it.",
            valueName: "name"))
    var encoding: String?

    @Flag(help: "Read and count, but load nothing.")
    var dryRun = false

    @Option(
        help: ArgumentHelp(
            "End with 1 when over 5 %, or over the share given, of 100 records or more were"
                + " rejected.", valueName: "share"))
    var failRejects: String?

    @Option(help: ArgumentHelp("Refuse a file with more rejects: 50 or 2%.", valueName: "limit"))
    var maxRejects: String?

    @Option(
        help: ArgumentHelp("What the caller calls this run; kept on the books.", valueName: "id"))
    var runID: String?

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
        try PhoneRegion.check(region, isOption: true)
        settings.region = region
        settings.encoding = try encoding.map(EncodingText.known)
        settings.options = try ConnectorOptions.parse(options)
        var request = Ingest.Request(connector: connector, inputs: inputs, settings: settings)
        request.wait = try patience.waiting()
        request.isDryRun = dryRun
        request.runID = runID
        request.acknowledge = Self.acknowledge
        request.maxRejects = try maxRejects.map(Self.limit)
        try global.writing("ingest", patience: patience, isRehearsal: dryRun) { workspace in
            let clock = ContinuousClock()
            let start = clock.now
            let report = try Ingest(workspace).run(request) { progress in
                let elapsed = (clock.now - start) / .seconds(1)
                console.progress(ProgressLine(progress, elapsed: elapsed).text)
            }
            console.progress(nil)
            IngestSummary(report).print(to: console)
            try finish(report)
        }
    }

    /// What a tap is told to remember goes to standard output, at once.
    @Sendable private static func acknowledge(_ bytes: [UInt8]) throws {
        do {
            try FileHandle.standardOutput.write(contentsOf: bytes)
        } catch {
            throw OutputError("standard output", errno, isOpening: false)
        }
    }

    /// Whether the command succeeded although it ran to its end.
    private func finish(_ report: IngestReport) throws {
        if report.exitCode != 0 { throw ExitCode(report.exitCode) }
        if let complaint = try failRejects.map(Self.allowance)?.complaint(about: report.total) {
            console.error(complaint, event: "check.failed", ["check": "fail_rejects"])
            throw ExitCode(1)
        }
    }

    /// The connector and the inputs, of which the connector may be left out.
    private func choice() throws -> (connector: String, inputs: [String]) {
        let registry = ConnectorRegistry.standard
        var inputs = words
        let more = try listed()
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

    /// The inputs that lists name.
    private func listed() throws -> [String] {
        guard (words + filesFrom).filter({ $0 == "-" }).count <= 1 else {
            throw ValidationError("standard input can be read once: as a list or as an input")
        }
        return try filesFrom.flatMap { list in
            let paths = try InputList.paths(in: try InputText.bytes(list), name: list)
            guard !paths.isEmpty else { throw UsageError(.missingInput, "\(list) lists no file") }
            guard list != "-" || !paths.contains("-") else {
                throw ValidationError("the list on standard input names standard input")
            }
            return paths
        }
    }

    private static func limit(_ text: String) throws -> RejectLimit {
        guard let limit = RejectLimit(parsing: text) else {
            throw ValidationError("--max-rejects \(text): a number, or a share such as 2%")
        }
        return limit
    }

    private static func allowance(_ text: String) throws -> RejectAllowance {
        guard let allowance = RejectAllowance(parsing: text) else {
            throw ValidationError("--fail-rejects \(text): a share such as 5%")
        }
        return allowance
    }
}
