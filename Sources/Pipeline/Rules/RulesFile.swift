import IdentityResolution
import JourneyModel
import Yams

/// `identity.yaml`: what it sets replaces the built-in rule, the rest stays.
package struct RulesFile: Sendable, Hashable {
    package private(set) var rules: IdentityRules
    /// The line of each setting that the file names, by its path, such as `phone.silence`.
    package private(set) var lines: [String: Int] = [:]

    /// Kinds of which customers type values that only the company can tell from other words.
    static let typedKinds: [IdentifierKind] = [.account, .order, .reference]

    static let general: [(name: String, path: WritableKeyPath<IdentityRules, Int> & Sendable)] = [
        ("owners_window", \.ownersWindow), ("sitting", \.sitting),
        ("typed_penalty", \.typedPenalty),
    ]

    /// - Throws: ``YAMLMistake`` for anything the rules do not know, so that a typing error cannot
    ///   silently leave a built-in rule in force.
    package init(
        parsing text: String, over rules: IdentityRules = .builtIn
    ) throws(YAMLMistake) {
        self.rules = rules
        let root = try YAMLMap.root(
            of: text,
            known: Self.general.map(\.name) + MatchSetting.matches.map(\.name)
                + ["kinds", "exclude", "typed"])
        for (name, path) in Self.general {
            guard let node = root.value(name) else { continue }
            self.rules[keyPath: path] = try node.wholeNumber()
            note(name, node)
        }
        for (name, path) in MatchSetting.matches {
            guard let map = try root.map(name, known: MatchSetting.all.map(\.name)) else {
                continue
            }
            for setting in MatchSetting.all {
                guard let node = map.value(setting.name) else { continue }
                try setting.read(node, &self.rules[keyPath: path])
                note("\(name).\(setting.name)", node)
            }
        }
        let kinds = IdentifierKind.allCases
        if let map = try root.map("kinds", known: kinds.map(\.name)) {
            for kind in kinds {
                guard let settings = try map.map(kind.name, known: KindSetting.all.map(\.name))
                else { continue }
                try read(settings, of: kind)
            }
        }
        if let map = try root.map("exclude", known: kinds.map(\.name)) {
            for kind in kinds {
                guard let node = map.value(kind.name) else { continue }
                self.rules[kind].exclude = try Self.patterns(node, kind, self.rules[kind])
                note("exclude.\(kind.name)", node)
            }
        }
        if let map = try root.map("typed", known: nil) { try readTyped(map) }
    }

    private mutating func read(_ map: YAMLMap, of kind: IdentifierKind) throws(YAMLMistake) {
        for setting in KindSetting.all {
            guard let node = map.value(setting.name) else { continue }
            try setting.read(node, kind, &rules[kind])
            note("\(kind.name).\(setting.name)", node)
        }
    }

    private mutating func readTyped(_ map: YAMLMap) throws(YAMLMistake) {
        for source in map.names {
            let known = Self.typedKinds.map(\.name)
            guard let patterns = try map.map(source, known: known) else { continue }
            for kind in Self.typedKinds {
                guard let node = patterns.value(kind.name) else { continue }
                let found = try Self.patterns(node, kind, rules[kind], ofText: true)
                guard !found.contains(where: { $0.exact != nil }) else {
                    throw node.mistake(
                        "a single value is no pattern; write /…/, or * and ? for what varies")
                }
                rules.typed[source, default: [:]][kind.name] = found
                note("typed.\(source).\(kind.name)", node)
            }
        }
    }

    private mutating func note(_ path: String, _ node: Node) { lines[path] = node.mark?.line ?? 1 }
}
