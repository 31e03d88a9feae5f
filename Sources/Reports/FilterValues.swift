/// The values of one filter: any of some, none of others.
package struct FilterValues: Sendable, Hashable {
    package private(set) var any: [String] = []
    package private(set) var none: [String] = []

    package mutating func add(_ text: String) {
        for word in Self.words(text) {
            if word.isExcluded { none.append(word.text) } else { any.append(word.text) }
        }
    }

    static func words(_ text: String) -> [(text: String, isExcluded: Bool)] {
        text.split(separator: ",", omittingEmptySubsequences: false).map { word in
            word.hasPrefix("!") ? (String(word.dropFirst()), true) : (String(word), false)
        }
    }
}

/// A pattern of page URLs as a regular expression of PostgreSQL: `*` any text, `?` one character.
///
/// A pattern that begins with `/` is matched against the path, any other against host and path.
enum PageGlob {
    static func regex(_ globs: [String]) -> String? {
        if globs.isEmpty { return nil }
        return "^(" + globs.map(regex).joined(separator: "|") + ")$"
    }

    private static func regex(_ glob: String) -> String {
        var pattern = glob.hasPrefix("/") ? "[^/]*" : ""
        for character in glob {
            switch character {
            case "*": pattern += ".*"
            case "?": pattern += "."
            case _ where character.isLetter || character.isNumber || character == "/":
                pattern.append(character)
            case _ where character.isASCII: pattern += "\\\(character)"
            default: pattern.append(character)
            }
        }
        return pattern
    }
}
