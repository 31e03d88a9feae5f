import JourneyModel

/// The rules of identity, as data: what each kind of identifier may join, and when it may not.
///
/// Durations are whole days unless their name says otherwise.
package struct IdentityRules: Sendable, Hashable, Codable {
    /// How the sightings of one value are cut in time.
    package enum Slicing: String, Sendable, Hashable, Codable, CaseIterable {
        /// Never: the value is one person's for ever (account, order).
        case none
        /// By the login in each record, as on a browser that several people use.
        case login
        /// By a different owner after silence, as a telephone number that changes hands.
        case owner
    }

    /// Within what two values of one kind exclude each other in one person.
    package enum Exclusivity: String, Sendable, Hashable, Codable, CaseIterable {
        case none, source, global
    }

    package struct Kind: Sendable, Hashable, Codable {
        /// Links of greater strength are made first.
        package var strength: Int
        /// Whether sharing a value joins two records at all.
        package var joins = true
        package var slicing = Slicing.none
        package var exclusive = Exclusivity.none
        /// Distinct owners seen with one value within ``IdentityRules/ownersWindow`` before it is
        /// generic: by account, by account or e-mail, by name.
        package var maxAccounts = Int.max
        /// As `maxOwners`, of owners who had the value to themselves for a sitting: a guest who logs
        /// in right after its owner does not make a browser a family's.
        package var maxResidents = Int.max
        package var maxOwners = Int.max
        package var maxNames = Int.max
        /// Calls from one number that overlap by more than this many seconds show that it is
        /// shared; `nil`: not looked at.
        package var overlapSeconds: Int?
        /// Calls from one number within ``IdentityRules/ownersWindow`` that one person still makes.
        package var maxCalls = Int.max
        /// Days without the old owner after which a different one takes a value over.
        package var silence = 45
        /// Days around a login that sessions without one belong to it.
        package var loginReach = 30
        /// As `loginReach`, where several owners each had sittings of their own.
        package var sharedReach = 30
        /// Joins only records that quote a value to the one that issued it.
        package var needsIssuer = false

        package init(strength: Int) { self.strength = strength }
    }

    package var account: Kind
    package var email: Kind
    package var phone: Kind
    package var browser: Kind
    package var visitor: Kind
    package var order: Kind
    package var reference: Kind
    package var name: Kind
    package var contact: Kind
    /// Days within which the owners of a value are counted.
    package var ownersWindow = 30
    /// Minutes between two owners of one value within which they are at one sitting.
    package var sitting = 60
    /// How much weaker a typed identifier is than one that the source states.
    package var typedPenalty = 30

    /// The built-in rules.
    package static let builtIn: Self = {
        var account = Kind(strength: 100)
        account.exclusive = .source
        var contact = Kind(strength: 95)
        contact.needsIssuer = true
        var order = Kind(strength: 90)
        order.maxAccounts = 1
        var reference = Kind(strength: 85)
        reference.needsIssuer = true
        var email = Kind(strength: 80)
        email.slicing = .owner
        email.maxAccounts = 1
        email.maxNames = 3
        var browser = Kind(strength: 70)
        browser.slicing = .login
        browser.maxAccounts = 3
        browser.maxOwners = 4
        browser.maxResidents = 2
        browser.sharedReach = 2
        var visitor = browser
        visitor.strength = 65
        var phone = Kind(strength: 60)
        phone.slicing = .owner
        phone.maxAccounts = 1
        phone.maxOwners = 2
        phone.maxNames = 3
        phone.overlapSeconds = 10
        phone.maxCalls = 9
        var name = Kind(strength: 0)
        name.joins = false
        return Self(
            account: account, email: email, phone: phone, browser: browser, visitor: visitor,
            order: order, reference: reference, name: name, contact: contact)
    }()

    package subscript(kind: IdentifierKind) -> Kind {
        switch kind {
        case .account: account
        case .email: email
        case .phone: phone
        case .browser: browser
        case .visitor: visitor
        case .order: order
        case .reference: reference
        case .name: name
        case .contact: contact
        }
    }

    /// Strength of a link through an identifier of `kind` seen in `role`.
    package func strength(_ kind: IdentifierKind, _ role: EvidenceRole) -> Int {
        self[kind].strength - (role == .typed ? typedPenalty : 0)
    }
}
