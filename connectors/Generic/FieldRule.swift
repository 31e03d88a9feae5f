import ConnectorKit

/// Where one value comes from, and what it means.
struct FieldRule: Sendable {
    /// The value in the source's words; messages name it.
    var name: String
    /// Where the rule stands in the mapping file, for messages about a file it does not fit.
    var line: Int
    /// Places in the list of a record's values; the first that says something counts.
    var slots: [Int] = []
    var constant: String?
    /// Joins all places that say something.
    var separator: String?
    /// The latest of the times at all places.
    var takesLatest = false
    /// Only what stands behind this text; nothing where it does not stand.
    var after: String?
    /// Words of the source by folded text; a `*` at the end of one stands for any rest.
    var words: [String: String] = [:]
    var prefixes: [(start: String, meaning: String)] = []
    /// For a word that is not listed.
    var otherwise: String?
    /// For a value that is missing.
    var standard: String?
    var isRequired = false
    /// The file may lack the column.
    var isOptional = false
    var formats: [TimeFormat] = []
    var unit = DurationUnit.seconds
    /// What separates the decimals; `nil` for a point, with thousands where they are plain to see.
    var decimalMark: DecimalMark?

    /// Whether a file that lacks one of several columns says something else than was meant.
    var needsAllSlots: Bool { separator != nil || takesLatest }

    /// What a record's value is mapped to.
    enum Result: Sendable, Hashable {
        case missing
        /// A word of the source that the rule does not list, though it lists words.
        case unlisted(String)
        case text(String)

        var text: String? {
            switch self {
            case .missing: nil
            case .unlisted(let text), .text(let text): text
            }
        }
    }

    func result(_ values: [String?]) -> Result {
        guard let text = raw(values) else {
            return standard.map { .text($0) } ?? .missing
        }
        if words.isEmpty, prefixes.isEmpty { return .text(text) }
        let folded = Folding.folded(text)
        if let meaning = words[folded] { return .text(meaning) }
        if let known = prefixes.first(where: { folded.hasPrefix($0.start) }) {
            return .text(known.meaning)
        }
        return otherwise.map { .text($0) } ?? .unlisted(text)
    }

    private func raw(_ values: [String?]) -> String? {
        if let constant { return constant }
        var text: String?
        if let separator {
            let parts = slots.compactMap { values[$0] }
            text = parts.isEmpty ? nil : parts.joined(separator: separator)
        } else {
            for slot in slots {
                if let value = values[slot] {
                    text = value
                    break
                }
            }
        }
        guard let after, let whole = text else { return text }
        guard let mark = whole.firstRange(of: after) else { return nil }
        let rest = ByteText.trimmed(String(whole[mark.upperBound...]))
        return rest.isEmpty ? nil : rest
    }
}
