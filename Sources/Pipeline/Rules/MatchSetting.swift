import IdentityResolution
import Yams

/// One setting of a match that no common value states: how the file says it and how it is shown.
struct MatchSetting: Sendable {
    typealias Match = IdentityRules.Match

    let name: String
    let read: @Sendable (Node, inout Match) throws(YAMLMistake) -> Void
    let show: @Sendable (Match) -> String

    static let matches: [(name: String, path: WritableKeyPath<IdentityRules, Match> & Sendable)] = [
        ("trail", \.trail), ("click", \.click),
    ]

    /// In the order in which they are shown.
    static let all: [MatchSetting] = [
        used, number("strength", \.strength, 0...100), number("percent", \.percent, 1...100),
        number("within", \.within, 1...3_600),
    ]

    private static let used = MatchSetting(name: "used") { node, match throws(YAMLMistake) in
        guard let flag = node.bool else { throw node.mistake("expected true or false") }
        match.isUsed = flag
    } show: {
        "\($0.isUsed)"
    }

    private static func number(
        _ name: String, _ path: WritableKeyPath<Match, Int> & Sendable, _ range: ClosedRange<Int>
    ) -> MatchSetting {
        MatchSetting(name: name) { node, match throws(YAMLMistake) in
            guard let number = node.int, range.contains(number) else {
                throw node.mistake(
                    "expected a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
            match[keyPath: path] = number
        } show: {
            "\($0[keyPath: path])"
        }
    }
}
