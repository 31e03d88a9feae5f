import IdentityResolution
import JourneyModel
import Yams

/// Reads `identity.yaml`: what it sets replaces the built-in rule, the rest stays.
package enum RulesFile {
    /// A mistake in the file, with the place to mend.
    package struct Mistake: Error, Sendable, Hashable, CustomStringConvertible {
        package var line: Int
        package var column: Int
        package var message: String

        package var description: String { "line \(line), column \(column): \(message)" }
    }

    private static let general: [String: WritableKeyPath<IdentityRules, Int> & Sendable] = [
        "owners_window": \.ownersWindow, "typed_penalty": \.typedPenalty,
        "sitting": \.sitting,
    ]

    private static let kinds:
        [String: WritableKeyPath<IdentityRules, IdentityRules.Kind> & Sendable] = [
            "account": \.account, "email": \.email, "phone": \.phone, "browser": \.browser,
            "visitor": \.visitor, "order": \.order, "reference": \.reference, "name": \.name,
            "contact": \.contact,
        ]

    private static let numbers: [String: WritableKeyPath<IdentityRules.Kind, Int> & Sendable] = [
        "strength": \.strength, "max_accounts": \.maxAccounts, "max_owners": \.maxOwners,
        "max_names": \.maxNames, "max_residents": \.maxResidents, "max_calls": \.maxCalls,
        "silence": \.silence,
        "login_reach": \.loginReach,
        "shared_reach": \.sharedReach,
    ]

    private static let flags: [String: WritableKeyPath<IdentityRules.Kind, Bool> & Sendable] = [
        "joins": \.joins, "needs_issuer": \.needsIssuer,
    ]

    /// - Throws: ``Mistake`` for anything the rules do not know, so that a typing error cannot
    ///   silently leave a built-in rule in force.
    package static func parse(
        _ text: String, over rules: IdentityRules = .builtIn
    ) throws(Mistake) -> IdentityRules {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw mistake(error)
        } catch {
            throw Mistake(line: 1, column: 1, message: "\(error)")
        }
        guard let root, root != "" else { return rules }
        var rules = rules
        for (key, value) in try mapping(root) {
            let name = try string(key)
            if let path = general[name] {
                rules[keyPath: path] = try number(value)
            } else if name == "kinds" {
                for (kind, settings) in try mapping(value) {
                    guard let path = kinds[try string(kind)] else {
                        throw unknown(kind, "kind", Array(kinds.keys))
                    }
                    try read(settings, into: &rules[keyPath: path])
                }
            } else {
                throw unknown(key, "rule", Array(general.keys) + ["kinds"])
            }
        }
        return rules
    }

    /// The rules as a file that would set every one of them.
    package static func text(_ rules: IdentityRules) -> String {
        var lines = general.sorted { $0.key < $1.key }.map { "\($0): \(rules[keyPath: $1])" }
        lines.append("kinds:")
        for kind in IdentifierKind.allCases {
            let values = rules[kind]
            lines.append("  \(kind.name):")
            for (name, path) in numbers.sorted(by: { $0.key < $1.key }) {
                let number = values[keyPath: path]
                lines.append("    \(name): \(number == Int.max ? "unlimited" : String(number))")
            }
            for (name, path) in flags.sorted(by: { $0.key < $1.key }) {
                lines.append("    \(name): \(values[keyPath: path])")
            }
            lines.append("    slicing: \(values.slicing.rawValue)")
            lines.append("    exclusive: \(values.exclusive.rawValue)")
            lines.append("    overlap_seconds: \(values.overlapSeconds.map(String.init) ?? "off")")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func read(
        _ node: Node, into kind: inout IdentityRules.Kind
    ) throws(Mistake) {
        for (key, value) in try mapping(node) {
            let name = try string(key)
            if let path = numbers[name] {
                kind[keyPath: path] = try number(value)
            } else if let path = flags[name] {
                kind[keyPath: path] = try flag(value)
            } else if name == "slicing" {
                kind.slicing = try choice(value)
            } else if name == "exclusive" {
                kind.exclusive = try choice(value)
            } else if name == "overlap_seconds" {
                kind.overlapSeconds = try string(value) == "off" ? nil : number(value)
            } else {
                throw unknown(
                    key, "setting",
                    Array(numbers.keys) + Array(flags.keys)
                        + ["slicing", "exclusive", "overlap_seconds"])
            }
        }
    }

    private static func mapping(_ node: Node) throws(Mistake) -> [(Node, Node)] {
        guard let mapping = node.mapping else {
            throw mistake(node, "expected names with values below them")
        }
        return mapping.map { ($0.key, $0.value) }
    }

    private static func string(_ node: Node) throws(Mistake) -> String {
        guard let text = node.scalar?.string else { throw mistake(node, "expected a word") }
        return text
    }

    private static func number(_ node: Node) throws(Mistake) -> Int {
        if node.scalar?.string == "unlimited" { return Int.max }
        guard let number = node.int, number >= 0 else {
            throw mistake(node, "expected a whole number from 0, or unlimited")
        }
        return number
    }

    private static func flag(_ node: Node) throws(Mistake) -> Bool {
        guard let flag = node.bool else { throw mistake(node, "expected true or false") }
        return flag
    }

    private static func choice<Choice: RawRepresentable & CaseIterable>(
        _ node: Node
    ) throws(Mistake) -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: try string(node)) else {
            throw unknown(node, "choice", Choice.allCases.map(\.rawValue))
        }
        return choice
    }

    private static func unknown(_ node: Node, _ what: String, _ known: [String]) -> Mistake {
        mistake(
            node,
            "unknown \(what) '\(node.scalar?.string ?? "")'; known are "
                + known.sorted().joined(separator: ", "))
    }

    private static func mistake(_ node: Node, _ message: String) -> Mistake {
        Mistake(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, message: message)
    }

    private static func mistake(_ error: YamlError) -> Mistake {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            Mistake(line: mark.line, column: mark.column, message: problem)
        default: Mistake(line: 1, column: 1, message: "\(error)")
        }
    }
}
