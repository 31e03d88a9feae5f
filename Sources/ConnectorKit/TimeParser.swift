import JourneyModel

/// Reads times as sources write them, without allocating.
package enum TimeParser {
    package typealias Bytes = UnsafeBufferPointer<UInt8>

    /// A written time and the offset beside it.
    package struct Written: Sendable, Hashable {
        package var civil: CivilTime
        /// Seconds east of UTC; `nil` when none is written.
        package var offset: Int?
    }

    /// A time with an offset: `T`, `t` or a blank between date and time, `Z`, `z`, `+hh:mm`,
    /// `+hhmm` or `+hh`, month and day of one digit too, any number of decimals (cut to
    /// microseconds).
    package static func rfc3339(_ bytes: Bytes) -> Timestamp? {
        guard let written = written(bytes), let offset = written.offset else { return nil }
        return Timestamp(
            microseconds: written.civil.utc.microseconds - Int64(offset) * 1_000_000)
    }

    package static func rfc3339(_ text: String) -> Timestamp? {
        withBytes(of: text) { rfc3339($0) }
    }

    /// The same without offset; `nil` when there is one.
    package static func local(_ bytes: Bytes) -> CivilTime? {
        guard let written = written(bytes), written.offset == nil else { return nil }
        return written.civil
    }

    /// A date alone, `YYYY-MM-DD`.
    package static func date(_ bytes: Bytes) -> CivilTime? {
        var cursor = Cursor(ByteText.trimmed(bytes))
        guard let day = cursor.date(), cursor.isAtEnd else { return nil }
        return CivilTime(year: day.year, month: day.month, day: day.day)
    }

    /// Either form, as written.
    package static func written(_ bytes: Bytes) -> Written? {
        var cursor = Cursor(ByteText.trimmed(bytes))
        guard let day = cursor.date(), cursor.dateTimeSeparator(),
            let time = cursor.timeOfDay()
        else { return nil }
        var offset: Int?
        if !cursor.isAtEnd {
            cursor.skip(UInt8(ascii: " "))
            guard let found = cursor.offset(), cursor.isAtEnd else { return nil }
            offset = found
        }
        let civil = CivilTime(
            year: day.year, month: day.month, day: day.day, hour: time.hour,
            minute: time.minute, second: time.second, microsecond: time.microsecond)
        return civil.map { Written(civil: $0, offset: offset) }
    }

    /// Seconds since 1970 with any decimals, exact to the microsecond.
    package static func epochSeconds(_ bytes: Bytes) -> Timestamp? {
        guard let value = Decimal64(ByteText.trimmed(bytes), decimals: 6, roundsDown: true)
        else { return nil }
        return Timestamp(microseconds: value.units)
    }

    package static func epochSeconds(_ text: String) -> Timestamp? {
        withBytes(of: text) { epochSeconds($0) }
    }

    /// Whether a source can mean this moment: clocks that were never set say year 1, 1900 or 1970,
    /// and 9999 stands for never.
    package static func isPlausible(_ moment: Timestamp) -> Bool {
        plausible.contains(moment.microseconds)
    }

    /// From 1995-01-01 to before 2101-01-01.
    private static let plausible: Range<Int64> = 788_918_400_000_000..<4_133_980_800_000_000

    /// A moment as `YYYY-MM-DDTHH:MM:SS[.f]Z`, without trailing zeros.
    package static func text(of moment: Timestamp) -> String {
        let civil = CivilTime(utc: moment)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let year =
            String(repeating: "0", count: max(0, 4 - "\(civil.year)".count)) + "\(civil.year)"
        var text = "\(year)-\(two(civil.month))-\(two(civil.day))T"
        text += "\(two(civil.hour)):\(two(civil.minute)):\(two(civil.second))"
        if civil.microsecond > 0 {
            let digits = String(1_000_000 + civil.microsecond).dropFirst()
            text += "." + String(digits.reversed().drop { $0 == "0" }.reversed())
        }
        return text + "Z"
    }

    package static func withBytes<Result>(of text: String, _ body: (Bytes) -> Result) -> Result {
        var text = text
        return text.withUTF8(body)
    }
}
