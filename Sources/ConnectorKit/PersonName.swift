/// Surnames, to tell people apart who share a number or an address.
package enum PersonName {
    /// The surname in folded letters; `nil` for names that systems make up.
    ///
    /// It is the last word, or what stands before a comma; generation suffixes do not count.
    package static func foldedSurname(_ raw: String) -> String? {
        guard raw.utf8.count <= 256 else { return nil }
        let folded = Folding.folded(raw).filter { $0 != "\"" && $0 != "'" }
        let text = folded.trimmingBlanks()
        guard !text.isEmpty, !isMadeUp(text) else { return nil }

        let part = text.split(separator: ",", maxSplits: 1).first.map(String.init) ?? text
        let hasComma = text.contains(",") && !suffixes.contains(afterComma(text))
        let words = (hasComma ? part : text.replacing(",", with: " "))
            .split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\u{A0}" })
            .map { $0.filter { $0.isLetter || $0 == "-" } }
            .filter { !$0.isEmpty }
        let meaningful = words.filter { !suffixes.contains($0) }
        guard let surname = meaningful.last else { return nil }
        let letters = surname.filter { $0.isLetter }
        return letters.count >= 2 ? letters : nil
    }

    private static let suffixes: Set<String> = ["jr", "sr", "ii", "iii", "iv", "phd", "md", "esq"]

    /// Names of switchboards, carriers and chat widgets.
    private static let madeUp: Set<String> = [
        "unknown", "unknown caller", "unknown name", "unavailable", "name unavailable", "anonymous",
        "private", "private caller", "private number", "restricted", "withheld", "blocked",
        "wireless caller", "cell phone", "cellular call", "mobile", "mobile caller", "toll free",
        "toll free call", "out of area", "no name", "no caller id", "caller", "customer", "guest",
        "visitor", "user", "test", "client", "null", "undefined", "none", "n/a", "asterisk",
        "incoming", "incoming call", "callback", "sip", "voip", "kunde", "gast", "unbekannt",
        "anonym", "anrufer", "invité", "client web", "website visitor", "web visitor", "lead",
    ]

    private static func isMadeUp(_ text: String) -> Bool {
        if madeUp.contains(text) { return true }
        let words = text.split(separator: " ")
        let digits = text.filter { $0.isASCII && $0.isNumber }.count
        // "Visitor 18685359", "Guest-42", "#V1699 ..." and bare numbers.
        if digits == 0 { return false }
        if !text.contains(where: \.isLetter) { return true }
        let lead = words[0].prefix { $0.isLetter }
        if words.count <= 2, madeUp.contains(String(lead)) { return true }
        let compact = text.filter { $0 != " " && $0 != "-" && $0 != "#" && $0 != "_" }
        return words.count == 1 && digits >= 3 && compact.prefix { $0.isLetter }.count <= 2
    }

    private static func afterComma(_ text: String) -> String {
        guard let comma = text.firstIndex(of: ",") else { return "" }
        return text[text.index(after: comma)...].filter(\.isLetter)
    }
}

extension String {
    fileprivate func trimmingBlanks() -> String {
        let start = drop { $0.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
