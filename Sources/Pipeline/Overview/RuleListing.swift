import IdentityResolution
import JourneyModel

/// Every identity rule as a row for people: its value and where that comes from, the strongest kind
/// first.
package enum RuleListing {
    package static func rows(_ rules: RulesInForce) -> Overview.Listing {
        Overview.Listing(
            columns: ["kind", "setting", "value", "from"],
            rows: common(rules) + kinds(rules.rules).flatMap { settings(of: $0, rules) }
                + matches(rules) + typed(rules))
    }

    private static func common(_ rules: RulesInForce) -> [[String?]] {
        RulesFile.general.map { name, path in
            [nil, name, "\(rules.rules[keyPath: path])", rules.origin(of: name)]
        } + [[nil, "version", RulesVersion.of(rules.rules), nil]]
    }

    private static func kinds(_ rules: IdentityRules) -> [IdentifierKind] {
        IdentifierKind.allCases.sorted {
            (rules[$0].strength, $1.rawValue) > (rules[$1].strength, $0.rawValue)
        }
    }

    private static func settings(
        of kind: IdentifierKind, _ rules: RulesInForce
    ) -> [[String?]] {
        let rule = rules.rules[kind]
        return KindSetting.all.map { setting in
            let path = "\(kind.name).\(setting.name)"
            return [kind.name, setting.name, setting.show(rule), rules.origin(of: path)]
        } + [
            [
                kind.name, "exclude", KindSetting.list(rule.exclude.map(\.written)),
                rules.origin(of: "exclude.\(kind.name)"),
            ]
        ]
    }

    private static func matches(_ rules: RulesInForce) -> [[String?]] {
        MatchSetting.matches.flatMap { name, path in
            MatchSetting.all.map { setting in
                [
                    name, setting.name, setting.show(rules.rules[keyPath: path]),
                    rules.origin(of: "\(name).\(setting.name)"),
                ]
            }
        }
    }

    private static func typed(_ rules: RulesInForce) -> [[String?]] {
        rules.rules.typed.sorted { $0.key < $1.key }.flatMap { source, patterns in
            patterns.sorted { $0.key < $1.key }.map { kind, patterns in
                let path = "typed.\(source).\(kind)"
                return [
                    kind, "typed in \(source)", KindSetting.list(patterns.map(\.written)),
                    rules.origin(of: path),
                ]
            }
        }
    }
}
