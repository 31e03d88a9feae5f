import ConnectorKit
import Foundation
import JourneyModel
import JourneyStore

/// Reads, cuts and parses one input on a thread of its own.
struct RecordProducer: Sendable {
    /// What the loading thread gets, in this order: `opened`, batches, `ended` or `failed`.
    enum Item: Sendable {
        case opened(BatchLoader.OpenedFile)
        case batch(RecordBatch, BatchLoader.Checkpoint, rawOffset: Int64)
        /// - Parameter unknown: Fields that the format does not know, with how many records had
        ///   them.
        case ended(isUnfinished: Bool, unknown: [String: Int])
        case failed(Failure)
    }

    /// Batches waiting for the database.
    private static let queued = 2
    private static let stackBytes = 8 << 20
    private static let headBytes = 64 << 10
    /// So many records without a good one tell that a file is no such file.
    static let hopelessRecords = 100

    var input: Input
    let connector: any Connector.Type
    let settings: SourceSettings
    let registry: ConnectorRegistry
    /// An unfinished last line is left for the next run.
    let isGrowing: Bool
    /// A log that was loaded under the same name and has nothing new is read again, else passed
    /// over.
    var rereadsUnchangedLogs = true
    /// Where the receiver puts batches that it needs no more.
    let pool = BatchPool()
    var batchRecords = Limits.batchRecords
    var batchBytes = Limits.batchBytes

    /// Starts the thread, which ends when the input or the receiver does.
    ///
    /// - Parameter earlier: Loads that may have been of the same file, the latest first; reading
    ///   goes on behind the first that was.
    func start(behind earlier: [BatchLoader.EarlierLoad] = []) -> BoundedChannel<Item> {
        let channel = BoundedChannel<Item>(capacity: Self.queued)
        let thread = Thread {
            do {
                try produce(behind: earlier) { channel.send($0) }
            } catch {
                _ = channel.send(.failed(located(error)))
            }
        }
        thread.stackSize = Self.stackBytes
        thread.start()
        return channel
    }

    private func produce(
        behind earlier: [BatchLoader.EarlierLoad], _ send: (Item) -> Bool
    ) throws {
        let file = try DecodedFile(input, encoding: settings.encoding)
        var window = TextWindow(file)
        let connector = try connector.init(settings: settings)
        // A program that sends lines may wait for an answer to the first of them.
        let isConversation = file.rawSize == nil && connector.framing == .lines
        try window.advance(by: 0, atLeast: isConversation ? 1 : Self.headBytes)
        let head = FileHead(
            fileName: URL(fileURLWithPath: input.name).lastPathComponent,
            bytes: Array(window.bytes.prefix(Self.headBytes)))
        let isBlank = window.isLast && window.bytes.allSatisfy { $0 <= 0x20 }
        let start = isBlank ? nil : try place(in: file, behind: earlier)
        var opened = opened(file, start)
        if isBlank {
            guard send(.opened(opened)) else { return }
            if needsHeader(head.fileName, connector.framing) {
                throw misfit("it is empty, and the header row is missing", head)
            }
            var end = BatchLoader.Checkpoint(offset: Int64(window.count), isEndOfFile: true)
            end.bytes = .init(records: 0, between: end.offset, text: file.position)
            _ = send(.batch(RecordBatch(), end, rawOffset: file.rawOffset))
            _ = send(.ended(isUnfinished: false, unknown: [:]))
            return
        }
        let framing = connector.framing.resolved(for: head)
        var cutter = RecordCutter(framing: framing, leavesUnfinished: isGrowing)
        var reader: any RecordReader
        let row = columnNames(in: window, framing)
        do {
            let header = try header(in: &window, &cutter, isResumed: start != nil)
            reader = try connector.reader(header: header)
        } catch {
            guard send(.opened(opened)) else { return }
            guard let mismatch = error as? FormatMismatch else { throw error }
            throw misfit(mismatch.message, head)
        }
        opened.header = row
        guard send(.opened(opened)) else { return }
        if let start {
            try window.restart(at: start.offset)
            cutter.resume(at: RecordPlace(byteOffset: start.offset, line: start.line))
        }
        let keys = RecordKeys(source: settings.name)
        var isFirst = start == nil
        while true {
            var batch = pool.take()
            let state = try cutter.fill(
                &batch, from: &window, with: &reader, records: batchRecords, bytes: batchBytes)
            if isFirst { try refuseHopeless(batch, isWhole: state.isEnd, head) }
            isFirst = false
            if !batch.webEvents.isEmpty { batch.eventKeys = keys.eventKeys(of: batch) }
            try file.verifyUnchanged()
            let checkpoint = try checkpoint(of: cutter, in: file, isEnd: state.isEnd)
            guard send(.batch(batch, checkpoint, rawOffset: file.rawOffset)) else { return }
            if state.isEnd {
                _ = send(
                    .ended(isUnfinished: state.isUnfinished, unknown: reader.unknownFields))
                return
            }
        }
    }

    /// Whether a file without a byte lacks something: a table does, unless it is named as JSON.
    private func needsHeader(_ fileName: String, _ framing: Framing) -> Bool {
        if isGrowing { return false }
        switch framing {
        case .csv, .delimited: return framing.hasHeader
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
        let hasNULs = head.bytes.prefix(64).filter { $0 == 0 }.count >= 16
        let advice =
            if hasNULs {
                "It looks like UTF-16: add --encoding utf-16."
            } else if others.isEmpty {
                "`journey connectors \(name)` shows what it should look like."
            } else {
                "It looks like \(others.joined(separator: " or ")):"
                    + " `journey ingest \(others[0]) \(input.name)`."
            }
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
