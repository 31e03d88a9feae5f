/// What sort of thing identifies a customer.
///
/// The raw value is stored; it never changes meaning.
package enum IdentifierKind: Int16, Sendable, Hashable, CaseIterable {
    /// The company's own customer or login number.
    case account = 1
    case email = 2
    /// A telephone number in E.164.
    case phone = 3
    /// A browser or device id in a form that several systems share (cookie, chat visitor, device).
    case browser = 4
    /// A visitor id that only its own source understands.
    case visitor = 5
    case order = 6
    /// A code handed to the customer in one contact and quoted in another.
    case reference = 7
    /// A folded surname or caller name. It tells owners of a value apart and never joins.
    case name = 8
    /// The id of another contact that the platform itself carried over.
    case contact = 9

    package var name: String {
        switch self {
        case .account: "account"
        case .email: "email"
        case .phone: "phone"
        case .browser: "browser"
        case .visitor: "visitor"
        case .order: "order"
        case .reference: "reference"
        case .name: "name"
        case .contact: "contact"
        }
    }
}

/// How a record came by an identifier.
package enum EvidenceRole: Int16, Sendable, Hashable {
    /// The source states it as the customer's own (login, caller number, pre-chat form).
    case own = 1
    /// The customer typed it in a message.
    case typed = 2
    /// The record handed it out: a code told to the customer, or the contact's own id.
    case issued = 3
    /// The record repeats what another one issued.
    case quoted = 4
    /// A row of the customer master, valid from its time until ``Evidence/validTo``.
    case master = 5
    /// The pages and times that a chat lists are those of one session alone.
    case trail = 6
    /// A number was clicked on a page, and one call alone reached it right then. In records: the
    /// company's own number that was clicked or dialled, which identifies nobody.
    case click = 7

    /// Whether two records were fitted to each other, instead of stating the value.
    package var isMatch: Bool { self == .trail || self == .click }
}

/// A kind and a normalised value, plain. It never leaves the process but through `journey_pii`.
package struct Identifier: Sendable, Hashable, CustomStringConvertible {
    package var kind: IdentifierKind
    package var value: String
    /// The source whose values these are; empty where all sources share one space.
    package var space: String

    package init(_ kind: IdentifierKind, normalized value: String, space: String = "") {
        self.kind = kind
        self.value = value
        self.space = space
    }

    package var description: String { "\(kind.name):<redacted>" }
}
