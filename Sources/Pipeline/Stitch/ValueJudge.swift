import IdentityResolution
import JourneyModel
import JourneyStore

/// What the rules say of one value by what it is.
struct ValueRule: Hashable {
    enum Standing: String { case allow, deny }

    var identifier: Key128
    var isBlocked = false
    var isExcluded = false
    /// The form that all spellings of the value share; `nil` where it is that form.
    var sameAs: Key128?
    var standing: Standing?
    /// Why it is blocked; never holds the value.
    var reason: String?

    init(_ identifier: Key128) { self.identifier = identifier }

    var saysNothing: Bool { self == ValueRule(identifier) }
}

/// Holds values against the lists, patterns and formats of the rules.
///
/// Of cookies, codes and names only the hash is stored: their listed values are hashed too.
struct ValueJudge {
    private static let plainKinds: [IdentifierKind] = [.account, .email, .phone, .order]

    private let rules: IdentityRules
    private let hasher: KeyedHasher?
    private let hashed: [Key128: ValueRule]

    /// - Parameter hasher: Needed where hashes are compared, and where case is folded.
    init(rules: IdentityRules, hasher: KeyedHasher?) {
        self.rules = rules
        self.hasher = hasher
        var hashed: [Key128: ValueRule] = [:]
        for kind in IdentifierKind.allCases where !Self.plainKinds.contains(kind) {
            let rule = rules[kind]
            for pattern in rule.blocked + rule.exclude + rule.deny + rule.allow {
                guard let hasher, let value = pattern.exact else { continue }
                let key = hasher.key(Identifier(kind, normalized: value))
                hashed[key] = Self.rule(of: key, form: value, rule)
            }
        }
        self.hashed = hashed
    }

    /// Whether the rules look at any value.
    var isNeeded: Bool { IdentifierKind.allCases.contains { rules[$0].readsValues } }

    /// - Parameter value: The plain value; `nil` where only the hash is kept.
    /// - Returns: What is said of the value and of the form that its spellings share.
    func rules(of identifier: Key128, _ kind: IdentifierKind, value: String?) -> [ValueRule] {
        let rule = rules[kind]
        guard rule.readsValues else { return [] }
        guard let value else { return hashed[identifier].map { [$0] } ?? [] }
        let form = rule.foldsCase ? value.lowercased() : value
        var found = Self.rule(of: identifier, form: form, rule)
        guard form != value, !found.isBlocked, let hasher else {
            return found.saysNothing ? [] : [found]
        }
        let shared = hasher.key(Identifier(kind, normalized: form))
        let common = Self.rule(of: shared, form: form, rule)
        found.sameAs = shared
        found.standing = nil
        return common.saysNothing ? [found] : [found, common]
    }

    private static func rule(
        of identifier: Key128, form: String, _ kind: IdentityRules.Kind
    ) -> ValueRule {
        func isListed(_ patterns: [ValuePattern]) -> Bool {
            patterns.contains { $0.matches(form) }
        }
        var rule = ValueRule(identifier)
        rule.isExcluded = isListed(kind.exclude)
        if isListed(kind.blocked) {
            rule.isBlocked = true
            rule.reason = "blocked by the rules"
        } else if let format = kind.format, !format.matches(form) {
            rule.isBlocked = true
            rule.reason = "not of the format that the rules ask for"
        } else if isListed(kind.deny) {
            rule.standing = .deny
        } else if isListed(kind.allow) {
            rule.standing = .allow
        }
        return rule
    }
}
