/// Just enough of Swift's grammar to tell code, comments and string literals apart.
enum SwiftText {
    /// The source without line comments and without the content of string literals.
    static func code(of source: String) -> String { split(source).code }

    /// The content of every string literal; interpolations stand in it as written.
    static func literals(in source: String) -> [String] { split(source).literals }

    private static func split(_ source: String) -> (code: String, literals: [String]) {
        var code = ""
        var literals: [String] = []
        var rest = Substring(source)
        while let character = rest.first {
            if rest.hasPrefix("//") {
                rest = rest.drop { $0 != "\n" }
            } else if rest.hasPrefix("\"\"\"") {
                literals.append(take(&rest, quote: "\"\"\""))
            } else if character == "\"" {
                literals.append(take(&rest, quote: "\""))
            } else {
                code.append(character)
                rest.removeFirst()
            }
        }
        return (code, literals)
    }

    /// Takes a literal with its quotes; a plain one also ends with its line, so that a quote in a
    /// regular expression spoils one line only.
    private static func take(_ rest: inout Substring, quote: String) -> String {
        var literal = ""
        rest.removeFirst(quote.count)
        while let character = rest.first, !rest.hasPrefix(quote) {
            if quote.count == 1, character == "\n" { return literal }
            if rest.hasPrefix("\\(") {
                literal += takeInterpolation(&rest)
                continue
            }
            literal.append(rest.removeFirst())
            if character == "\\", !rest.isEmpty { literal.append(rest.removeFirst()) }
        }
        rest.removeFirst(min(quote.count, rest.count))
        return literal
    }

    /// Takes `\(…)`, in which brackets and literals nest.
    private static func takeInterpolation(_ rest: inout Substring) -> String {
        var text = String(rest.prefix(2))
        var depth = 1
        rest.removeFirst(2)
        while depth > 0, let character = rest.first {
            if character == "\"" {
                text += take(&rest, quote: "\"")
                continue
            }
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            text.append(rest.removeFirst())
        }
        return text
    }
}
