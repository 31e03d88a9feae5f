import ConnectorKit
import JourneyModel

/// Chats of Zendesk Chat (once Zopim): API pages, bulk answers, incremental exports, NDJSON.
package struct ZendeskChat: Connector {
    package static let description = ConnectorDescription(
        name: "zendesk-chat", channel: .chat,
        framing: .json(envelopeKeys: ["chats", "results", "docs"]),
        summary:
            "Chats and offline messages of Zendesk Chat, as the Chat API and exports give them.",
        key: "id; of two versions the one with the later update_timestamp",
        options: [
            .init(
                "own_numbers",
                "comma list of the company's telephone numbers: never a customer's, and an agent who"
                    + " writes one asks for a call")
        ],
        sample: #"""
            {"id":"2104.10414779.SVhDCJ9flq79a","type":"chat","timestamp":"2026-01-12T09:30:00Z","end_timestamp":"2026-01-12T09:41:10Z","update_timestamp":"2026-01-12T09:41:12Z","started_by":"visitor","missed":false,"department_name":"Support","visitor":{"id":"3.45678","name":"Ann Lee","email":"ann.lee@mail.test","phone":""},"history":[{"type":"chat.msg","nick":"visitor","timestamp":"2026-01-12T09:30:00Z","msg":"Where is my parcel?"},{"type":"chat.memberjoin","nick":"agent:361","timestamp":"2026-01-12T09:30:20Z"},{"type":"chat.msg","nick":"agent:361","timestamp":"2026-01-12T09:30:41Z","msg":"Please call us, your code is K7-R2P."}],"webpath":[{"from":"","to":"https://shop.test/help","title":"Help","timestamp":"2026-01-12T09:28:00Z"}]}
            """#, resumption: .anywhere)

    private let settings: SourceSettings
    private let ownNumbers: [String]

    package init(settings: SourceSettings) throws(SettingError) {
        if let unknown = settings.options.keys.filter({ $0 != "own_numbers" }).sorted().first {
            throw SettingError(
                "zendesk-chat has no option \(unknown); it has own_numbers", isUnknownOption: true)
        }
        self.settings = settings
        let listed = settings.options["own_numbers"] ?? ""
        ownNumbers = listed.split(separator: ",").map(String.init)
        let normalizer = IdentifierNormalizer(region: settings.region)
        for number in ownNumbers where normalizer.phone(number).e164 == nil {
            throw SettingError(
                "own_numbers: \(number) is no telephone number; write +… or set --region")
        }
    }

    package func reader(header: [String]?) throws(FormatMismatch) -> any RecordReader {
        ZendeskChatReader(
            source: settings.name, region: settings.region, ownNumbers: ownNumbers)
    }

    /// Names that only chats of this platform have together.
    package static func recognises(_ head: FileHead) -> Recognition {
        let start = head.bytes.first { $0 > 0x20 }
        guard start == UInt8(ascii: "{") || start == UInt8(ascii: "[") else { return .no }
        let text = String(decoding: head.bytes, as: UTF8.self)
        guard text.contains("\"timestamp\"") else { return .no }
        let marks = [
            "\"chat.msg\"", "\"chat.memberjoin\"", "\"offline_msg\"", "\"zendesk_ticket_id\"",
            "\"triggered_response\"", "\"webpath\"", "\"department_name\"", "\"end_timestamp\"",
        ]
        switch marks.count(where: { text.contains($0) }) {
        case 3...: return .certain
        case 1...2 where text.contains("\"visitor\""): return .possible
        default: return .no
        }
    }
}
