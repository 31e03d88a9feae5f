/// What surrounds a telephone number, and what stands in its place.
enum PhoneText {
    /// The dialled part of `"Bob" <0791…>`, `tel:…;ext=1`, `sip:…@host`, `0791 … ext 12`.
    static func unwrapped(_ raw: String) -> String {
        if isPlain(raw) { return raw }
        var text = raw[...]
        if let open = text.lastIndex(of: "<"), let close = text[open...].firstIndex(of: ">") {
            let inner = text[text.index(after: open)..<close]
            text = inner.contains(where: { !$0.isWhitespace }) ? inner : text[..<open]
        }
        var lower = text.lowercased()[...]
        lower = trimmed(lower)
        for scheme in ["tel:", "sips:", "sip:", "callto:", "phone:", "whatsapp:"]
        where lower.hasPrefix(scheme) {
            lower = lower.dropFirst(scheme.count)
        }
        if let at = lower.firstIndex(of: "@") { lower = lower[..<at] }
        if let semicolon = lower.firstIndex(of: ";") { lower = lower[..<semicolon] }
        return String(trimmed(withoutExtension(lower)))
    }

    /// Whether the text says that there is no number to see.
    static func isWithheld(_ text: String) -> Bool {
        text.isEmpty || withheldWords.contains(text)
    }

    /// Digits that spell such a word on a keypad, emergency numbers, and fillers.
    static func isWithheldNumber(_ digits: String) -> Bool {
        var plain = digits[...]
        if spelled.contains(String(plain)) { return true }
        if plain.first == "1" { plain = plain.dropFirst() }
        if spelled.contains(String(plain)) { return true }
        guard let first = digits.first, digits.count >= 7 else { return false }
        return digits.allSatisfy { $0 == first }
            || digits.dropFirst().allSatisfy { $0 == "0" } && digits.count >= 9
    }

    /// The digits, and whether a country code leads them; `nil` when letters stand among them.
    static func digits(of text: String) -> (digits: String, isInternational: Bool)? {
        let isPlain = isPlain(text)
        var hasPlus = isPlain && text.utf8.first == UInt8(ascii: "+")
        var digits = isPlain ? String(text.dropFirst(hasPlus ? 1 : 0)) : ""
        var rest = isPlain ? "" : text.replacing("(0)", with: "")[...]
        while let character = rest.popFirst() {
            if let digit = character.wholeNumberValue, character.isNumber, digit < 10 {
                digits.append(String(digit))
            } else if character == "+" || character == "＋" {
                guard digits.isEmpty else { return nil }
                hasPlus = true
            } else if !separators.contains(character) {
                return nil
            }
        }
        if !hasPlus, digits.hasPrefix("00"), digits.count >= 10, !digits.hasPrefix("000") {
            return (String(digits.dropFirst(2)), true)
        }
        if hasPlus, digits.hasPrefix("00") { digits.removeFirst(2) }
        return (digits, hasPlus)
    }

    /// Whether there is nothing to take off: digits, and a plus before them or not.
    private static func isPlain(_ text: String) -> Bool {
        let digits = text.utf8.first == UInt8(ascii: "+") ? text.utf8.dropFirst() : text.utf8[...]
        return !digits.isEmpty && digits.allSatisfy(ByteText.isDigit)
    }

    private static let withheldWords: Set<String> = [
        "anonymous", "restricted", "private", "unavailable", "unknown", "withheld", "blocked",
        "no caller id", "out of area", "asserted", "coin/payphone", "coin", "payphone", "null",
        "none", "undefined", "n/a", "-", "id unavailable", "not available", "unbekannt", "anonym",
        "private number", "number withheld", "unterdrückt", "hidden", "+anonymous", "privat",
    ]

    /// ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE, PRIVATE on a keypad; emergencies.
    private static let spelled: Set<String> = [
        "266696687", "7378742833", "2562533", "8656696", "86282452253", "7748283", "911", "999",
        "112",
    ]

    private static let separators: Set<Character> = [
        " ", "\u{A0}", "\u{202F}", "\u{2009}", "-", "\u{2010}", "\u{2011}", "\u{2013}", ".", "/",
        "(", ")", "[", "]", "\t", "\u{202A}", "\u{202C}", "\u{200E}", "\u{2066}", "\u{2069}",
    ]

    /// Without `ext 12`, `x12`, `#12`, `durchwahl 12` and what follows a comma (dialling pauses).
    private static func withoutExtension(_ text: Substring) -> Substring {
        var text = text
        for mark in ["ext", "durchwahl", "extension", "anexo", "poste", "x", "#", ",", "p"] {
            guard let place = text.range(of: mark), place.lowerBound > text.startIndex else {
                continue
            }
            let before = text[..<place.lowerBound]
            let after = text[place.upperBound...]
            let isTail = after.allSatisfy { $0.isNumber || $0.isWhitespace || ".:#,".contains($0) }
            if isTail, before.contains(where: \.isNumber) { text = before }
        }
        return text
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let start = text.drop { $0.isWhitespace || $0 == "\"" }
        guard let end = start.lastIndex(where: { !$0.isWhitespace && $0 != "\"" }) else {
            return start.prefix(0)
        }
        return start[...end]
    }
}

extension Substring {
    fileprivate func range(of mark: String) -> Range<Index>? { firstRange(of: mark) }
}
