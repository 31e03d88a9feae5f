import IdentityResolution
import JourneyModel

/// Finds in messages the numbers that the rules describe for their source.
struct TypedPatterns {
    private let rules: IdentityRules

    init(_ rules: IdentityRules) { self.rules = rules }

    /// - Returns: None for a masked text: what is left of it is not what the customer wrote.
    func identifiers(in text: String, source: String) -> [Identifier] {
        if text.contains("***") || text.contains("###") { return [] }
        var found: [Identifier] = []
        for kind in RulesFile.typedKinds {
            let patterns = (rules.typed[source] ?? [:]).merging(rules.typed["*"] ?? [:]) { $0 + $1 }
            let read = RulesFile.ignoresCase(kind, rules[kind]) ? text.lowercased() : text
            for match in (patterns[kind.name] ?? []).flatMap({ $0.all(in: read) }) {
                guard let value = RulesFile.normalized(match, kind) else { continue }
                let identifier = Identifier(kind, normalized: value)
                if !found.contains(identifier) { found.append(identifier) }
            }
        }
        return found
    }
}
