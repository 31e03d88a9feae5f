import ConnectorKit
import Foundation
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
    /// Rows of a table with a header need the header of their file; where the file is not there any
    /// more they cannot be read again, nor can records of which only the beginning is kept. Both
    /// are counted; loading a mended file loads them as well.
    package func retry(
        source name: String, options: [String: String] = [:],
        registry: ConnectorRegistry = .standard
    ) throws -> RetryOutcome {
        let store = SourceStore(workspace.connection, schema: workspace.schema)
        guard let source = try store.find(name) else {
            throw Failure(
                exitCode: 66, message: "there is no source \(name)",
                advice: "`journey rejects list` names the sources.")
        }
        var filter = Filter()
        filter.source = name
        filter.limit = Limits.batchRecords
        try SchemaLocks(workspace.connection, schema: workspace.schema).lockForIngest(source: name)
        let rejects = try read(filter, digest: nil, withBytes: true)
        var outcome = RetryOutcome()
        if rejects.isEmpty { return outcome }
        let connector = try registry.connector(named: source.connector)
        let settings = try FileOptions.read(
            SourceSettings(
                name: name, timeZone: source.timeZone, region: source.region, options: options),
            of: connector.description)
        let (batch, tried) = try parse(rejects, try connector.init(settings: settings))
        outcome.notRetried = rejects.count - tried.count
        if tried.isEmpty { return outcome }
        outcome.counts = try load(batch, tried, source)
        return outcome
    }

    private func load(
        _ batch: RecordBatch, _ tried: [Reject], _ source: Source
    ) throws -> LoadCounts {
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
        try loader.load(batch, upTo: .init(offset: 0, isEndOfFile: true))
        let refused = Set(batch.rejections.map(\.record))
        let loaded = tried.indices.filter { !refused.contains(UInt32($0)) }.map { tried[$0] }
        try workspace.connection.execute(
            Query(
                sql: Schema.localized(
                    try Schema.query("ingest/note_retry"), schema: workspace.schema.main),
                .int(Int64(source.id)), .textArray(loaded.map(\.reason)),
                .textArray(loaded.map(\.digest)), .int(Int64(run))))
        try runs.end(run, .complete)
        return try loader.books().counts
    }

    /// A batch of the rejects that can be read again, in their order.
    private func parse(
        _ rejects: [Reject], _ connector: any Connector
    ) throws -> (batch: RecordBatch, tried: [Reject]) {
        var batch = RecordBatch()
        var tried: [Reject] = []
        var readers: [String: any RecordReader] = [:]
        for reject in rejects where reject.length == Int64(reject.raw.count) {
            if readers[reject.path] == nil {
                readers[reject.path] = try reader(connector, path: reject.path)
            }
            guard var reader = readers[reject.path] else { continue }
            tried.append(reject)
            batch.places.append(RecordPlace(byteOffset: reject.byteOffset, line: reject.line))
            PaddedBytes(reject.raw).withUnsafeBytes { bytes in
                do throws(Rejection) {
                    try reader.read(bytes, into: &batch)
                } catch {
                    batch.rejections.append(
                        RejectedRecord(
                            record: batch.record, rejection: error, raw: reject.raw,
                            length: reject.length))
                }
            }
            readers[reject.path] = reader
        }
        return (batch, tried)
    }

    /// `nil` where a header is needed and its file is gone or is another one now.
    private func reader(
        _ connector: any Connector, path: String
    ) throws -> (any RecordReader)? {
        let framing = connector.framing
        guard framing.hasHeader || framing == .table else {
            return try connector.reader(header: nil)
        }
        do {
            let file = try DecodedFile(.file(path))
            var window = TextWindow(file)
            try window.advance(by: 0, atLeast: 64 << 10)
            let head = FileHead(
                fileName: URL(fileURLWithPath: path).lastPathComponent,
                bytes: Array(window.bytes.prefix(64 << 10)))
            var cutter = RecordCutter(
                framing: framing.resolved(for: head), leavesUnfinished: false)
            return try connector.reader(header: try cutter.header(in: &window))
        } catch let failure as Failure where failure.exitCode == 66 {
            return nil
        } catch is FormatMismatch {
            return nil
        }
    }
}
