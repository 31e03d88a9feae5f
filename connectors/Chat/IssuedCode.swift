/// Codes that an agent tells the customer, so that another contact can name this one.
enum IssuedCode {
    /// Upper case, without separators, in order of appearance, each once.
    ///
    /// A code stands at most four words behind a word that announces one. It holds letters and
    /// digits; a plain number only when nothing but a copula stands between.
    static func codes(in message: String) -> [String] {
        guard message.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return [] }
        var codes: [String] = []
        /// Words since the announcement, and whether each was a copula.
        var distance: Int?
        var isDirect = false
        for word in words(of: message) {
            let folded = word.lowercased()
            if announcements.contains(folded) {
                distance = 0
                isDirect = true
                continue
            }
            guard let passed = distance else { continue }
            if let code = code(word, acceptsNumber: isDirect) {
                if !codes.contains(code) { codes.append(code) }
                // More codes may be listed behind it.
                distance = 0
                isDirect = false
            } else {
                distance = passed < reach ? passed + 1 : nil
                isDirect = isDirect && copulas.contains(folded)
            }
        }
        return codes
    }

    private static func words(of message: String) -> [Substring] {
        message.split { character in
            character.isWhitespace || ",;:!?()[]{}<>\"'“”„‘’=*|".contains(character)
        }.flatMap { word -> [Substring] in
            if word.contains("@") || word.contains("//") || word.hasPrefix("www.") { return [] }
            var word = word
            while let last = word.last, ".-#/".contains(last) { word.removeLast() }
            while let first = word.first, "#.-/".contains(first) { word.removeFirst() }
            return word.isEmpty ? [] : [word]
        }
    }

    private static func code(_ word: Substring, acceptsNumber: Bool) -> String? {
        guard word.utf8.count <= longest else { return nil }
        var letters = 0
        var digits = 0
        var plain = ""
        for scalar in word.unicodeScalars {
            switch scalar {
            case "0"..."9": digits += 1
            case "a"..."z", "A"..."Z": letters += 1
            case "-", "_", "/", ".": continue
            default: return nil
            }
            plain.unicodeScalars.append(scalar)
        }
        guard letters + digits >= shortest, digits > 0, !isOrdinal(plain) else { return nil }
        guard letters > 0 || (acceptsNumber && word.utf8.count == digits) else { return nil }
        return plain.uppercased()
    }

    /// `120min` and `1000eur` are amounts.
    private static func isOrdinal(_ plain: String) -> Bool {
        let tail = plain.drop { $0.isNumber }.lowercased()
        return units.contains(tail)
    }

    private static let reach = 4
    private static let shortest = 5
    private static let longest = 24
    private static let announcements: Set<String> = [
        "code", "codes", "reference", "ref", "case", "ticket", "pin", "token", "callback",
        "passcode",
        "keyword", "referenz", "referenznummer", "vorgang", "vorgangsnummer", "ticketnummer",
        "fallnummer", "kennwort", "kennnummer", "kennung", "aktenzeichen", "rückrufcode",
        "servicecode",
    ]
    private static let copulas: Set<String> = [
        "is", "number", "no", "nr", "code", "id", "ist", "lautet", "the", "nummer", "reads",
    ]
    private static let units: Set<String> = [
        "min", "mins", "minutes", "eur", "usd", "gbp", "km", "kg", "mb", "gb", "kb", "mbit", "px",
        "st", "nd", "rd", "th", "am", "pm", "uhr", "days", "hours", "pcs", "ml", "cm", "mm", "kwh",
    ]
}
