import ConnectorKit
import Foundation
import JourneyModel
import JourneyStore

/// Reads, cuts and parses one input on a thread of its own.
struct RecordProducer: Sendable {
    /// What the loading thread gets, in this order: `opened`, batches, `ended` or `failed`.
    enum Item: Sendable {
        case opened(fingerprint: [UInt8]?, size: Int64?)
        case batch(RecordBatch, BatchLoader.Checkpoint, rawOffset: Int64)
        case ended(isUnfinished: Bool)
        case failed(Failure)
    }

    /// Batches waiting for the database.
    private static let queued = 2
    private static let stackBytes = 8 << 20
    private static let headBytes = 64 << 10
    /// So many records without a good one tell that a file is no such file.
    static let hopelessRecords = 100

    let input: Input
    let connector: any Connector.Type
    let settings: SourceSettings
    let registry: ConnectorRegistry
    /// An unfinished last line is left for the next run.
    let isGrowing: Bool
    var batchRecords = Limits.batchRecords
    var batchBytes = Limits.batchBytes

    /// Starts the thread, which ends when the input or the receiver does.
    func start() -> BoundedChannel<Item> {
        let channel = BoundedChannel<Item>(capacity: Self.queued)
        let thread = Thread {
            do {
                try produce { channel.send($0) }
            } catch {
                _ = channel.send(.failed(located(error)))
            }
        }
        thread.stackSize = Self.stackBytes
        thread.start()
        return channel
    }

    private func produce(_ send: (Item) -> Bool) throws {
        let file = try DecodedFile(input)
        var window = TextWindow(file)
        try window.advance(by: 0, atLeast: Self.headBytes)
        let head = FileHead(
            fileName: URL(fileURLWithPath: input.name).lastPathComponent,
            bytes: Array(window.bytes.prefix(Self.headBytes)))
        let connector = try connector.init(settings: settings)
        guard send(.opened(fingerprint: file.fingerprint, size: file.rawSize)) else { return }
        if window.isLast, window.bytes.allSatisfy({ $0 <= 0x20 }) {
            if needsHeader(head.fileName) {
                throw misfit("it is empty, and the header row is missing", head)
            }
            let end = BatchLoader.Checkpoint(offset: Int64(window.count), isEndOfFile: true)
            _ = send(.batch(RecordBatch(), end, rawOffset: file.rawOffset))
            _ = send(.ended(isUnfinished: false))
            return
        }
        var cutter = RecordCutter(
            framing: type(of: connector).description.framing.resolved(for: head),
            leavesUnfinished: isGrowing)
        var reader: any RecordReader
        do {
            reader = try connector.reader(header: try cutter.header(in: &window))
        } catch let mismatch as FormatMismatch {
            throw misfit(mismatch.message, head)
        }
        var isFirst = true
        while true {
            var batch = RecordBatch()
            let state = try cutter.fill(
                &batch, from: &window, with: &reader, records: batchRecords, bytes: batchBytes)
            if isFirst { try refuseHopeless(batch, isWhole: state.isEnd, head) }
            isFirst = false
            if state.isEnd { try file.verifyUnchanged() }
            let checkpoint = BatchLoader.Checkpoint(
                offset: cutter.offset, isEndOfFile: state.isEnd)
            guard send(.batch(batch, checkpoint, rawOffset: file.rawOffset)) else { return }
            if state.isEnd {
                _ = send(.ended(isUnfinished: state.isUnfinished))
                return
            }
        }
    }

    /// Whether a file without a byte lacks something: a table does, unless it is named as JSON.
    private func needsHeader(_ fileName: String) -> Bool {
        if isGrowing { return false }
        switch connector.description.framing {
        case .csv(let hasHeader): return hasHeader
        case .table:
            let parts = fileName.lowercased().split(separator: ".").dropFirst()
            return parts.allSatisfy { !["json", "ndjson", "jsonl"].contains($0) }
        case .lines, .json: return false
        }
    }

    /// A file of which nothing can be used is another file, unless it is a short one that looks
    /// right.
    private func refuseHopeless(
        _ batch: RecordBatch, isWhole: Bool, _ head: FileHead
    ) throws(Failure) {
        guard let first = batch.rejections.first, batch.rejections.count == batch.places.count
        else { return }
        let isShort = isWhole && batch.places.count < Self.hopelessRecords
        if isShort, connector.recognises(head) > .no { return }
        throw misfit(
            "line \(batch.places[Int(first.record)].line): \(first.rejection.message)", head)
    }

    private func misfit(_ reason: String, _ head: FileHead) -> Failure {
        let name = connector.description.name
        let others = registry.detect(head).filter { $0 != name }
        let advice =
            others.isEmpty
            ? "`journey connectors \(name)` shows what it should look like."
            : "It looks like \(others.joined(separator: " or ")):"
                + " `journey ingest \(others[0]) \(input.name)`."
        // The advice follows as a sentence of its own.
        let said = reason.hasSuffix(".") ? String(reason.dropLast()) : reason
        return Failure(
            exitCode: 65, message: "\(input.name) is no \(name) file: \(said)", advice: advice)
    }

    /// Adds the name of the input to errors that do not say it.
    private func located(_ error: any Error) -> Failure {
        var failure = Failure(error)
        if !failure.message.contains(input.name) {
            failure.message = "\(input.name): \(failure.message)"
        }
        return failure
    }
}
