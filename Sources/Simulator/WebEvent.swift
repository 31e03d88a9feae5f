/// One event of the shop's tracker.
struct WebEvent: Sendable {
    enum Kind: Sendable, Equatable {
        case page, productAdded, checkoutStarted, orderCompleted, phoneClicked, identify, alias
        /// Somebody leaves an address for the newsletter without signing in.
        case subscribe
    }

    /// What the record is, for the truth.
    enum Role: String, Sendable { case customer, bot, test }

    var id: Identifier128
    /// Milliseconds since 1970.
    var time: Int
    /// Who really did it, as index of the population; `nil` for a bot.
    var person: Int?
    /// `nil` for an event that the shop's server sent.
    var browser: Int?
    var cookie: Int?
    /// Whose account the event carries.
    var account: Int?
    var page: Int
    var referrer: Int?
    var kind: Kind
    var role = Role.customer
    var order: Int?
    var campaign: Int?
    var typedEmail: Typed?
    /// Whether the account is not that of the person at the keyboard: a forgotten sign-out.
    var wrongAccount = false
    /// Agent string of a bot.
    var botAgent: Int?
}

/// A value as somebody typed it, and what the truth says about it.
struct Typed: Sendable, Hashable {
    var text: String
    /// The value that a careful reader makes of it.
    var value: String
    /// Not what the person meant.
    var corrupted = false
    /// A value that many people type.
    var placeholder = false
}
