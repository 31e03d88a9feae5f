import ConnectorKit
import JourneyModel
import JourneyStore
import Postgres
import Schema

extension Rejects {
    package struct RetryOutcome: Sendable, Hashable {
        package var counts = LoadCounts()
        /// Rejects that cannot be read without their file: only their beginning is kept, or the
        /// header row of the file is gone.
        package var notRetried = 0
    }

    /// Reads the kept bytes again with the remembered settings of their source, as after a fix of
    /// the connector or of a setting.
    ///
    /// Each is read as a record of the file it came from: with the connector and the header row
    /// that file was read with, whatever is at its path now. Rejects of files loaded before these
    /// were kept need the same file still there. What cannot be read is counted; loading a mended
    /// file loads it as well.
    ///
    /// - Parameter page: Records in a batch; all open rejects are read, whatever it is.
    package func retry(
        source name: String, options: [String: String] = [:],
        registry: ConnectorRegistry = .standard, page: Int = 2_000
    ) throws -> RetryOutcome {
        let source = try source(named: name)
        var filter = Filter()
        filter.source = name
        filter.limit = 1
        try SchemaLocks(workspace.connection, schema: workspace.schema).lockForIngest(source: name)
        if try read(filter, digest: nil, withBytes: false).isEmpty { return RetryOutcome() }
        let site = try InstallationStore(workspace.connection, schema: workspace.schema).site()
        var readers = try RejectReaders(
            registry, source,
            SourceSettings(
                name: name, timeZone: source.timeZone ?? site?.timeZone,
                region: source.region ?? site?.region, options: options),
            declarations: try declarations(of: name))
        return try load(source, page: page, with: &readers)
    }

    private func load(
        _ source: Source, page: Int, with readers: inout RejectReaders
    ) throws -> RetryOutcome {
        let runs = RunStore(workspace.connection, schema: workspace.schema)
        let run = try runs.begin(
            kind: "retry", programVersion: workspace.options.programVersion, detail: source.name)
        let loader = try BatchLoader(
            workspace.connection,
            .init(
                schema: workspace.schema, source: source, run: run, key: try workspace.key(),
                isSharedBrowserID: { BrowserID.form($0) != .local },
                isAddress: { EmailAddress.isShaped($0) }))
        try loader.beginFile(.init(path: "rejects"))
        var outcome = RetryOutcome()
        var last: Reject?
        while true {
            let rejects = try next(page, of: source, run: run, behind: last)
            var batch = RecordBatch()
            var tried: [Reject] = []
            for reject in rejects
            where try !Self.isCut(reject) && readers.read(reject, into: &batch) {
                tried.append(reject)
            }
            outcome.notRetried += rejects.count - tried.count
            try loader.load(batch, upTo: .init(offset: 0, isEndOfFile: rejects.count < page))
            let refused = Set(batch.rejections.map(\.record))
            try note(
                tried.indices.filter { !refused.contains(UInt32($0)) }.map { tried[$0] },
                of: source, run: run)
            guard rejects.count == page else { break }
            last = rejects.last
        }
        try workspace.connection.execute(
            try query("place_retried", .int(Int64(source.id))))
        try runs.end(run, .complete)
        outcome.counts = try loader.books().counts
        return outcome
    }

    /// The rest of such a record never came, so that nothing can mend what there is of it.
    private static func isCut(_ reject: Reject) -> Bool {
        reject.reason == Rejection.Reason.truncated.rawValue
    }

    private func next(
        _ page: Int, of source: Source, run: Int32, behind last: Reject?
    ) throws -> [Reject] {
        var rejects: [Reject] = []
        try forEach(
            "retry_rejects", .int(Int64(source.id)), .int(Int64(run)),
            .int(Int64(last?.origin.file ?? 0)), .int(last?.byteOffset ?? 0),
            .text(last?.reason ?? ""), .text(last?.digest ?? ""), .int(Int64(page))
        ) { rejects.append($0) }
        return rejects
    }

    /// Notes rejects as loaded.
    private func note(_ loaded: [Reject], of source: Source, run: Int32) throws {
        try workspace.connection.execute(
            try query(
                "note_retry", .int(Int64(source.id)), .textArray(loaded.map(\.reason)),
                .textArray(loaded.map(\.digest)), .int(Int64(run))))
    }

    private func query(_ name: String, _ parameters: Parameter...) throws -> Query {
        Query(
            sql: Schema.localized(
                try Schema.query("ingest/\(name)"), schema: workspace.schema.main),
            parameters: parameters)
    }
}
