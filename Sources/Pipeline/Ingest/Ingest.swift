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
        package var pageRules = PageRules()
        /// Parses and counts, but loads nothing.
        package var isDryRun = false
        /// A file with more rejects than this is refused as a whole; `nil` for no limit.
        package var maxRejects: RejectLimit?
        /// Bounds of one transaction; smaller ones than the standard are for tests.
        package var batchRecords = Limits.batchRecords
        package var batchBytes = Limits.batchBytes

        package init(connector: String, inputs: [String], settings: SourceSettings) {
            self.connector = connector
            self.inputs = inputs
            self.settings = settings
        }
    }

    package struct Progress: Sendable {
        package var path: String
        package var bytesDone: Int64
        /// `nil` for standard input.
        package var bytesTotal: Int64?
        package var records: Int64
    }

    /// Times a batch is tried again after failures that may pass.
    static let attempts = 10

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
        var settings = try SourceStore(workspace.connection, schema: workspace.schema)
            .recalled(request.settings)
        settings.options["growing"] = nil
        let site = try InstallationStore(workspace.connection, schema: workspace.schema).site()
        let remembered = settings
        settings.region = settings.region ?? site?.region
        settings.timeZone = settings.timeZone ?? site?.timeZone
        _ = try connector.init(settings: settings)
        let (inputs, missing) = InputResolver.resolve(request.inputs)
        var report = IngestReport(source: settings.name, connector: request.connector)
        report.missing = missing
        if inputs.isEmpty { return report }
        let producers = inputs.map { input in
            RecordProducer(
                input: input, connector: connector, settings: settings, registry: registry,
                isGrowing: isGrowing, batchRecords: request.batchRecords,
                batchBytes: request.batchBytes)
        }
        if request.isDryRun {
            report.files = try producers.map { try DryRun($0).run() }
            return report
        }
        try load(
            producers, request, remembered, channel: connector.description.channel, &report,
            progress)
        return report
    }

    private func load(
        _ producers: [RecordProducer], _ request: Request, _ settings: SourceSettings,
        channel: Channel, _ report: inout IngestReport, _ progress: (Progress) -> Void
    ) throws {
        let locks = SchemaLocks(workspace.connection, schema: workspace.schema)
        try locks.lockForIngest(source: settings.name, wait: request.wait)
        defer { Self.release(workspace) }
        let source = try SourceStore(workspace.connection, schema: workspace.schema)
            .resolve(settings, connector: request.connector, channel: channel)
        let runs = RunStore(workspace.connection, schema: workspace.schema)
        let run = try runs.begin(
            kind: "ingest", programVersion: workspace.options.programVersion,
            detail: "\(request.connector) into \(settings.name)")
        report.run = run
        let loading = try FileLoading(
            workspace, source: source, run: run, pageRules: request.pageRules)
        do {
            for producer in producers {
                try Interruption.process.check()
                report.files.append(
                    try loading.load(producer, maxRejects: request.maxRejects, progress))
            }
            report.linkage = try LinkageReader(
                connection: workspace.connection, schema: workspace.schema
            ).read(run: run)
            try RunStore(workspace.connection, schema: workspace.schema).end(run, .complete)
        } catch {
            Self.noteFailure(of: run, error, workspace)
            throw error
        }
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
