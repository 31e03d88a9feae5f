import JourneyModel

/// The rules of identity, as data: what each kind of identifier may join, and when it may not.
///
/// Durations are whole days unless their name says otherwise.
package struct IdentityRules: Sendable, Hashable, Encodable {
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

    package struct Kind: Sendable, Hashable, Encodable {
        /// Links of greater strength are made first.
        package var strength: Int
        /// Strength where a customer typed the value; `nil`: ``IdentityRules/typedPenalty`` less.
        package var typedStrength: Int?
        /// Whether sharing a value joins two records at all.
        package var joins = true
        package var slicing = Slicing.none
        package var exclusive = Exclusivity.none
        /// Where a source, by its name, differs from `exclusive`.
        package var exclusiveIn: [String: Exclusivity] = [:]
        /// Distinct values that one person holds; a join beyond it is refused.
        package var maxPerPerson = Int.max
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
        /// Whether values that differ in case only are one.
        package var foldsCase = false
        /// What a value must look like to be an identifier at all.
        package var format: ValuePattern?
        /// Values that are no identifiers at all.
        package var blocked: [ValuePattern] = []
        /// Values that are never shared by many, whatever their evidence says.
        package var allow: [ValuePattern] = []
        /// Values that are always shared by many; wins over `allow`.
        package var deny: [ValuePattern] = []
        /// Values whose records stand alone: employees, agents, test contacts.
        package var exclude: [ValuePattern] = []

        package init(strength: Int) { self.strength = strength }

        package func exclusivity(in source: String) -> Exclusivity {
            exclusiveIn[source] ?? exclusive
        }

        /// Whether a join can be refused for this kind.
        var limitsPersons: Bool {
            maxPerPerson < .max || exclusive != .none
                || exclusiveIn.values.contains { $0 != .none }
        }

        /// Whether anything depends on what a value is.
        package var readsValues: Bool {
            foldsCase || format != nil || !blocked.isEmpty || !allow.isEmpty || !deny.isEmpty
                || !exclude.isEmpty
        }
    }

    /// A link that no value states: two records fit in time and content, and no third one does.
    package struct Match: Sendable, Hashable, Encodable {
        package var isUsed = true
        package var strength: Int
        /// How many of 100 such links are right: 100 is certain, from 90 probable, fewer possible.
        package var percent: Int
        /// Seconds that two clocks, or two acts of one customer, may lie apart.
        package var within: Int
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
    /// A chat that lists the pages of one session.
    package var trail = Match(strength: 50, percent: 97, within: 5)
    /// A call to a number that was clicked on a page right before.
    package var click = Match(strength: 40, percent: 92, within: 30)
    /// By source, or `*` for every source: what customers type that is an account, an order or a
    /// reference number.
    package var typed: [String: [String: [ValuePattern]]] = [:]

    /// The built-in rules.
    package static let builtIn: Self = {
        var account = Kind(strength: 100)
        account.exclusive = .source
        account.maxPerPerson = 12
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
        email.maxPerPerson = 12
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
        phone.maxPerPerson = 12
        var name = Kind(strength: 0)
        name.joins = false
        return Self(
            account: account, email: email, phone: phone, browser: browser, visitor: visitor,
            order: order, reference: reference, name: name, contact: contact)
    }()

    package subscript(kind: IdentifierKind) -> Kind {
        get {
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
        set {
            switch kind {
            case .account: account = newValue
            case .email: email = newValue
            case .phone: phone = newValue
            case .browser: browser = newValue
            case .visitor: visitor = newValue
            case .order: order = newValue
            case .reference: reference = newValue
            case .name: name = newValue
            case .contact: contact = newValue
            }
        }
    }

    /// Strength of a link through an identifier of `kind` seen in `role`.
    package func strength(_ kind: IdentifierKind, _ role: EvidenceRole) -> Int {
        let rule = self[kind]
        return switch role {
        case .own, .issued, .quoted, .master: rule.strength
        case .typed: rule.typedStrength ?? rule.strength - typedPenalty
        case .trail: trail.strength
        case .click: click.strength
        }
    }

    /// How many of 100 links through an identifier seen in `role` are right.
    package func percent(_ role: EvidenceRole) -> Int {
        switch role {
        case .own, .typed, .issued, .quoted, .master: 100
        case .trail: trail.percent
        case .click: click.percent
        }
    }
}
