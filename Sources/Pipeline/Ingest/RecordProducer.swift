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
        case ended(isUnfinished: Bool, UnknownFields)
        case failed(Failure)
    }

    /// Fields that the format does not know, with how many records had them.
    struct UnknownFields: Sendable {
        var counts: [String: Int] = [:]
        /// How many records were looked at; `nil` for all.
        var sample: Int?
    }

    /// Batches waiting for the database.
    private static let queued = 2
    private static let stackBytes = 8 << 20
    private static let headBytes = 64 << 10

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
                try produce(behind: earlier, isKnown: false) { channel.send($0) }
            } catch {
                _ = channel.send(.failed(located(error)))
            }
        }
        thread.stackSize = Self.stackBytes
        thread.start()
        return channel
    }

    /// - Parameter isKnown: The file holds a record that can be used.
    private func produce(
        behind earlier: [BatchLoader.EarlierLoad], isKnown: Bool, _ send: (Item) -> Bool
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
            return endBlank(file, at: Int64(window.count), send)
        }
        let framing = connector.framing.resolved(for: head)
        var cutter = RecordCutter(framing: framing, leavesUnfinished: isGrowing && file.mayGrow)
        opened.header = columnNames(in: window, framing)
        guard send(.opened(opened)) else { return }
        var reader: any RecordReader
        do {
            let header = try header(in: &window, &cutter, isResumed: start != nil)
            reader = try connector.reader(header: header)
        } catch let mismatch as FormatMismatch {
            throw misfit(mismatch.message, head)
        }
        if let start {
            try window.restart(at: start.offset)
            cutter.resume(at: RecordPlace(byteOffset: start.offset, line: start.line))
        }
        let proof = FormatProof(isFound: isKnown || start != nil, mayReadAgain: file.mayReadAgain) {
            self.connector.recognises(head) > .no
        }
        var reading = Reading(
            file: file, head: head, opened: opened, window: consume window, cutter: cutter,
            reader: reader, proof: proof)
        try deliver(&reading, send)
    }

    /// A file whose records are about to be read.
    private struct Reading: ~Copyable {
        let file: DecodedFile
        let head: FileHead
        let opened: BatchLoader.OpenedFile
        var window: TextWindow
        var cutter: RecordCutter
        var reader: any RecordReader
        var proof: FormatProof
    }

    private func deliver(_ reading: inout Reading, _ send: (Item) -> Bool) throws {
        let keys = RecordKeys(source: settings.name)
        while true {
            var batch = pool.take()
            let state = try reading.cutter.fill(
                &batch, from: &reading.window, with: &reading.reader, records: batchRecords,
                bytes: batchBytes)
            if !batch.webEvents.isEmpty { batch.eventKeys = keys.eventKeys(of: batch) }
            try reading.file.verifyUnchanged()
            let checkpoint = try checkpoint(
                of: reading.cutter, in: reading.file, isEnd: state.isEnd)
            let item = Item.batch(batch, checkpoint, rawOffset: reading.file.rawOffset)
            switch reading.proof.judge(batch, item, isEnd: state.isEnd) {
            case .open: continue
            case .late: return try startOver(reading.opened, send)
            case .hopeless(let reason): throw misfit(reason, reading.head)
            case .found(let items):
                for item in items {
                    guard send(item) else { return }
                }
            }
            if state.isEnd {
                let unknown = UnknownFields(
                    counts: reading.reader.unknownFields, sample: reading.reader.sampledRecords)
                _ = send(.ended(isUnfinished: state.isUnfinished, unknown))
                return
            }
        }
    }

    private func endBlank(_ file: DecodedFile, at offset: Int64, _ send: (Item) -> Bool) {
        var end = BatchLoader.Checkpoint(offset: offset, isEndOfFile: true)
        end.bytes = .init(records: 0, between: offset, text: file.position)
        _ = send(.batch(RecordBatch(), end, rawOffset: file.rawOffset))
        _ = send(.ended(isUnfinished: false, UnknownFields()))
    }

    /// Reads a file again whose first good record came late: what stands before was given up.
    private func startOver(_ opened: BatchLoader.OpenedFile, _ send: (Item) -> Bool) throws {
        var isSame = true
        try produce(behind: [], isKnown: true) { item in
            if case .opened(let again) = item {
                isSame =
                    again.head == opened.head
                    && (isGrowing || again.fingerprint == opened.fingerprint)
                return isSame
            }
            return send(item)
        }
        if !isSame {
            throw Failure(
                exitCode: 65, message: "\(input.name) changed while it was read",
                advice: "Load it again once nothing writes to it.")
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
        case .lines, .json, .bodies: return false
        }
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
