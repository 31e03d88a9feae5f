import ConnectorKit
import JourneyModel

/// Fills batches with the records of a text, the broken ones kept as they are.
struct RecordCutter {
    struct State {
        var isEnd = false
        /// The last record was left for the next run.
        var isUnfinished = false
    }

    /// How long an answer that somebody waits for is held back for more records, in milliseconds.
    private static let patience: Int32 = 500

    private let leavesUnfinished: Bool
    private let framing: Framing
    private var framer: RecordFramer
    /// Up to where the text is settled.
    private(set) var settled = RecordPlace(byteOffset: 0, line: 1)
    /// Whether cutting may go on at that place without what stands before.
    private(set) var isResumable = false
    /// What was passed, in bytes: records, and what stands between them, such as separators, blank
    /// lines and a header row.
    private(set) var passed = (records: Int64(0), between: Int64(0))
    /// Where the last record ended.
    private var lastEnd: Int64 = 0

    init(framing: Framing, leavesUnfinished: Bool) {
        self.framing = framing
        self.leavesUnfinished = leavesUnfinished
        framer = RecordFramer(framing)
    }

    /// The names in the first row of formats that have one.
    mutating func header(in window: inout TextWindow) throws -> [String]? {
        guard framing.hasHeader else { return nil }
        do {
            return try firstRow(in: &window)
        } catch let rejection as Rejection {
            throw FormatMismatch("The header row cannot be read: \(rejection.message)")
        }
    }

    /// The values of the first row; none of an empty file, which needs no header.
    mutating func firstRow(in window: inout TextWindow) throws -> [String] {
        while true {
            switch framer.next(in: window.bytes, isLast: window.isLast) {
            case .needMore(let consumed, let needed):
                try window.advance(by: consumed, atLeast: needed)
            case .record(let record):
                var row = CSVRow()
                let dialect = framing.dialect ?? Dialect()
                try row.split(
                    UnsafeRawBufferPointer(rebasing: window.bytes[record.range]),
                    delimiter: dialect.delimiter, quote: dialect.quote)
                settle()
                return (0..<row.count).map { row.text($0) }
            case .overlong(let record): throw record.rejection
            case .end: return []
            }
        }
    }

    /// Goes on at a place of the same text, where cutting it was resumable.
    mutating func resume(at place: RecordPlace) {
        framer = RecordFramer(framing, goingOnAt: place)
        lastEnd = place.byteOffset
        settle()
    }

    /// A body is never parted between two batches, so that a load goes on before or behind it.
    mutating func fill(
        _ batch: inout RecordBatch, from window: inout TextWindow,
        with reader: inout any RecordReader,
        records: Int, bytes: Int
    ) throws -> State {
        let start = settled.byteOffset
        while framer.isWithinBody
            || batch.places.count < records && settled.byteOffset - start < Int64(bytes)
        {
            switch framer.next(in: window.bytes, isLast: window.isLast) {
            case .needMore(let consumed, let needed):
                // Whoever delivers waits for an answer, maybe before sending more.
                if !batch.acknowledgement.isEmpty, !window.hasInput(within: Self.patience) {
                    window.drop(consumed)
                    return State()
                }
                try window.advance(by: consumed, atLeast: needed)
            case .record(let record):
                if !record.isTerminated, leavesUnfinished {
                    passRest()
                    return State(isEnd: true, isUnfinished: true)
                }
                pass(record.place, Int64(record.range.count))
                read(record, in: window.bytes, into: &batch, with: &reader)
                settle()
            case .overlong(let record):
                pass(record.place, record.length)
                batch.places.append(record.place)
                batch.rejections.append(
                    RejectedRecord(
                        record: batch.record, rejection: record.rejection, raw: record.raw,
                        length: record.length))
                settle()
            case .end:
                settle()
                passRest()
                return State(isEnd: true)
            }
        }
        return State()
    }

    private mutating func settle() {
        settled = framer.position
        isResumable = framer.isResumable
    }

    private mutating func pass(_ place: RecordPlace, _ length: Int64) {
        passed.between += place.byteOffset - lastEnd
        passed.records += length
        lastEnd = place.byteOffset + length
    }

    /// What follows the last record, up to where the text is settled.
    private mutating func passRest() {
        passed.between += settled.byteOffset - lastEnd
        lastEnd = settled.byteOffset
    }

    private func read(
        _ record: RecordFramer.Record, in window: UnsafeRawBufferPointer,
        into batch: inout RecordBatch, with reader: inout any RecordReader
    ) {
        guard record.frame == nil else {
            return PaddedBytes(record.bytes(in: window)).withUnsafeBytes {
                read($0, of: record, into: &batch, with: &reader)
            }
        }
        let bytes = UnsafeRawBufferPointer(rebasing: window[record.range])
        read(bytes, of: record, into: &batch, with: &reader)
    }

    private func read(
        _ bytes: UnsafeRawBufferPointer, of record: RecordFramer.Record,
        into batch: inout RecordBatch, with reader: inout any RecordReader
    ) {
        batch.places.append(record.place)
        do throws(Rejection) {
            // Rows and JSON are checked where they are parsed.
            if framing == .lines, let rejection = Self.badEncoding(of: record, in: bytes) {
                throw rejection
            }
            try reader.read(bytes, into: &batch)
        } catch {
            var rejection = record.isTerminated ? error : Self.truncated(error)
            if error.reason == .badEncoding {
                rejection = Self.badEncoding(of: record, in: bytes) ?? rejection
            }
            batch.rejections.append(
                RejectedRecord(
                    record: batch.record, rejection: rejection,
                    raw: Array(bytes.prefix(Limits.rejectedBytes)), length: Int64(bytes.count)))
        }
    }

    private static func badEncoding(
        of record: RecordFramer.Record, in bytes: UnsafeRawBufferPointer
    ) -> Rejection? {
        .badEncoding(in: bytes, at: record.place.byteOffset)
    }

    private static func truncated(_ rejection: Rejection) -> Rejection {
        Rejection(
            .truncated, field: rejection.field,
            "The file ends within this record; transfer the file again.")
    }
}
