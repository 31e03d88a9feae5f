import ConnectorKit
import JourneyModel
import JourneyStore
import Postgres

/// Loads the inputs of one source.
///
/// Reading and parsing run on a thread of their own while the database takes the batch before. A
/// batch is one transaction, so that a run which dies anywhere may simply be started again.
package struct Ingest {
    package struct Request: Sendable {
        package var connector: String
        /// Files, folders, globs, or `-`.
        package var inputs: [String]
        package var settings: SourceSettings
        /// How long to wait for the lock of another run.
        package var wait = Duration.zero
        /// What the caller calls this run.
        package var runID: String?
        package var pageRules = PageRules()
        /// Parses and counts, but loads nothing.
        package var isDryRun = false
        /// Whether a log that has nothing new since it was loaded under the same name is read again
        /// in full, which whoever names it expects and a scheduled job does not.
        package var rereadsUnchangedLogs = true
        /// A file with more rejects than this is refused as a whole; `nil` for no limit.
        package var maxRejects: RejectLimit?
        /// Bounds of one transaction; smaller ones than the standard are for tests.
        package var batchRecords = Limits.batchRecords
        package var batchBytes: Int?
        /// Tells whoever delivers what is stored, after the commit of each batch that has it.
        package var acknowledge: @Sendable ([UInt8]) throws -> Void = { _ in }

        package init(connector: String, inputs: [String], settings: SourceSettings) {
            self.connector = connector
            self.inputs = inputs
            self.settings = settings
        }
    }

    /// How far a load of several inputs is.
    package struct Progress: Sendable, Hashable {
        /// The input being read.
        package var path: String
        /// Its place among the inputs, from 1.
        package var number = 1
        package var inputs = 1
        /// Bytes on disk of all inputs that are settled, those of earlier loads included.
        package var bytesDone: Int64
        /// Of all inputs; `nil` when one of them is standard input.
        package var bytesTotal: Int64?
        /// Bytes that this run has read, and records.
        package var bytesRead: Int64
        package var records: Int64

        package init(
            path: String, bytesDone: Int64, bytesTotal: Int64?, bytesRead: Int64, records: Int64
        ) {
            self.path = path
            self.bytesDone = bytesDone
            self.bytesTotal = bytesTotal
            self.bytesRead = bytesRead
            self.records = records
        }
    }

    private let workspace: Workspace
    private let registry: ConnectorRegistry

    package init(_ workspace: Workspace, registry: ConnectorRegistry = .standard) {
        self.workspace = workspace
        self.registry = registry
    }

    /// Loads every input that can be loaded; what cannot is in the report.
    ///
    /// - Parameter progress: Called after each batch.
    /// - Throws: What concerns all inputs: usage, settings, the database, an interruption.
    package func run(
        _ request: Request, progress: (Progress) -> Void = { _ in }
    ) throws -> IngestReport {
        let connector = try registry.connector(named: request.connector)
        let isGrowing = try Self.growing(request)
        try PhoneRegion.check(request.settings.region)
        var (settings, site) = try workspace.retrying { _ in
            (
                try SourceStore(workspace.connection, schema: workspace.schema)
                    .recalled(request.settings),
                try InstallationStore(workspace.connection, schema: workspace.schema).site()
            )
        }
        settings.options["growing"] = nil
        let remembered = settings
        settings.region = settings.region ?? site?.region
        settings.timeZone = settings.timeZone ?? site?.timeZone
        settings = try FileOptions.read(settings, of: connector.description)
        let channel = try FileOptions.connector(
            connector, settings, paths: request.settings.options
        ).channel
        let (inputs, missing) = InputResolver.resolve(request.inputs)
        var report = IngestReport(source: settings.name, connector: request.connector)
        report.missing = missing
        if !missing.isEmpty {
            let found = request.inputs.prefix { InputResolver.resolve([$0]).failures.isEmpty }
            report.filesBeforeMissing = InputResolver.resolve(Array(found)).inputs.count
        }
        if inputs.isEmpty { return report }
        let standard = channel == .web ? Limits.webBatchBytes : Limits.batchBytes
        let producers = inputs.map { input in
            RecordProducer(
                input: input, connector: connector, settings: settings, registry: registry,
                isGrowing: isGrowing, rereadsUnchangedLogs: request.rereadsUnchangedLogs,
                batchRecords: request.batchRecords, batchBytes: request.batchBytes ?? standard)
        }
        if request.isDryRun {
            report.files = try producers.map { try DryRun($0).run() }
            return report
        }
        try load(producers, request, remembered, channel: channel, &report, progress)
        return report
    }

    private func load(
        _ producers: [RecordProducer], _ request: Request, _ settings: SourceSettings,
        channel: Channel, _ report: inout IngestReport, _ progress: (Progress) -> Void
    ) throws {
        defer { Self.release(workspace) }
        let (run, loading) = try begin(request, settings, channel)
        report.run = run
        loading.acknowledge = request.acknowledge
        var meter = ProgressMeter(producers.map(\.input))
        do {
            for producer in producers {
                try Interruption.process.check()
                meter.begin(producer.input)
                report.files.append(
                    try loading.load(producer, maxRejects: request.maxRejects) { place in
                        progress(meter.progress(place))
                    })
            }
            report.linkage = try workspace.retrying { _ in
                try LinkageReader(connection: workspace.connection, schema: workspace.schema)
                    .read(run: run)
            }
            let status = report.status
            try workspace.retrying { _ in
                try RunStore(workspace.connection, schema: workspace.schema).end(run, status)
            }
        } catch {
            Self.noteFailure(of: run, error, workspace)
            throw error
        }
    }

    /// Takes the locks, finds or adds the source and begins the run.
    ///
    /// Another session needs another run: without the locks a stitch may have passed the first.
    private func begin(
        _ request: Request, _ settings: SourceSettings, _ channel: Channel
    ) throws -> (run: Int32, loading: FileLoading) {
        var begun: Int32?
        return try workspace.retrying { isAgain in
            // The server may not have noticed yet that the session before is lost.
            let wait = isAgain ? max(request.wait, workspace.options.retryFor) : request.wait
            try SchemaLocks(workspace.connection, schema: workspace.schema)
                .lockForIngest(source: settings.name, wait: wait)
            let source = try SourceStore(workspace.connection, schema: workspace.schema)
                .resolve(settings, connector: request.connector, channel: channel)
            let runs = RunStore(workspace.connection, schema: workspace.schema)
            if let begun { try runs.end(begun, .failed, detail: "lost its connection") }
            let run = try runs.begin(
                kind: "ingest", programVersion: workspace.options.programVersion,
                detail: Self.detail(request.connector, settings.name, channel),
                label: request.runID, source: settings.name)
            begun = run
            return (
                run,
                try FileLoading(
                    workspace, source: source, run: run, pageRules: request.pageRules)
            )
        }
    }

    /// What a run is on the books for; web events carry which crawlers were known.
    private static func detail(_ connector: String, _ source: String, _ channel: Channel) -> String
    {
        let known = channel == .web ? ", crawlers of \(BotList.version)" : ""
        return "\(connector) into \(source)\(known)"
    }

    /// `growing=true|false` says whether an unfinished last line will be finished; log files grow.
    private static func growing(_ request: Request) throws(Failure) -> Bool {
        switch request.settings.options["growing"] {
        case nil: return ConnectorRegistry.isLog(request.connector)
        case "true": return true
        case "false": return false
        default: throw Failure(exitCode: 64, message: "the option growing is true or false")
        }
    }

    /// The locks end with the session at the latest.
    private static func release(_ workspace: Workspace) {
        guard workspace.connection.isOpen else { return }
        workspace.connection.withoutInterruption {
            do {
                try SchemaLocks(workspace.connection, schema: workspace.schema).releaseAll()
            } catch {
                workspace.connection.close()
            }
        }
    }

    /// The error that ended the run is worth more than one while noting it.
    private static func noteFailure(of run: Int32, _ error: any Error, _ workspace: Workspace) {
        do {
            try RunStore(workspace.connection, schema: workspace.schema)
                .end(run, .failed, detail: Failure(error).message)
        } catch {
            workspace.connection.close()
        }
    }
}

/// How many rejects a file may have.
package enum RejectLimit: Sendable, Hashable {
    case count(Int64)
    case percent(Double)

    func isExceeded(by counts: LoadCounts) -> Bool {
        switch self {
        case .count(let limit): counts.rejected > limit
        case .percent(let limit):
            Double(counts.rejected) * 100 > limit * Double(max(counts.read, 1))
        }
    }
}
