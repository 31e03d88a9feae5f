/// One purchase, and what became of it.
struct Order: Sendable {
    enum Status: String, Sendable { case paid, cancelled, refunded }

    var id: String
    var person: Int
    var role = WebEvent.Role.customer
    var channel: String
    /// Milliseconds since 1970.
    var created: Int
    /// In cents.
    var amount: Int
    var account: String?
    var email: Typed?
    var phone: Typed?
    /// State some days later; a later export brings it.
    var later: (status: Status, refunded: Int, at: Int)?
    /// Whether the shop wrote a version into its exports.
    var versioned = true
}
