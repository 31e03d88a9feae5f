import ConnectorKit
import JourneyModel

/// Reads the values of a record that a mapping names.
enum RecordValues {
    /// - Throws: ``Rejection`` for a value that is no text, number or list of them.
    static func of(
        _ root: JSONValue, _ paths: [FieldPath], emptyWords: Set<String>
    ) throws(Rejection) -> [String?] {
        var values: [String?] = []
        values.reserveCapacity(paths.count)
        for path in paths {
            let found = path.values(in: root)
            guard !found.isEmpty else {
                values.append(nil)
                continue
            }
            let parts = try found.map { value throws(Rejection) in try rendered(value, path) }
            let text = parts.count == 1 ? parts[0] : parts.joined(separator: ",")
            guard text.utf8.count <= Limits.valueBytes else {
                throw Rejection(
                    .tooLong, field: path.text,
                    "\(path.text) is longer than \(Limits.valueBytes) bytes.")
            }
            values.append(present(text, emptyWords))
        }
        return values
    }

    /// Trimmed; `nil` for nothing and for words that stand for nothing.
    static func present(_ text: String, _ emptyWords: Set<String>) -> String? {
        let trimmed = ByteText.trimmed(text)
        if trimmed.isEmpty || trimmed.lowercased() == "null" { return nil }
        if !emptyWords.isEmpty, emptyWords.contains(Folding.folded(trimmed)) { return nil }
        return trimmed
    }

    private static func rendered(_ value: JSONValue, _ path: FieldPath) throws(Rejection) -> String
    {
        if let text = value.text { return text }
        var parts: [String] = []
        var isPlain = value.kind == .array
        value.forEachElement { element in
            if element.isNull { return }
            if let text = element.text { parts.append(text) } else { isPlain = false }
        }
        guard isPlain else {
            throw Rejection(
                .wrongShape, field: path.text,
                "\(path.text) is no text or number but holds members; name one of them in the"
                    + " mapping.")
        }
        return parts.joined(separator: ",")
    }
}

extension Mapping.Condition {
    func fits(_ values: [String?]) -> Bool {
        guard let value = values[slot] else { return words.contains("") }
        return words.contains(Folding.folded(value))
    }
}
