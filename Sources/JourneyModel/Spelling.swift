/// Guesses what somebody meant who mistyped a name.
package enum Spelling {
    /// The known name that is nearest, if it is near enough to be meant.
    package static func nearest(to word: String, in known: [String]) -> String? {
        let candidates = known.map { (name: $0, distance: distance(word, $0)) }
        let best = candidates.min { ($0.distance, $0.name) < ($1.distance, $1.name) }
        let most = word.count < 3 ? 0 : max(1, word.count / 3)
        guard let best, best.distance <= most else { return nil }
        return best.name
    }

    /// A sentence's end: the nearest name, else all of them.
    package static func help(for word: String, among known: [String]) -> String {
        if let meant = nearest(to: word, in: known) { return "did you mean `\(meant)`?" }
        return "known are " + known.sorted().joined(separator: ", ")
    }

    /// The text with a full stop, unless it ends as a question.
    package static func sentence(_ text: String) -> String {
        text.hasSuffix("?") ? text : "\(text)."
    }

    /// How many letters must be changed, added, left out or swapped with their neighbour.
    private static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.lowercased())
        let right = Array(right.lowercased())
        var before: [Int] = []
        var above = Array(0...right.count)
        for row in left.indices {
            var line = [row + 1]
            for column in right.indices {
                let change = above[column] + (left[row] == right[column] ? 0 : 1)
                var cost = min(change, above[column + 1] + 1, line[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    cost = min(cost, before[column - 1] + 1)
                }
                line.append(cost)
            }
            before = above
            above = line
        }
        return above[right.count]
    }
}
