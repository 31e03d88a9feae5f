/// A regular expression that is matched in time linear in the text, whatever it is: all ways to go
/// on are followed at once and none is tried twice.
///
/// It knows characters, `.`, `[a-z]`, `\d \w \s`, groups, `|`, `* + ?` and `{2,5}`.
package struct LinearPattern: Sendable, Hashable {
    package struct Mistake: Error, Sendable, Hashable {
        package var message: String

        package static let noValue = Self(message: "no record can hold this value")
    }

    enum Step: Sendable, Hashable {
        case one(ScalarSet)
        /// Goes on at both places.
        case split(Int, Int)
        case jump(Int)
        case accept
    }

    /// Longer matches in a text are none.
    private static let longestFound = 64
    static let mostSteps = 2_000

    private let steps: [Step]

    package init(expression: String) throws(Mistake) {
        var text = Substring(expression)
        if text.hasPrefix("^") { text.removeFirst() }
        if text.hasSuffix("$"), !text.hasSuffix("\\$") { text.removeLast() }
        var parser = PatternParser(String(text))
        steps = try PatternProgram.steps(of: try parser.parse())
    }

    package init(glob: String) throws(Mistake) {
        let nodes = glob.unicodeScalars.map { scalar -> PatternNode in
            switch scalar {
            case "*": .repeated(.one(.any), least: 0, most: nil)
            case "?": .one(.any)
            default: .one(.init(scalar))
            }
        }
        steps = try PatternProgram.steps(of: .sequence(nodes))
    }

    package func matches(_ value: String) -> Bool {
        longest(Array(value.unicodeScalars)[...], endsAnywhere: false) != nil
    }

    /// The longest match at each place between words, from the left, without overlap.
    package func all(in text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        var found: [String] = []
        var start = 0
        while start < scalars.count {
            let isStart = start == 0 || !Self.isWord(scalars[start - 1])
            if isStart, let length = longest(scalars[start...], endsAnywhere: true), length > 0 {
                var match = String.UnicodeScalarView()
                match.append(contentsOf: scalars[start..<(start + length)])
                found.append(String(match))
                start += length
            } else {
                start += 1
            }
        }
        return found
    }

    /// Lower case but for the letter behind a backslash, which has a meaning.
    static func lowered(_ written: String) -> String {
        var result = ""
        var isEscaped = false
        for character in written {
            result += isEscaped ? String(character) : character.lowercased()
            isEscaped = character == "\\" && !isEscaped
        }
        return result
    }

    /// How many scalars the longest match from the start takes.
    ///
    /// - Parameter endsAnywhere: It may end between any two words, else only with the text.
    private func longest(
        _ text: ArraySlice<Unicode.Scalar>, endsAnywhere: Bool
    ) -> Int? {
        var longest: Int?
        var current = States(count: steps.count)
        var next = States(count: steps.count)
        follow(0, into: &current)
        var place = text.startIndex
        while true {
            let length = place - text.startIndex
            let isEnd = place == text.endIndex
            let isBetween =
                isEnd
                || endsAnywhere && (length == 0 || !Self.isWord(text[place]))
            if current.accepts && isBetween { longest = length }
            if isEnd || current.list.isEmpty || endsAnywhere && length == Self.longestFound {
                return longest
            }
            next.clear()
            for state in current.list {
                if case .one(let set) = steps[state], set.contains(text[place]) {
                    follow(state + 1, into: &next)
                }
            }
            swap(&current, &next)
            place += 1
        }
    }

    private struct States {
        var list: [Int] = []
        var accepts = false
        private var isSeen: [Bool]
        private var seen: [Int] = []

        init(count: Int) { isSeen = Array(repeating: false, count: count) }

        mutating func visit(_ state: Int) -> Bool {
            if isSeen[state] { return false }
            isSeen[state] = true
            seen.append(state)
            return true
        }

        mutating func clear() {
            for state in seen { isSeen[state] = false }
            seen.removeAll(keepingCapacity: true)
            list.removeAll(keepingCapacity: true)
            accepts = false
        }
    }

    private func follow(_ start: Int, into states: inout States) {
        var waiting = [start]
        while let state = waiting.popLast() {
            guard states.visit(state) else { continue }
            switch steps[state] {
            case .one: states.list.append(state)
            case .split(let left, let right): waiting += [left, right]
            case .jump(let target): waiting.append(target)
            case .accept: states.accepts = true
            }
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
