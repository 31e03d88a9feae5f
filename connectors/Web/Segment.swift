import ConnectorKit
import JourneyModel

/// Events of Segment and RudderStack: exports, warehouse dumps of raw events, logged request
/// bodies.
package struct Segment: Connector {
    package static let description = ConnectorDescription(
        name: "segment",
        channel: .web,
        framing: .bodies(key: bodyKey),
        summary: "Raw events of Segment or RudderStack, one JSON object a line, or request bodies"
            + " {\"batch\":[...]}.",
        key: "messageId, else the SHA-256 of the event",
        options: [WebOptions.bots],
        sample: #"{"type":"page","messageId":"ajs-next-7f0c2a","anonymousId":"#
            + #""2f1a6f0e-5c83-4b0e-9d7c-1f6a3e5b7c90","userId":null,"name":"Contact","#
            + #""properties":{"url":"https://shop.test/contact?utm_campaign=spring","#
            + #""title":"Contact","referrer":"https://shop.test/"},"context":{"locale":"de-DE","#
            + #""userAgent":"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36","#
            + #""library":{"name":"analytics.js","version":"next-1.70.0"}},"#
            + #""originalTimestamp":"2024-03-04T09:15:02.411Z","#
            + #""sentAt":"2024-03-04T09:15:02.530Z","receivedAt":"2024-03-04T09:15:02.802Z","#
            + #""timestamp":"2024-03-04T09:15:02.683Z"}"#,
        resumption: .anywhere)

    /// Where the body of a request holds its events.
    static let bodyKey = "batch"

    private let settings: SourceSettings
    private let bots: BotList

    package init(settings: SourceSettings) throws(SettingError) {
        try WebOptions.check(settings, of: Self.description)
        self.settings = settings
        bots = try WebOptions.botList(settings)
    }

    package static func recognises(_ head: FileHead) -> Recognition {
        head.withFirstJSON { record in
            guard let batch = record["batch"], batch.kind == .array else {
                return recognises(event: record)
            }
            var best = Recognition.no
            batch.forEachElement { best = max(best, recognises(event: $0)) }
            return best
        } ?? .no
    }

    package func reader(header: [String]?) throws(FormatMismatch) -> any RecordReader {
        SegmentReader(
            identity: WebIdentity(source: settings.name, region: settings.region), bots: bots)
    }

    private static func recognises(event: JSONValue) -> Recognition {
        guard event["anonymousId"] != nil || event["userId"] != nil else { return .no }
        guard let type = event["type"]?.string, SegmentReader.kinds[type] != nil else {
            return event["messageId"] == nil ? .no : .possible
        }
        let hasMarks =
            event["messageId"] != nil || event["originalTimestamp"] != nil
            || event["sentAt"] != nil || event["context", "library"] != nil
        return hasMarks ? .certain : .possible
    }
}
