import ConnectorKit
import JourneyModel

/// Fills batches with the records of a text, the broken ones kept as they are.
struct RecordCutter {
    struct State {
        var isEnd = false
        /// The last record was left for the next run.
        var isUnfinished = false
    }

    private let leavesUnfinished: Bool
    private let framing: Framing
    private var framer: RecordFramer
    /// Where the text is settled.
    private(set) var offset: Int64 = 0

    init(framing: Framing, leavesUnfinished: Bool) {
        self.framing = framing
        self.leavesUnfinished = leavesUnfinished
        framer = RecordFramer(framing)
    }

    /// The names in the first row of formats that have one.
    mutating func header(in window: inout TextWindow) throws -> [String]? {
        guard framing == .csv(hasHeader: true) else { return nil }
        while true {
            switch framer.next(in: window.bytes, isLast: window.isLast) {
            case .needMore(let consumed, let needed):
                try window.advance(by: consumed, atLeast: needed)
            case .record(let record):
                var row = CSVRow()
                do {
                    try row.split(UnsafeRawBufferPointer(rebasing: window.bytes[record.range]))
                } catch {
                    throw FormatMismatch("The header row cannot be read: \(error.message)")
                }
                offset = framer.position.byteOffset
                return (0..<row.count).map { row.text($0) }
            case .overlong: throw FormatMismatch("The header row is too long.")
            // An empty file has no records and needs no header.
            case .end: return []
            }
        }
    }

    mutating func fill(
        _ batch: inout RecordBatch, from window: inout TextWindow,
        with reader: inout any RecordReader,
        records: Int, bytes: Int
    ) throws -> State {
        let start = offset
        while batch.places.count < records, offset - start < Int64(bytes) {
            switch framer.next(in: window.bytes, isLast: window.isLast) {
            case .needMore(let consumed, let needed):
                try window.advance(by: consumed, atLeast: needed)
            case .record(let record):
                if !record.isTerminated, leavesUnfinished {
                    return State(isEnd: true, isUnfinished: true)
                }
                read(record, in: window.bytes, into: &batch, with: &reader)
                offset = framer.position.byteOffset
            case .overlong(let record):
                batch.places.append(record.place)
                batch.rejections.append(
                    RejectedRecord(
                        record: batch.record, rejection: record.rejection, raw: record.raw,
                        length: record.length))
                offset = framer.position.byteOffset
            case .end:
                offset = framer.position.byteOffset
                return State(isEnd: true)
            }
        }
        return State()
    }

    private func read(
        _ record: RecordFramer.Record, in window: UnsafeRawBufferPointer,
        into batch: inout RecordBatch, with reader: inout any RecordReader
    ) {
        let bytes = UnsafeRawBufferPointer(rebasing: window[record.range])
        batch.places.append(record.place)
        do {
            try reader.read(bytes, into: &batch)
        } catch {
            batch.rejections.append(
                RejectedRecord(
                    record: batch.record,
                    rejection: record.isTerminated ? error : Self.truncated(error),
                    raw: Array(bytes.prefix(Limits.rejectedBytes)), length: Int64(bytes.count)))
        }
    }

    private static func truncated(_ rejection: Rejection) -> Rejection {
        Rejection(
            .truncated, field: rejection.field,
            "The file ends within this record; transfer the file again.")
    }
}
