import ConnectorKit
import JourneyModel

/// A time written in an order of its own, described by letters as in `dd/MM/yyyy HH:mm`.
///
/// `yyyy yy M MM MMM d dd H HH h hh m mm s ss S a EEE Z`; other characters stand for themselves, a
/// blank for one or more blanks, text in `'…'` for itself. Names of months and days are English.
struct TimePattern: Sendable, Hashable {
    /// What a pattern cannot mean.
    struct Mistake: Error, Sendable, Hashable {
        var message: String
    }

    private enum Part: Sendable, Hashable {
        case year
        case shortYear
        case month, day, hour, hour12, minute, second
        case monthName, dayName
        case fraction
        case halfOfDay
        case offset
        case literal(UInt8)
        case blanks
    }

    private let parts: [Part]
    private let hasTime: Bool

    init(_ pattern: String) throws(Mistake) {
        var parts: [Part] = []
        var rest = Array(pattern.utf8)[...]
        while let byte = rest.first {
            if byte == UInt8(ascii: "'") {
                rest = rest.dropFirst()
                let quoted = rest.prefix { $0 != byte }
                guard quoted.count < rest.count else {
                    throw Mistake(message: "the quote ' is not closed")
                }
                parts += (quoted.isEmpty ? [byte] : Array(quoted)).map { .literal($0) }
                rest = rest.dropFirst(quoted.count + 1)
            } else if ByteText.isLetter(byte) {
                let run = rest.prefix { $0 == byte }.count
                parts.append(try Self.part(byte, run))
                rest = rest.dropFirst(run)
            } else {
                if byte != 0x20 || parts.last != .blanks {
                    parts.append(byte == 0x20 ? .blanks : .literal(byte))
                }
                rest = rest.dropFirst()
            }
        }
        let hasYear = parts.contains(.year) || parts.contains(.shortYear)
        let hasMonth = parts.contains(.month) || parts.contains(.monthName)
        guard hasYear, hasMonth, parts.contains(.day) else {
            throw Mistake(message: "a time needs year (yyyy), month (MM or MMM) and day (dd)")
        }
        guard !parts.contains(.hour12) || parts.contains(.halfOfDay) else {
            throw Mistake(message: "hours to 12 (hh) need AM or PM (a); hours to 24 are HH")
        }
        self.parts = parts
        hasTime = parts.contains(.hour) || parts.contains(.hour12)
    }

    private static func part(_ letter: UInt8, _ run: Int) throws(Mistake) -> Part {
        switch (Character(Unicode.Scalar(letter)), run) {
        case ("y", 4): .year
        case ("y", 2): .shortYear
        case ("M", 1...2): .month
        case ("M", 3...4): .monthName
        case ("d", 1...2): .day
        case ("H", 1...2): .hour
        case ("h", 1...2): .hour12
        case ("m", 1...2): .minute
        case ("s", 1...2): .second
        case ("S", _): .fraction
        case ("a", _): .halfOfDay
        case ("E", _): .dayName
        case ("Z", _), ("X", _), ("x", _): .offset
        case ("T", 1): .literal(letter)
        default:
            throw Mistake(
                message: "\(String(repeating: Character(Unicode.Scalar(letter)), count: run))"
                    + " means no part of a time; write text in quotes, as in 'at'")
        }
    }

    func read(_ text: String) -> TimeFormat.Reading? {
        var text = text
        return text.withUTF8 { bytes in
            var cursor = PatternCursor(ByteText.trimmed(bytes))
            var year = 0
            var month = 0
            var day = 0
            var hour = 0
            var minute = 0
            var second = 0
            var micro = 0
            var isPM: Bool?
            var offset: Int?
            func number(_ least: Int, _ most: Int, _ value: inout Int) -> Bool {
                guard let found = cursor.number(least, most) else { return false }
                value = found
                return true
            }
            for part in parts {
                let isRead =
                    switch part {
                    case .year: number(4, 4, &year)
                    case .shortYear: number(2, 2, &year)
                    case .month: number(1, 2, &month)
                    case .day: number(1, 2, &day)
                    case .hour, .hour12: number(1, 2, &hour)
                    case .minute: number(1, 2, &minute)
                    case .second: number(1, 2, &second)
                    case .monthName: cursor.month(&month)
                    case .dayName: cursor.skipWord()
                    case .fraction: cursor.fraction(&micro)
                    case .halfOfDay: cursor.halfOfDay(&isPM)
                    case .offset: cursor.offset(&offset)
                    case .literal(let byte): cursor.skip(byte)
                    case .blanks: cursor.skipBlanks()
                    }
                guard isRead else { return nil }
            }
            guard cursor.isAtEnd else { return nil }
            if parts.contains(.shortYear) { year += year < 70 ? 2_000 : 1_900 }
            if let isPM {
                guard (1...12).contains(hour) else { return nil }
                hour = hour % 12 + (isPM ? 12 : 0)
            }
            let civil = CivilTime(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second,
                microsecond: micro)
            guard let civil else { return nil }
            if offset == nil, !hasTime { return .local(civil, isDay: true) }
            return TimeFormat.reading(civil, offset: offset)
        }
    }
}
