/// Finds the word that a mistyped one was meant to be.
enum Spelling {
    /// The closest word that at most a third of the letters tell from it.
    static func closest(to word: String, among known: [String]) -> String? {
        let plain = Array(word.lowercased())
        let candidates = known.sorted().map { ($0, distance(plain, Array($0.lowercased()))) }
        guard let best = candidates.min(by: { $0.1 < $1.1 }) else { return nil }
        return best.1 <= max(1, plain.count / 3) ? best.0 : nil
    }

    /// Letters to insert, drop, change or swap with their neighbour.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var before: [Int] = []
        var last = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var line = [row + 1]
            for (column, other) in right.enumerated() {
                let change = last[column] + (letter == other ? 0 : 1)
                var cost = min(change, line[column] + 1, last[column + 1] + 1)
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    cost = min(cost, before[column - 1] + 1)
                }
                line.append(cost)
            }
            before = last
            last = line
        }
        return last[right.count]
    }
}
