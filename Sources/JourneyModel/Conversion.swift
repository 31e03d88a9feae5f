/// An order, a lead or a goal of the company's own.
package struct Conversion: Sendable {
    package var record: UInt32
    /// The order id.
    package var id: String
    package var version: Timestamp?
    package var convertedAt: Timestamp
    /// Gross amount in ten-thousandths of the currency unit.
    package var amount: Int64
    /// Refunded part, in the same unit.
    package var refunded: Int64 = 0
    /// ISO 4217.
    package var currency: String
    /// `web`, `phone`, `store` or as delivered.
    package var salesChannel: String?
    /// As delivered, lower case; cancelled, refunded and failed orders do not count.
    package var status: String?
    /// `sale`, `lead` or the company's own.
    package var goal = "sale"

    package init(
        record: UInt32, id: String, convertedAt: Timestamp, amount: Int64, currency: String
    ) {
        self.record = record
        self.id = id
        self.convertedAt = convertedAt
        self.amount = amount
        self.currency = currency
    }
}

/// One row of the customer master.
package struct Customer: Sendable {
    package var record: UInt32
    package var account: String
    /// Names the row: the account, and where rows are dated the start of validity, so that an
    /// account can have several.
    package var id: String
    package var version: Timestamp?
    /// The account's time of this row: `valid_from`, else `updated_at`; `nil` when undated.
    package var seenAt: Timestamp?
    package var brand: String?
    package var segment: String?

    package init(record: UInt32, account: String, id: String? = nil) {
        self.record = record
        self.account = account
        self.id = id ?? account
    }
}
