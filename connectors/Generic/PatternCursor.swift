import ConnectorKit

/// Reads the parts of a time from left to right, as a pattern orders them.
struct PatternCursor {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { at == bytes.count }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard at < bytes.count, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    mutating func skipBlanks() -> Bool {
        let start = at
        // Some systems put a narrow no-break space before AM and PM.
        while at < bytes.count {
            if bytes[at] == 0x20 || bytes[at] == 0x09 {
                at += 1
            } else if at + 2 < bytes.count, bytes[at] == 0xe2, bytes[at + 1] == 0x80,
                bytes[at + 2] == 0xaf
            {
                at += 3
            } else if at + 1 < bytes.count, bytes[at] == 0xc2, bytes[at + 1] == 0xa0 {
                at += 2
            } else {
                break
            }
        }
        return at > start
    }

    mutating func number(_ least: Int, _ most: Int) -> Int? {
        var value = 0
        var digits = 0
        while at < bytes.count, digits < most, ByteText.isDigit(bytes[at]) {
            value = value * 10 + Int(bytes[at] - 0x30)
            at += 1
            digits += 1
        }
        return digits >= least ? value : nil
    }

    /// A fraction of a second in microseconds; further digits are cut.
    mutating func fraction(_ micro: inout Int) -> Bool {
        var digits = 0
        micro = 0
        while at < bytes.count, ByteText.isDigit(bytes[at]) {
            if digits < 6 { micro = micro * 10 + Int(bytes[at] - 0x30) }
            digits += 1
            at += 1
        }
        for _ in min(digits, 6)..<6 { micro *= 10 }
        return digits > 0
    }

    mutating func skipWord() -> Bool { !word().isEmpty }

    mutating func month(_ month: inout Int) -> Bool {
        let name = word()
        guard name.count >= 3 else { return false }
        guard let place = Self.months.firstIndex(where: { $0.hasPrefix(name) }) else {
            return false
        }
        month = place + 1
        return true
    }

    mutating func halfOfDay(_ isPM: inout Bool?) -> Bool {
        let letters = word(alsoDots: true)
        isPM = letters == "pm" || letters == "p"
        return ["am", "pm", "a", "p"].contains(letters)
    }

    /// Seconds east of UTC.
    mutating func offset(_ offset: inout Int?) -> Bool {
        guard at < bytes.count else { return false }
        if ByteText.isLetter(bytes[at]) {
            offset = 0
            return ["z", "utc", "gmt", "ut"].contains(word())
        }
        let isWest = bytes[at] == UInt8(ascii: "-")
        guard isWest || bytes[at] == UInt8(ascii: "+") else { return false }
        at += 1
        guard let hours = number(2, 2), hours <= 18 else { return false }
        var minutes = 0
        if skip(UInt8(ascii: ":")) || at < bytes.count && ByteText.isDigit(bytes[at]) {
            guard let found = number(2, 2), found < 60 else { return false }
            minutes = found
        }
        offset = (hours * 3_600 + minutes * 60) * (isWest ? -1 : 1)
        return true
    }

    private mutating func word(alsoDots: Bool = false) -> String {
        var letters = ""
        while at < bytes.count {
            if ByteText.isLetter(bytes[at]) {
                letters.unicodeScalars.append(Unicode.Scalar(ByteText.lowered(bytes[at])))
            } else if !alsoDots || bytes[at] != UInt8(ascii: ".") {
                break
            }
            at += 1
        }
        return letters
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ]
}
