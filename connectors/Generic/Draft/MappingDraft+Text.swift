/// The draft as a file.
extension MappingDraft {
    func text(of fileName: String) -> String {
        var lines = [
            "# Drafted from \(fileName.isEmpty ? "a sample" : fileName).",
            "# Look at every line: names and values were guessed.",
            "format: \(table.format.rawValue)",
        ]
        if let delimiter = table.delimiter {
            lines.append("delimiter: \"\(String(Unicode.Scalar(delimiter)))\"")
        }
        if !table.hasHeader {
            let names = table.columns.map { YAMLText.scalar($0.name) }.joined(separator: ", ")
            lines.append("columns: [\(names)]  # the file has no header row")
        }
        if let envelope = table.envelope {
            lines.append("envelope: \(YAMLText.scalar(envelope))")
        }
        let others = RecordKind.allCases.filter { $0 != kind }.map(\.rawValue)
        lines.append("record: \(kind.rawValue)  # or \(others.joined(separator: ", "))")
        if hasLocalTimes {
            lines.append("# The times have no offset: name their zone here, or with --time-zone.")
            lines.append("# time_zone: Europe/London")
        }
        lines += ["", "fields:"] + fields.map { "  " + Self.text(of: $0) }
        if !identifiers.isEmpty {
            lines += ["", "identifiers:"] + identifiers.map { "  " + Self.text(of: $0) }
        } else {
            lines += ["", "# identifiers: none was found, so nothing can be matched"]
        }
        if !turns.isEmpty { lines += ["", "turns:"] + turns.map { "  " + Self.text(of: $0) } }
        let rest = table.columns.filter { !used.contains($0.name) }.map(\.name)
        if !rest.isEmpty { lines += ["", "# Not used: \(rest.joined(separator: ", "))"] }
        // A name may hold anything, so no line of it may end a comment.
        return lines.map { Self.onOneLine($0) }.joined(separator: "\n") + "\n"
    }

    private static func onOneLine(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return String(
            String.UnicodeScalarView(
                line.unicodeScalars.map { YAMLText.isPrintable($0) ? $0 : "?" }))
    }

    private static func text(of line: Line) -> String {
        line.note.map { "\(line.text)  # \($0)" } ?? line.text
    }
}

/// Text as YAML writes it.
enum YAMLText {
    /// Whether YAML lets the character stand for itself.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7e, 0x85, 0xa0...0xd7ff, 0xe000...0xfefe, 0xff00...0xfffd: true
        default: scalar.value >= 0x10000
        }
    }

    /// Plain where nothing in it means anything to YAML, else in quotes.
    static func scalar(_ text: String) -> String {
        let isPlain =
            text.first?.isLetter == true && text.last != " "
            && text.allSatisfy { $0.isLetter || $0.isNumber || " _./()-".contains($0) }
        if isPlain { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\t": quoted += "\\t"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case _ where !isPrintable(scalar):
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
