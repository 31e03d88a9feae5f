import ConnectorKit
import JourneyModel

struct CustomerReader: RecordReader {
    var fields: NamedFields
    let normalizer: IdentifierNormalizer
    let time: FeedTime

    var unknownFields: [String: Int] { fields.unknownFields }

    mutating func read(
        _ record: UnsafeRawBufferPointer, into batch: inout RecordBatch
    ) throws(Rejection) {
        try fields.load(record)
        if Customers.ofOrders.allSatisfy({ fields[$0] != nil }) {
            throw Rejection(
                .wrongShape, field: "order_id", "The record is an order; load it as orders.")
        }
        guard let login = normalizer.account(try fields.value("account_id")) else {
            throw Rejection(
                .badValue, field: "account_id",
                "account_id names no customer; it is a placeholder or was rounded by a spreadsheet."
            )
        }
        let from = try moment("valid_from")
        let to = try moment("valid_to")
        if let from, let to, to < from {
            throw Rejection(
                .badValue, field: "valid_to", "valid_to lies before valid_from; swap them.")
        }
        let account = login.account.value
        var customer = Customer(
            record: batch.record, account: account, id: Self.id(account: account, from: from))
        customer.version = try fields["updated_at"].map { text throws(Rejection) in
            try time.momentOrDay(text, field: "updated_at")
        }
        customer.seenAt = from ?? customer.version
        customer.brand = fields["brand"]
        customer.segment = fields["segment"]
        batch.customers.append(customer)
        batch.append(
            identifiers(of: login),
            of: .customer(id: customer.id), role: .master,
            seenAt: customer.seenAt, validTo: to)
    }

    /// The account, and the start of validity that tells its dated rows apart.
    static func id(account: String, from: Timestamp?) -> String {
        guard let from else { return account }
        return account + "#" + TimeParser.text(of: from)
    }

    private func moment(_ field: String) throws(Rejection) -> Timestamp? {
        guard let text = fields[field] else { return nil }
        return try time.momentOrDay(text, field: field)
    }

    private func identifiers(of login: IdentifierNormalizer.Account) -> [Identifier] {
        var found = [login.identifier]
        if let email = fields["email"].flatMap({ normalizer.email($0) }) {
            found.append(Identifier(.email, normalized: email))
        }
        for field in ["phone", "phone2"] {
            if let phone = fields[field].flatMap({ normalizer.phone($0).e164 }) {
                found.append(Identifier(.phone, normalized: phone))
            }
        }
        if let name = fields["last_name"].flatMap({ normalizer.name($0) }) { found.append(name) }
        return found
    }
}
