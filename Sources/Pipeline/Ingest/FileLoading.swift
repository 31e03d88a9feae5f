import ConnectorKit
import JourneyModel
import JourneyStore
import Postgres

/// Loads the inputs of a run one after the other, over lost connections if need be.
final class FileLoading {
    /// Earlier loads whose content is compared with that of a log.
    private static let triedLoads = 20
    /// Declarations of a file without rejects that wait for one.
    private static let heldDeclarations = 100

    private let workspace: Workspace
    private let source: Source
    private let loader: BatchLoader
    /// Tells whoever delivers what is stored.
    var acknowledge: ([UInt8]) throws -> Void = { _ in }
    /// Of the rejects of the file all bytes are kept, so that whoever delivers may forget them.
    private var keepsAll = true

    init(
        _ workspace: Workspace, source: Source, run: Int32, pageRules: PageRules
    ) throws {
        self.workspace = workspace
        self.source = source
        loader = try BatchLoader(
            workspace.connection,
            BatchLoader.Configuration(
                schema: workspace.schema, source: source, run: run, key: try workspace.key(),
                pageRules: pageRules,
                isSharedBrowserID: { BrowserID.form($0) != .local },
                isAddress: { EmailAddress.isShaped($0) }))
    }

    /// Failures of the input itself are in the report.
    func load(
        _ producer: RecordProducer, maxRejects: RejectLimit?,
        _ progress: (ProgressMeter.Place) -> Void
    ) throws -> IngestReport.File {
        var producer = producer
        if let maxRejects {
            producer.input = try RawFile.rereadable(producer.input)
            if let refused = try refuse(producer, maxRejects) { return refused }
        }
        let path = producer.input.name
        keepsAll = true
        loader.configuration.rawRecord = { [unowned self] place in
            let raw = RecordFinder(producer).bytes(at: place)
            if raw.isEmpty { keepsAll = false }
            return raw
        }
        var file = IngestReport.File(path: path)
        var isOpen = false
        var declarations: [RecordBatch.Declaration] = []
        let earlier: [BatchLoader.EarlierLoad]
        do {
            earlier = try earlierLoads(producer)
        } catch let failure as Failure {
            file.failure = failure
            return file
        }
        let channel = producer.start(behind: earlier)
        defer { channel.close() }
        while true {
            switch try channel.receive() {
            case .opened(let opened):
                file.resumedAt = opened.start?.offset
                try retrying { try loader.beginFile(opened) }
                isOpen = true
            case .batch(let batch, let checkpoint, let rawOffset):
                declarations += batch.declarations
                if !batch.rejections.isEmpty || declarations.count > Self.heldDeclarations {
                    try keep(&declarations)
                }
                try load(batch, upTo: checkpoint)
                if batch.rejections.contains(where: { $0.length > $0.raw.count }) {
                    keepsAll = false
                }
                if !batch.acknowledgement.isEmpty {
                    if keepsAll { try acknowledge(batch.acknowledgement) }
                    file.holdsBackState = !keepsAll
                }
                file.counts.read += Int64(batch.places.count)
                file.noteRejects(of: batch)
                progress(
                    .init(
                        offset: rawOffset, start: file.resumedAt ?? 0, records: file.counts.read))
                producer.pool.giveBack(batch)
            case .ended(let isUnfinished, let unknown):
                file.isUnfinished = isUnfinished
                file.unknownFields = unknown.counts
                file.unknownSample = unknown.sample
                file.counts = try retrying { try loader.books().counts }
                // The database may have refused what was read well.
                if file.counts.rejected > 0 { try keep(&declarations) }
                return file
            case .failed(let failure):
                if isOpen { file.counts = try retrying { try loader.books().counts } }
                file.failure = failure
                return file
            }
        }
    }

    private func keep(_ declarations: inout [RecordBatch.Declaration]) throws {
        let kept = declarations
        if !kept.isEmpty { try retrying { try loader.keep(kept) } }
        declarations = []
    }

    /// Loads behind which the file may be gone on with.
    ///
    /// A file that somebody loads again is read again; what only a program appends to, and what was
    /// cut off, is not.
    private func earlierLoads(_ producer: RecordProducer) throws -> [BatchLoader.EarlierLoad] {
        guard producer.mayResume else { return [] }
        let log = producer.isGrowing ? try RawFile(producer.input) : nil
        let head = log?.headDigest().map(Digest.hex)
        let beginnings = try log?.beginningDigests().map(Digest.hex) ?? []
        let limit = producer.isGrowing ? Self.triedLoads : 1
        let earlier = try retrying {
            try loader.earlierLoads(
                path: producer.input.name, head: head, beginnings: beginnings, limit: limit)
        }
        return earlier.filter { producer.isGrowing || !$0.checkpoint.isEndOfFile }
    }

    /// Counts the rejects of a file before anything of it is loaded.
    private func refuse(
        _ producer: RecordProducer, _ limit: RejectLimit
    ) throws -> IngestReport.File? {
        var file = try DryRun(producer).run()
        guard file.failure == nil, limit.isExceeded(by: file.counts) else { return nil }
        file.failure = Failure(
            exitCode: 65,
            message:
                "\(file.path) has \(file.counts.rejected) rejected records of \(file.counts.read)",
            advice: "Nothing of it was loaded; look at the reasons or raise --max-rejects.")
        file.counts = LoadCounts()
        return file
    }

    private func load(_ batch: RecordBatch, upTo checkpoint: BatchLoader.Checkpoint) throws {
        try workspace.retrying(resume: goOn) { isAgain in
            if isAgain {
                try loader.loadRest(of: batch, upTo: checkpoint)
            } else {
                try loader.load(batch, upTo: checkpoint)
            }
        }
    }

    private func retrying<T>(_ body: () throws -> T) throws -> T {
        try workspace.retrying(resume: goOn) { _ in try body() }
    }

    /// Goes on in a new session under a run of its own: while the lock was lost a stitch may have
    /// taken in all that the first run had loaded, and looks for later runs only.
    private func goOn() throws {
        let connection = workspace.connection
        try SchemaLocks(connection, schema: workspace.schema)
            .lockForIngest(source: source.name, wait: workspace.options.retryFor)
        let runs = RunStore(connection, schema: workspace.schema)
        let earlier = loader.configuration.run
        loader.configuration.run = try connection.transaction {
            let run = try runs.begin(
                kind: "ingest", programVersion: workspace.options.programVersion,
                detail: "goes on after run \(earlier) lost its connection")
            try runs.end(run, .complete)
            return run
        }
        try loader.resume(on: connection)
    }
}
