/// A value of the rules file, or a pattern of values: `*` and `?` stand for any characters and for
/// one, and `/…/` is a regular expression that must fit the whole value.
package struct ValuePattern: Sendable, Hashable, Encodable {
    /// As it is written in the file.
    package let written: String
    private let form: Form

    private enum Form: Sendable, Hashable {
        case exact(String)
        case pattern(LinearPattern)
    }

    /// - Parameters:
    ///   - ignoringCase: The values are lower case, so the pattern is brought there too.
    ///   - normalize: Brings one value into the form in which it is stored; `nil` where it cannot
    ///     be a value of its kind.
    package init(
        _ written: String, ignoringCase: Bool = false, normalize: (String) -> String?
    ) throws(LinearPattern.Mistake) {
        self.written = written
        let text = ignoringCase ? LinearPattern.lowered(written) : written
        if text.count > 2, text.hasPrefix("/"), text.hasSuffix("/") {
            form = .pattern(try LinearPattern(expression: String(text.dropFirst().dropLast())))
        } else if text.contains("*") || text.contains("?") {
            form = .pattern(try LinearPattern(glob: text))
        } else if let value = normalize(text) {
            form = .exact(value)
        } else {
            throw .noValue
        }
    }

    /// The value, where it is a single one.
    package var exact: String? {
        if case .exact(let value) = form { value } else { nil }
    }

    /// - Parameter value: A normalised value, in lower case where the pattern ignores case.
    package func matches(_ value: String) -> Bool {
        switch form {
        case .exact(let exact): exact == value
        case .pattern(let pattern): pattern.matches(value)
        }
    }

    /// What fits in a text of many words, each place once, as long as can be.
    package func all(in text: String) -> [String] {
        switch form {
        case .exact: []
        case .pattern(let pattern): pattern.all(in: text)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(written)
    }
}
