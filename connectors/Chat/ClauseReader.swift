/// Cuts a message into sentences of lower-case words, with `#` for each telephone number.
enum ClauseReader {
    static func clauses(of message: String) -> [[String]] {
        var clauses: [[String]] = []
        var words: [String] = []
        var word = ""
        func endWord() {
            if !word.isEmpty { words += expanded(word) }
            word = ""
        }
        func endClause() {
            endWord()
            if !words.isEmpty { clauses.append(withoutCourtesyCommas(words)) }
            words = []
        }
        var rest = Substring(message.lowercased())
        while let character = rest.first {
            if word.isEmpty, let after = PhoneShape.end(of: rest) {
                words.append("#")
                rest = rest[after...]
                continue
            }
            rest.removeFirst()
            switch character {
            case "'", "’", "‘", "`": word.append("'")
            case ",", ":", "(", ")", "–", "—":
                endWord()
                words.append(",")
            case "!", ";", "\n", "\r", "\r\n": endClause()
            case "?":
                endWord()
                words.append("?")
                endClause()
            case ".": if endsSentence(word, rest) { endClause() } else { endWord() }
            case _ where character.isLetter || character.isNumber: word.append(character)
            default: endWord()
            }
        }
        endClause()
        return clauses
    }

    private static func endsSentence(_ word: String, _ rest: Substring) -> Bool {
        guard let next = rest.first else { return true }
        return next.isWhitespace && !abbreviations.contains(word)
    }

    private static let abbreviations: Set<String> = [
        "tel", "nr", "no", "ext", "approx", "ca", "bzw", "z", "b", "d", "h", "mr", "mrs", "dr",
    ]

    /// `we'll` as `we will`, `don't` as `do not`.
    private static func expanded(_ word: String) -> [String] {
        switch word {
        case "can't", "cannot": return ["can", "not"]
        case "won't": return ["will", "not"]
        default: break
        }
        for (ending, full) in endings where word.hasSuffix(ending) && word != ending {
            return [String(word.dropLast(ending.count)), full]
        }
        return [word.filter { $0 != "'" }].filter { !$0.isEmpty }
    }

    private static let endings = [
        ("n't", "not"), ("'ll", "will"), ("'re", "are"), ("'ve", "have"), ("'d", "would"),
        ("'m", "am"), ("'s", "is"),
    ]

    /// `please, call us` reads like `please call us`.
    private static func withoutCourtesyCommas(_ words: [String]) -> [String] {
        words.enumerated().filter { index, word in
            word != "," || index == 0 || !["please", "bitte"].contains(words[index - 1])
        }.map(\.element)
    }
}
