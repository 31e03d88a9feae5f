import IdentityResolution
import JourneyModel

/// The identity rules as rows for people, the strongest kind first.
package enum RuleListing {
    package static func rows(_ rules: IdentityRules, from origin: String) -> Overview.Listing {
        let kinds = IdentifierKind.allCases.sorted {
            (rules[$0].strength, $1.rawValue) > (rules[$1].strength, $0.rawValue)
        }
        return Overview.Listing(
            columns: [
                "kind", "joins", "strength", "cut_in_time_by", "one_per_person", "max_accounts",
                "max_owners", "max_names", "overlap_seconds", "silence_days", "login_reach_days",
                "from",
            ],
            rows: kinds.map { row($0, rules[$0], origin) })
    }

    /// What holds for all kinds.
    package static func common(_ rules: IdentityRules) -> Overview.Listing {
        Overview.Listing(
            columns: ["setting", "value"],
            rows: [
                ["days within which owners are counted", "\(rules.ownersWindow)"],
                ["a typed identifier is weaker by", "\(rules.typedPenalty)"],
                ["version", RulesVersion.of(rules)],
            ])
    }

    private static func row(
        _ kind: IdentifierKind, _ rule: IdentityRules.Kind, _ origin: String
    ) -> [String?] {
        func limit(_ value: Int) -> String? { value == .max ? nil : "\(value)" }
        let joins = !rule.joins ? "no" : rule.needsIssuer ? "what one record issued" : "yes"
        return [
            kind.name, joins, rule.joins ? "\(rule.strength)" : nil,
            rule.slicing == .none ? nil : rule.slicing.rawValue,
            rule.exclusive == .none ? nil : "per \(rule.exclusive.rawValue)",
            limit(rule.maxAccounts), limit(rule.maxOwners), limit(rule.maxNames),
            rule.overlapSeconds.map(String.init),
            rule.slicing == .owner ? "\(rule.silence)" : nil,
            rule.slicing == .login ? "\(rule.loginReach)" : nil, origin,
        ]
    }
}
