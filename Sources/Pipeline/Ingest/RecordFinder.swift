import ConnectorKit
import Foundation
import JourneyModel

/// Finds the bytes of one record again, for the rare one that only the database refuses.
struct RecordFinder {
    private let producer: RecordProducer

    init(_ producer: RecordProducer) { self.producer = producer }

    /// Empty where the input cannot be read twice or is not what it was.
    func bytes(at place: RecordPlace) -> [UInt8] {
        guard producer.input != .standardInput else { return [] }
        do {
            return try find(place) ?? []
        } catch {
            return []
        }
    }

    private func find(_ place: RecordPlace) throws -> [UInt8]? {
        let file = try DecodedFile(producer.input, encoding: producer.settings.encoding)
        var window = TextWindow(file)
        try window.advance(by: 0, atLeast: 64 << 10)
        let head = FileHead(
            fileName: URL(fileURLWithPath: producer.input.name).lastPathComponent,
            bytes: Array(window.bytes.prefix(64 << 10)))
        let connector = try producer.connector.init(settings: producer.settings)
        var framer = RecordFramer(connector.framing.resolved(for: head))
        while true {
            switch framer.next(in: window.bytes, isLast: window.isLast) {
            case .needMore(let consumed, let needed):
                try window.advance(by: consumed, atLeast: needed)
            case .record(let record):
                if record.place == place { return record.bytes(in: window.bytes) }
            case .overlong: continue
            case .end: return nil
            }
        }
    }
}
