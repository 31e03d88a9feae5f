import ConnectorKit
import IdentityResolution
import JourneyModel
import Yams

extension RulesFile {
    /// Of these the plain value is kept, so that a pattern can be held against it.
    private static let plainKinds: [IdentifierKind] = [.account, .email, .phone, .order]

    /// One value or pattern, or a list of them.
    ///
    /// - Parameter ofText: They are looked for in messages, where every value is plain.
    static func patterns(
        _ node: Node, _ kind: IdentifierKind, _ rule: IdentityRules.Kind, ofText: Bool = false
    ) throws(YAMLMistake) -> [ValuePattern] {
        let nodes = node.sequence.map { Array($0) } ?? [node]
        var patterns: [ValuePattern] = []
        for node in nodes {
            let pattern = try pattern(node, kind, rule)
            guard pattern.exact != nil || ofText || plainKinds.contains(kind) else {
                throw node.mistake(
                    "of \(kind.name) only the hash is kept: list whole values, no patterns")
            }
            patterns.append(pattern)
        }
        return patterns
    }

    /// Whether values of a kind are compared in lower case.
    static func ignoresCase(_ kind: IdentifierKind, _ rule: IdentityRules.Kind) -> Bool {
        kind == .email || kind == .reference || rule.foldsCase
    }

    /// A value as records hold it; `nil` for what no record can hold.
    ///
    /// - Parameter region: Country of telephone numbers without a country code.
    static func normalized(
        _ written: String, _ kind: IdentifierKind, region: String? = nil
    ) -> String? {
        let normalizer = IdentifierNormalizer(region: region)
        let text = written.trimmingPrefix(while: \.isWhitespace)
        switch kind {
        case .account:
            guard let account = normalizer.account(written) else { return String(text) }
            return account.email == nil ? account.account.value : nil
        case .email:
            return normalizer.email(written) ?? (text.contains("@") ? text.lowercased() : nil)
        case .phone: return normalizer.phone(written).e164
        case .browser:
            let browser = normalizer.browser(written, source: "")
            return browser.flatMap { $0.kind == .browser ? $0.value : nil }
        case .visitor: return nil
        case .order, .contact: return String(text)
        case .reference:
            let code = text.uppercased().filter { $0 != "-" && $0 != "#" }
            return code.isEmpty ? nil : code
        case .name: return normalizer.name(written)?.value
        }
    }

    private static func pattern(
        _ node: Node, _ kind: IdentifierKind, _ rule: IdentityRules.Kind
    ) throws(YAMLMistake) -> ValuePattern {
        let word = try node.word()
        do {
            return try ValuePattern(
                word, ignoringCase: ignoresCase(kind, rule), normalize: { normalized($0, kind) })
        } catch {
            throw node.mistake("`\(word)` cannot be used: \(advice(error, kind, word))")
        }
    }

    private static func advice(
        _ mistake: LinearPattern.Mistake, _ kind: IdentifierKind, _ word: String
    ) -> String {
        guard mistake == .noValue else { return mistake.message }
        return switch kind {
        case .phone: "write numbers with their country code, such as +4930901234"
        case .account where word.contains("@"):
            "a login that is an e-mail address counts as one; list it below email"
        case .visitor: "visitor ids are a source's own and are kept as hashes only"
        default: mistake.message
        }
    }
}
