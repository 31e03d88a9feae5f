import ConnectorKit
import JourneyModel

/// The customer master: which addresses and numbers belong to which account, and when.
package struct Customers: Connector {
    package static let description = ConnectorDescription(
        name: "customers",
        channel: .master,
        framing: .table,
        summary: "The customer master: CSV with a header, or JSON objects with the same names.",
        key: "account_id, with valid_from where given",
        sample: """
            account_id,email,phone,phone2,first_name,last_name,postcode,brand,segment,valid_from,\
            valid_to,updated_at
            C-204,lea.roth@example.com,+49 30 23125012,,Lea,Roth,10115,north,loyal,2023-05-01,,\
            2024-02-11T08:00:00Z
            """, resumption: .anywhere
    )

    static let required = ["account_id"]
    static let optional = [
        "email", "phone", "phone2", "first_name", "last_name", "postcode", "brand", "segment",
        "valid_from", "valid_to", "updated_at",
    ]

    /// Names that together tell an order. Orders name an account too; read as master rows they
    /// would empty it.
    static let ofOrders = ["order_id", "amount"]

    private let settings: SourceSettings
    private let time: FeedTime

    package init(settings: SourceSettings) throws(SettingError) {
        if let option = settings.options.keys.sorted().first {
            throw SettingError("customers has no option \(option)", isUnknownOption: true)
        }
        self.settings = settings
        time = try FeedTime(zone: settings.timeZone)
    }

    package static func recognises(_ head: FileHead) -> Recognition {
        let names = FeedRecognition.names(of: head)
        guard names.isSuperset(of: required), !names.isSuperset(of: ofOrders) else { return .no }
        let telling = ["phone2", "last_name", "valid_from", "valid_to", "postcode"]
        let known = names.intersection(optional)
        if !names.isDisjoint(with: telling) { return .certain }
        return known.isDisjoint(with: ["email", "phone"]) ? .no : .possible
    }

    package func reader(header: [String]?) throws(FormatMismatch) -> any RecordReader {
        if let header, Set(header).isSuperset(of: Self.ofOrders) {
            throw FormatMismatch("The header is that of orders")
        }
        return CustomerReader(
            fields: try NamedFields(
                header: header, required: Self.required,
                optional: Self.optional + Self.ofOrders),
            normalizer: IdentifierNormalizer(region: settings.region), time: time)
    }
}
