import ConnectorKit
import JourneyModel

/// What a framer cuts from a text, fed in pieces of a size.
struct Framed: Equatable {
    var records: [String] = []
    var offsets: [Int64] = []
    var lines: [Int64] = []
    var overlong: [Int64] = []
    var isLastTerminated = true

    init(_ framing: Framing, _ text: String, chunk: Int = 1_000, limit: Int = 1 << 20) {
        self.init(framing, Array(text.utf8), chunk: chunk, limit: limit)
    }

    init(_ framing: Framing, _ bytes: [UInt8], chunk: Int = 1_000, limit: Int = 1 << 20) {
        var framer = RecordFramer(framing, limit: limit)
        var window: [UInt8] = []
        var next = 0
        while true {
            switch window.withUnsafeBytes({ framer.next(in: $0, isLast: next == bytes.count) }) {
            case .record(let record):
                let raw = window.withUnsafeBytes { record.bytes(in: $0) }
                records.append(String(decoding: raw, as: UTF8.self))
                offsets.append(record.place.byteOffset)
                lines.append(record.place.line)
                isLastTerminated = record.isTerminated
            case .overlong(let record):
                overlong.append(record.length)
            case .needMore(let consumed, _):
                window.removeFirst(consumed)
                let end = min(bytes.count, next + chunk)
                window.append(contentsOf: bytes[next..<end])
                next = end
            case .end: return
            }
        }
    }
}
