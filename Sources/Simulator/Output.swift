/// Bytes of a file in the making, with the few notations that all formats share.
struct Output: Sendable {
    private(set) var bytes: [UInt8] = []

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var count: Int { bytes.count }

    mutating func reserve(_ capacity: Int) { bytes.reserveCapacity(capacity) }

    mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func raw(_ other: [UInt8]) { bytes.append(contentsOf: other) }

    mutating func raw(_ other: ArraySlice<UInt8>) { bytes.append(contentsOf: other) }

    mutating func newline() { bytes.append(10) }

    mutating func comma() { bytes.append(44) }

    mutating func number(_ value: Int) {
        if value < 0 { bytes.append(45) }
        var rest = value.magnitude
        let first = bytes.count
        repeat {
            bytes.append(UInt8(48 + rest % 10))
            rest /= 10
        } while rest > 0
        bytes[first...].reverse()
    }

    /// Digits with leading zeros up to `width`.
    mutating func padded(_ value: Int, _ width: Int) {
        var scale = 1
        for _ in 1..<width { scale *= 10 }
        var rest = value
        while scale > 0 {
            bytes.append(UInt8(48 + rest / scale % 10))
            rest %= scale
            scale /= 10
        }
    }

    mutating func uuid(_ value: Identifier128) {
        for nibble in 0..<32 {
            if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 { bytes.append(45) }
            let word = nibble < 16 ? value.high : value.low
            let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * (nibble & 15))) & 15
            bytes.append(digit < 10 ? 48 + digit : 87 + digit)
        }
    }

    /// A JSON string with its quotes.
    mutating func json(_ text: String) {
        bytes.append(34)
        for byte in text.utf8 {
            switch byte {
            case 34: raw("\\\"")
            case 92: raw("\\\\")
            case 10: raw("\\n")
            case 0..<32: raw(" ")
            default: bytes.append(byte)
            }
        }
        bytes.append(34)
    }

    mutating func json(_ text: String?) {
        guard let text else { return raw("null") }
        json(text)
    }

    /// A field of a comma-separated file, in quotes only where they are needed.
    mutating func csv(_ text: String) {
        let special = text.utf8.contains { $0 == 34 || $0 == 44 || $0 == 10 || $0 == 13 }
        guard special else { return raw(text) }
        quoted(text)
    }

    /// A field in quotes, inner quotes doubled.
    mutating func quoted(_ text: String) {
        bytes.append(34)
        for byte in text.utf8 {
            if byte == 34 { bytes.append(34) }
            bytes.append(byte)
        }
        bytes.append(34)
    }

    /// A line of a comma-separated file.
    mutating func line(_ fields: [String]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { comma() }
            csv(field)
        }
        newline()
    }

    /// `YYYY-MM-DD` of a day counted from 1970-01-01.
    mutating func date(day: Int) {
        let civil = CivilDate(day: day)
        padded(civil.year, 4)
        bytes.append(45)
        padded(civil.month, 2)
        bytes.append(45)
        padded(civil.day, 2)
    }

    /// `YYYY-MM-DD` + `separator` + `HH:MM:SS` of seconds counted from 1970-01-01, without zone.
    mutating func dateTime(seconds: Int, separator: UInt8 = 84) {
        let (day, rest) = floorDivide(seconds, 86_400)
        date(day: day)
        bytes.append(separator)
        padded(rest / 3600, 2)
        bytes.append(58)
        padded(rest / 60 % 60, 2)
        bytes.append(58)
        padded(rest % 60, 2)
    }

    /// RFC 3339 in UTC with milliseconds.
    mutating func instant(milliseconds: Int) {
        let (seconds, rest) = floorDivide(milliseconds, 1000)
        dateTime(seconds: seconds)
        bytes.append(46)
        padded(rest, 3)
        bytes.append(90)
    }

    /// RFC 3339 in UTC to the second.
    mutating func instant(seconds: Int) {
        dateTime(seconds: seconds)
        bytes.append(90)
    }
}

/// RFC 3339 in UTC to the second, as a value.
func instantText(_ milliseconds: Int) -> String {
    var output = Output()
    output.instant(seconds: floorDivide(milliseconds, 1000).quotient)
    return output.text
}

func floorDivide(_ value: Int, _ divisor: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
}
