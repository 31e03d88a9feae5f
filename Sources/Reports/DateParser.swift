import Foundation
import JourneyModel

/// Reads what `--since` and `--until` take, in the site's zone and relative to a given moment.
package struct DateParser {
    private let now: Timestamp
    private let calendar: Calendar

    /// - Parameter timeZone: IANA name.
    package init(now: Timestamp, timeZone: String) throws(ReportError) {
        guard let zone = ZoneName.timeZone(timeZone) else { throw .badTimeZone(timeZone) }
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = zone
        self.now = now
        self.calendar = calendar
    }

    /// The moment at which the period `text` names begins: midnight of a day, Monday of a week.
    /// `7d` and the like count back from now.
    package func moment(_ text: String) throws(ReportError) -> Timestamp {
        try range(text).lowerBound
    }

    /// The period that `text` names, its end exclusive; a moment is a period of no length.
    package func range(_ text: String) throws(ReportError) -> Range<Timestamp> {
        let period: Range<Timestamp>? =
            switch text {
            case "now": now..<now
            case "today": day(-0)
            case "yesterday": day(-1)
            case "this-week": week(back: 0)
            case "last-week": week(back: 1)
            case "this-month": month(back: 0)
            case "last-month": month(back: 1)
            default: relative(text) ?? isoWeek(text) ?? date(text) ?? time(text)
            }
        guard let period else { throw .badDate(text) }
        return period
    }

    /// As exports write times.
    package static func text(_ time: Timestamp) -> String {
        let (quotient, remainder) = time.microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        let seconds = remainder < 0 ? quotient - 1 : quotient
        let fraction = time.microseconds - seconds * 1_000_000
        let base = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601).dropLast()
        if fraction == 0 { return base + "Z" }
        var digits = String(String(fraction + 1_000_000).dropFirst())
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(base).\(digits)Z"
    }

    private var nowDate: Date { Date(timeIntervalSince1970: Double(now.microseconds) / 1e6) }

    private func stamp(_ date: Date) -> Timestamp {
        Timestamp(microseconds: Int64((date.timeIntervalSince1970 * 1e6).rounded()))
    }

    private func day(_ offset: Int) -> Range<Timestamp>? {
        let today = calendar.startOfDay(for: nowDate)
        guard let start = calendar.date(byAdding: .day, value: offset, to: today) else {
            return nil
        }
        return days(1, from: start)
    }

    private func days(_ count: Int, from start: Date) -> Range<Timestamp>? {
        calendar.date(byAdding: .day, value: count, to: start).map {
            stamp(calendar.startOfDay(for: start))..<stamp(calendar.startOfDay(for: $0))
        }
    }

    private func week(back: Int) -> Range<Timestamp>? {
        guard let this = calendar.dateInterval(of: .weekOfYear, for: nowDate)?.start,
            let start = calendar.date(byAdding: .day, value: -7 * back, to: this)
        else { return nil }
        return days(7, from: start)
    }

    private func month(back: Int) -> Range<Timestamp>? {
        guard let this = calendar.dateInterval(of: .month, for: nowDate)?.start,
            let start = calendar.date(byAdding: .month, value: -back, to: this),
            let end = calendar.date(byAdding: .month, value: 1, to: start)
        else { return nil }
        return stamp(start)..<stamp(end)
    }

    /// `90m`, `12h`, `7d`, `2w` before now. Days and weeks are of the calendar, so they keep the
    /// time of day over a change of the clock.
    private func relative(_ text: String) -> Range<Timestamp>? {
        guard let unit = text.last, let count = Int(text.dropLast()), count >= 0, count <= 100_000,
            let first = text.first, first.isNumber
        else { return nil }
        let components: [Character: (Calendar.Component, Int)] = [
            "m": (.minute, 1), "h": (.hour, 1), "d": (.day, 1), "w": (.day, 7),
        ]
        guard let (component, factor) = components[unit],
            let date = calendar.date(byAdding: component, value: -count * factor, to: nowDate)
        else { return nil }
        return stamp(date)..<stamp(date)
    }

    private func isoWeek(_ text: String) -> Range<Timestamp>? {
        guard let match = text.wholeMatch(of: /(\d{4})-W(\d{2})/), let year = Int(match.1),
            let week = Int(match.2)
        else { return nil }
        let parts = DateComponents(weekday: 2, weekOfYear: week, yearForWeekOfYear: year)
        guard let start = calendar.date(from: parts),
            calendar.component(.weekOfYear, from: start) == week,
            calendar.component(.yearForWeekOfYear, from: start) == year
        else { return nil }
        return days(7, from: start)
    }

    private func date(_ text: String) -> Range<Timestamp>? {
        if let match = text.wholeMatch(of: /(\d{4})-(\d{2})-(\d{2})/) {
            guard let start = local([match.1, match.2, match.3]) else { return nil }
            return days(1, from: start)
        }
        guard let match = text.wholeMatch(of: /(\d{4})-(\d{2})/),
            let start = local([match.1, match.2, "01"]),
            let end = calendar.date(byAdding: .month, value: 1, to: start)
        else { return nil }
        return stamp(start)..<stamp(end)
    }

    /// Local time without an offset, else as stated.
    private func time(_ text: String) -> Range<Timestamp>? {
        let pattern =
            /(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?/
        guard let match = text.wholeMatch(of: pattern) else { return nil }
        var here = self
        if let offset = match.8 {
            guard let zone = Self.zone(offset) else { return nil }
            var calendar = Calendar(identifier: .iso8601)
            calendar.timeZone = zone
            here = Self(now: now, calendar: calendar)
        }
        let second = match.6 ?? "00"
        guard
            let date = here.local([match.1, match.2, match.3, match.4, match.5, second])
        else { return nil }
        let fraction = match.7.flatMap { Double("0" + $0) } ?? 0
        let start = Timestamp(
            microseconds: stamp(date).microseconds + Int64((fraction * 1e6).rounded()))
        return start..<start
    }

    private init(now: Timestamp, calendar: Calendar) {
        self.now = now
        self.calendar = calendar
    }

    private static func zone(_ offset: Substring) -> TimeZone? {
        if offset == "Z" { return TimeZone(secondsFromGMT: 0) }
        let parts = offset.dropFirst().split(separator: ":").compactMap { Int($0) }
        guard parts.count == 2, parts[0] < 24, parts[1] < 60 else { return nil }
        let seconds = parts[0] * 3600 + parts[1] * 60
        return TimeZone(secondsFromGMT: offset.hasPrefix("-") ? -seconds : seconds)
    }

    /// `nil` for a day that the calendar does not have, such as 30 February.
    private func local(_ parts: [Substring]) -> Date? {
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count else { return nil }
        func part(_ index: Int) -> Int { index < numbers.count ? numbers[index] : 0 }
        guard part(3) < 24, part(4) < 60, part(5) < 60 else { return nil }
        let components = DateComponents(
            year: part(0), month: part(1), day: part(2), hour: part(3), minute: part(4),
            second: part(5))
        guard let date = calendar.date(from: components) else { return nil }
        let back = calendar.dateComponents([.year, .month, .day], from: date)
        return back.year == part(0) && back.month == part(1) && back.day == part(2) ? date : nil
    }
}
