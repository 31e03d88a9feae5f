/// How much room a text takes, estimated without a font.
///
/// The widths are those of a wide sans-serif face, so text set in another face fits as well.
package enum TextFit {
    /// In the units of the drawing.
    package static func width(_ text: String, size: Double) -> Double {
        size * text.unicodeScalars.reduce(0) { $0 + advance($1) }
    }

    /// The text, or as much of its beginning as fits, with … at the cut.
    package static func truncated(_ text: String, to room: Double, size: Double) -> String {
        if width(text, size: size) <= room { return text }
        let ellipsis = width("…", size: size)
        var used = ellipsis
        var kept = ""
        for character in text {
            used += width(String(character), size: size)
            if used > room { break }
            kept.append(character)
        }
        while kept.last?.isWhitespace == true { kept.removeLast() }
        return ellipsis > room && kept.isEmpty ? "" : kept + "…"
    }

    /// The text in lines that fit, broken at spaces; what the last line cannot hold is cut.
    package static func lines(
        _ text: String, to room: Double, size: Double, atMost limit: Int
    ) -> [String] {
        var lines: [String] = []
        var rest = text.split(whereSeparator: \.isWhitespace)[...]
        while let first = rest.popFirst() {
            if lines.count == limit - 1 {
                let tail = ([first] + rest).joined(separator: " ")
                return lines + [truncated(tail, to: room, size: size)]
            }
            var line = String(first)
            while let next = rest.first, width("\(line) \(next)", size: size) <= room {
                line += " \(next)"
                rest.removeFirst()
            }
            lines.append(truncated(line, to: room, size: size))
        }
        return lines
    }

    /// In parts of the font size.
    private static func advance(_ scalar: Unicode.Scalar) -> Double {
        switch scalar {
        case "\u{300}"..."\u{36F}", "\u{200B}"..."\u{200D}", "\u{FE00}"..."\u{FE0F}": 0
        case "\u{202F}", "\u{2009}": 0.25
        case " ", "i", "l", "j", "I", ".", ",", ":", ";", "'", "|", "!", "f", "t", "r", "(", ")",
            "/":
            0.4
        case "m", "w", "M", "W", "@", "%", "…", "Q", "O": 1
        case "A"..."Z": 0.75
        case "\u{0}"..."\u{10FF}": 0.64
        case "\u{2010}"..."\u{2027}": 0.64
        default: 1.1
        }
    }
}
