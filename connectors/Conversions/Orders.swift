import ConnectorKit
import JourneyModel

/// Orders, leads and goals, as the company's own shop or billing system lists them.
package struct Orders: Connector {
    package static let description = ConnectorDescription(
        name: "orders",
        channel: .conversion,
        framing: .table,
        summary: "Orders, leads and goals: CSV with a header, or JSON objects with the same names.",
        key: "order_id",
        sample: """
            order_id,account_id,email,phone,amount,currency,channel,created_at,status,goal,\
            refunded_amount,updated_at
            A-1001,C-204,lea.roth@example.com,+49 30 23125012,129.90,EUR,web,\
            2024-03-04T10:12:44+01:00,paid,,0,2024-03-04T10:13:00+01:00
            """, resumption: .anywhere
    )

    static let required = ["order_id", "amount", "currency", "created_at"]
    static let optional = [
        "account_id", "email", "phone", "channel", "status", "goal", "refunded_amount",
        "updated_at",
    ]

    private let settings: SourceSettings
    private let time: FeedTime

    package init(settings: SourceSettings) throws(SettingError) {
        if let option = settings.options.keys.sorted().first {
            throw SettingError("orders has no option \(option)", isUnknownOption: true)
        }
        self.settings = settings
        time = try FeedTime(zone: settings.timeZone)
    }

    package static func recognises(_ head: FileHead) -> Recognition {
        FeedRecognition.of(head, required: required, telling: ["refunded_amount", "account_id"])
    }

    package func reader(header: [String]?) throws(FormatMismatch) -> any RecordReader {
        OrderReader(
            fields: try NamedFields(
                header: header, required: Self.required, optional: Self.optional),
            normalizer: IdentifierNormalizer(region: settings.region), time: time)
    }
}
