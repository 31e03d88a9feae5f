import ConnectorContract
import ConnectorKit
import JourneyModel
import WebConnectors

/// What the Segment connector makes of a text.
struct Events {
    let batch: RecordBatch

    init(_ text: String, region: String? = "DE") throws {
        let connector = try Segment(settings: SourceSettings(name: "segment", region: region))
        batch = try ConnectorRun.load(Segment.self, connector, bytes: Array(text.utf8))
    }

    var events: [WebEvent] { batch.webEvents }
    var reasons: [Rejection.Reason] { batch.rejections.map(\.rejection.reason) }
    var fields: [String] { batch.rejections.map(\.rejection.field) }
    var evidence: [Identifier] { batch.evidence.map(\.identifier) }

    func text(_ path: KeyPath<WebEvent, RecordBatch.Text>, _ place: Int = 0) -> String? {
        guard batch.webEvents.indices.contains(place) else { return nil }
        let text = batch.webEvents[place][keyPath: path]
        let bytes = batch.arena[Int(text.offset)..<Int(text.offset + text.count)]
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A page view with members of its own.
    static func page(_ members: String) -> String {
        #"{"type":"page","messageId":"m","anonymousId":"a","timestamp":"2024-03-04T09:00:00Z""#
            + (members.isEmpty ? "}" : ",\(members)}")
    }
}
