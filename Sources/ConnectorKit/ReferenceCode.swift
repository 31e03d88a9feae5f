/// Codes that are told in one contact and quoted in another.
enum ReferenceCode {
    static func all(in text: String) -> [String] {
        guard text.utf8.contains(where: ByteText.isDigit) else { return [] }
        var codes: [String] = []
        // Words back to the last one that announces a code; `nil` when there is none close by.
        var announced: Int?
        for word in text.split(whereSeparator: \.isWhitespace) {
            announced = announced.flatMap { $0 < 3 ? $0 + 1 : nil }
            for part in parts(of: word) {
                let isNumbered = part.first == "#"
                if let code = code(part, isAnnounced: announced != nil || isNumbered),
                    !codes.contains(code)
                {
                    codes.append(code)
                    announced = nil
                } else if announces(part) {
                    announced = 0
                }
            }
        }
        return codes
    }

    /// Pieces of a word at `:` and `=`, without the punctuation around them; none of a link.
    private static func parts(of word: Substring) -> [Substring] {
        guard !word.contains("://"), !word.contains("@") else { return [] }
        return word.split(whereSeparator: { $0 == ":" || $0 == "=" }).compactMap { part in
            let start = part.drop { !$0.isLetter && !$0.isNumber && $0 != "#" }
            guard let end = start.lastIndex(where: { $0.isLetter || $0.isNumber }) else {
                return nil
            }
            return start[...end]
        }
    }

    private static func code(_ part: Substring, isAnnounced: Bool) -> String? {
        let body = part.first == "#" ? part.dropFirst() : part
        guard body.utf8.count <= 24, body.utf8.allSatisfy(isCodeByte) else { return nil }
        let plain = body.utf8.filter { $0 != UInt8(ascii: "-") }
        let digits = plain.filter(ByteText.isDigit).count
        let letters = plain.filter(ByteText.isLetter)
        guard digits >= 2, plain.count <= 20 else { return nil }
        if letters.isEmpty {
            guard isAnnounced, (4...12).contains(digits), digits == body.utf8.count else {
                return nil
            }
        } else {
            let isUpper = letters.allSatisfy { $0 & 0x20 == 0 }
            guard plain.count >= 5, digits >= 2, isUpper || isAnnounced else { return nil }
        }
        return String(decoding: plain, as: UTF8.self).uppercased()
    }

    private static func isCodeByte(_ byte: UInt8) -> Bool {
        ByteText.isDigit(byte) || ByteText.isLetter(byte) || byte == UInt8(ascii: "-")
    }

    private static let words: Set<String> = [
        "code", "pin", "reference", "ref", "ticket", "case", "token", "callback", "number", "no",
        "nr", "id", "referenz", "vorgang", "vorgangsnummer", "ticketnummer", "fallnummer",
        "aktenzeichen", "kennung", "nummer", "référence", "dossier", "numéro", "referencia", "caso",
        "código", "número", "codice", "pratica",
    ]

    private static func announces(_ part: Substring) -> Bool {
        words.contains(part.lowercased())
    }
}
