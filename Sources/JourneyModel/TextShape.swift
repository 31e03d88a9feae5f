/// Shapes of personal values in decoded text.
enum TextShape {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// The first e-mail address in a text, whatever stands around it.
    static func firstEmail(in text: Bytes) -> Range<Int>? {
        var from = 0
        while let at = text[from...].firstIndex(of: UInt8(ascii: "@")) {
            var start = at
            while start > from, isLocal(text[start - 1]) { start -= 1 }
            if start < at, let end = domainEnd(text, from: at + 1) { return start..<end }
            from = at + 1
        }
        return nil
    }

    /// The end of `label.label…` whose last label is of two letters or more.
    private static func domainEnd(_ text: Bytes, from start: Int) -> Int? {
        var end = start
        var labels = 0
        var letters = 0
        var length = 0
        var lastGood: Int?
        while end < text.count {
            let byte = text[end]
            if isLetter(byte) || byte >= 0x80 {
                letters += 1
                length += 1
            } else if isDigit(byte) || byte == UInt8(ascii: "-") {
                length += 1
            } else if byte == UInt8(ascii: "."), length > 0 {
                labels += 1
                letters = 0
                length = 0
            } else {
                break
            }
            end += 1
            if labels > 0, length >= 2, letters == length { lastGood = end }
        }
        return lastGood
    }

    /// The first number with a country code: `+` and 8 to 15 digits with single separators.
    static func firstPlusNumber(in text: Bytes) -> Range<Int>? {
        var from = 0
        while let plus = text[from...].firstIndex(of: UInt8(ascii: "+")) {
            var at = plus + 1
            var digits = 0
            var end = at
            while at < text.count, digits <= 15 {
                if isDigit(text[at]) {
                    digits += 1
                    end = at + 1
                } else if !isSeparator(text[at]) || at > end + 1 {
                    break
                }
                at += 1
            }
            if (8...15).contains(digits) { return plus..<end }
            from = plus + 1
        }
        return nil
    }

    /// Whether a whole value is a telephone number: `tel:…`, `+…`, `(…`, a leading 0, or 3-3-4
    /// digits. Dates and plain numbers without a leading 0 are none.
    static func isPhone(_ value: Bytes) -> Bool {
        var value = Bytes(rebasing: value[...])
        let scheme = Bytes(rebasing: value.prefix(4))
        let hasScheme = scheme.count == 4 && zip(scheme, "tel:".utf8).allSatisfy { $0 | 0x20 == $1 }
        if hasScheme { value = Bytes(rebasing: value[4...]) }
        var groups: [Int] = [0]
        for byte in value {
            if isDigit(byte) {
                groups[groups.count - 1] += 1
            } else if isSeparator(byte) || byte == UInt8(ascii: "+") {
                if groups.last != 0 { groups.append(0) }
            } else {
                return false
            }
        }
        if groups.last == 0 { groups.removeLast() }
        let digits = groups.reduce(0, +)
        guard (7...15).contains(digits), let first = value.first else { return false }
        if hasScheme || first == UInt8(ascii: "+") || first == UInt8(ascii: "(") { return true }
        if groups == [3, 3, 4] { return true }
        return first == UInt8(ascii: "0") && !isDate(groups)
    }

    /// `01-02-2024`, `01.02.24`.
    private static func isDate(_ groups: [Int]) -> Bool {
        groups.count >= 3 && groups[0] <= 2 && groups[1] <= 2 && (groups[2] == 4 || groups[2] == 2)
    }

    /// Whether a whole value is what only a machine makes: a JSON web token, or 20 characters and
    /// more in which letters of both cases and digits change places often; without capital letters
    /// very often, as product names hold digits too.
    static func isToken(_ value: Bytes) -> Bool {
        guard value.count >= 20 else { return false }
        if value.count >= 40, value.starts(with: "eyJ".utf8) { return true }
        var changes = 0
        var digits = 0
        var hasUpper = false
        var last = UInt8(ascii: "-")
        for byte in value {
            let isKnown =
                isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "=")
            guard isKnown else { return false }
            if isDigit(byte) { digits += 1 }
            if isDigit(byte) != isDigit(last), isLetter(byte) || isLetter(last) { changes += 1 }
            if isLetter(byte), !isLower(byte) {
                hasUpper = true
                if isLower(last) { changes += 1 }
            }
            last = byte
        }
        return digits >= 2 && changes >= (hasUpper ? max(5, value.count / 6) : value.count / 3)
    }

    static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
    private static func isLower(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }

    private static func isLocal(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || byte >= 0x80 || ".!#$*'_`{|}~^-+".utf8.contains(byte)
    }

    /// What people write between groups of digits.
    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "("),
            UInt8(ascii: ")"):
            true
        default: false
        }
    }
}
