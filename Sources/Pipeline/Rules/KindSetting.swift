import IdentityResolution
import JourneyModel
import Yams

/// One setting of a kind of identifier: how the file says it and how it is shown.
struct KindSetting: Sendable {
    typealias Kind = IdentityRules.Kind

    let name: String
    let read: @Sendable (Node, IdentifierKind, inout Kind) throws(YAMLMistake) -> Void
    let show: @Sendable (Kind) -> String

    /// How values that differ in case only are read.
    private enum CaseRule: String, CaseIterable { case exact, fold }

    /// In the order in which they are read and shown; patterns depend on `case`.
    static let all: [KindSetting] = [
        number("strength", \.strength), optional("typed_strength", \.typedStrength, "by penalty"),
        flag("joins", \.joins), flag("needs_issuer", \.needsIssuer),
        choice("slicing", \.slicing), choice("exclusive", \.exclusive), exclusiveIn,
        limit("max_per_person", \.maxPerPerson), limit("max_accounts", \.maxAccounts),
        limit("max_residents", \.maxResidents), limit("max_owners", \.maxOwners),
        limit("max_names", \.maxNames), limit("max_calls", \.maxCalls),
        optional("overlap_seconds", \.overlapSeconds, "off"), number("silence", \.silence),
        number("login_reach", \.loginReach), number("shared_reach", \.sharedReach),
        caseRule, format, values("blocked", \.blocked), values("allow", \.allow),
        values("deny", \.deny),
    ]

    private static func number(
        _ name: String, _ path: WritableKeyPath<Kind, Int> & Sendable
    ) -> KindSetting {
        KindSetting(name: name) { node, _, kind throws(YAMLMistake) in
            kind[keyPath: path] = try node.wholeNumber()
        } show: {
            "\($0[keyPath: path])"
        }
    }

    private static func limit(
        _ name: String, _ path: WritableKeyPath<Kind, Int> & Sendable
    ) -> KindSetting {
        KindSetting(name: name) { node, _, kind throws(YAMLMistake) in
            let isUnlimited = try node.word() == "unlimited"
            kind[keyPath: path] = isUnlimited ? .max : try node.wholeNumber(or: "unlimited")
        } show: {
            $0[keyPath: path] == .max ? "unlimited" : "\($0[keyPath: path])"
        }
    }

    /// - Parameter none: The word for no value of its own.
    private static func optional(
        _ name: String, _ path: WritableKeyPath<Kind, Int?> & Sendable, _ none: String
    ) -> KindSetting {
        KindSetting(name: name) { node, _, kind throws(YAMLMistake) in
            kind[keyPath: path] = try node.word() == none ? nil : node.wholeNumber(or: none)
        } show: {
            $0[keyPath: path].map(String.init) ?? none
        }
    }

    private static func flag(
        _ name: String, _ path: WritableKeyPath<Kind, Bool> & Sendable
    ) -> KindSetting {
        KindSetting(name: name) { node, _, kind throws(YAMLMistake) in
            guard let flag = node.bool else { throw node.mistake("expected true or false") }
            kind[keyPath: path] = flag
        } show: {
            "\($0[keyPath: path])"
        }
    }

    private static func choice<Choice: RawRepresentable & CaseIterable & Sendable>(
        _ name: String, _ path: WritableKeyPath<Kind, Choice> & Sendable
    ) -> KindSetting where Choice.RawValue == String {
        KindSetting(name: name) { node, _, kind throws(YAMLMistake) in
            kind[keyPath: path] = try node.choice()
        } show: {
            $0[keyPath: path].rawValue
        }
    }

    private static let exclusiveIn = KindSetting(name: "exclusive_in") {
        node, _, kind throws(YAMLMistake) in
        let map = try YAMLMap(node, known: nil)
        for source in map.names {
            guard let choice = map.value(source) else { continue }
            kind.exclusiveIn[source] = try choice.choice()
        }
    } show: { kind in
        let sources = kind.exclusiveIn.sorted { $0.key < $1.key }
        return list(sources.map { "\($0.key): \($0.value.rawValue)" })
    }

    private static let caseRule = KindSetting(name: "case") {
        node, which, kind throws(YAMLMistake) in
        let rule: CaseRule = try node.choice()
        guard rule == .exact || which == .account || which == .order else {
            throw node.mistake("case can be folded for account and order only")
        }
        kind.foldsCase = rule == .fold
    } show: {
        ($0.foldsCase ? CaseRule.fold : .exact).rawValue
    }

    private static let format = KindSetting(name: "format") {
        node, which, kind throws(YAMLMistake) in
        kind.format = try RulesFile.patterns(node, which, kind).first
    } show: {
        $0.format?.written ?? "any"
    }

    private static func values(
        _ name: String, _ path: WritableKeyPath<Kind, [ValuePattern]> & Sendable
    ) -> KindSetting {
        KindSetting(name: name) { node, which, kind throws(YAMLMistake) in
            kind[keyPath: path] = try RulesFile.patterns(node, which, kind)
        } show: {
            list($0[keyPath: path].map(\.written))
        }
    }

    static func list(_ words: [String]) -> String {
        words.isEmpty ? "none" : words.joined(separator: ", ")
    }
}

extension Node {
    /// - Parameter other: A word that may stand in its place.
    func wholeNumber(or other: String? = nil) throws(YAMLMistake) -> Int {
        guard let number = int, number >= 0, number <= Int32.max else {
            throw mistake("expected a whole number from 0" + (other.map { ", or \($0)" } ?? ""))
        }
        return number
    }

    func choice<Choice: RawRepresentable & CaseIterable>() throws(YAMLMistake) -> Choice
    where Choice.RawValue == String {
        let word = try word()
        guard let choice = Choice(rawValue: word) else {
            let known = Choice.allCases.map(\.rawValue)
            throw mistake("unknown choice `\(word)`; \(Spelling.help(for: word, among: known))")
        }
        return choice
    }
}
