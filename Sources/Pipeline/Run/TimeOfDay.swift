import Foundation
import JourneyModel

/// A time of the clock on the wall, such as 04:00.
package struct TimeOfDay: Sendable, Hashable, CustomStringConvertible {
    /// Since midnight, under 1,440.
    package let minutes: Int

    package init?(minutes: Int) {
        guard (0..<1_440).contains(minutes) else { return nil }
        self.minutes = minutes
    }

    /// Reads `4:00` and `04:00`.
    package init?(parsing text: String) {
        guard let match = text.wholeMatch(of: /(\d{1,2}):(\d{2})/), let hour = Int(match.1),
            let minute = Int(match.2), hour < 24, minute < 60
        else { return nil }
        self.init(minutes: hour * 60 + minute)
    }

    package var description: String {
        let hour = minutes / 60
        let minute = minutes % 60
        return (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
    }

    /// When the clock last showed or will next show this time, whichever is nearer to `moment`.
    package func nearest(to moment: Timestamp, in zone: TimeZone) -> Timestamp {
        (-1...1).map { on(day: $0, from: moment, in: zone) }
            .min { abs($0 - moment) < abs($1 - moment) } ?? moment
    }

    /// When the clock last showed this time.
    package func latest(by moment: Timestamp, in zone: TimeZone) -> Timestamp {
        let today = on(day: 0, from: moment, in: zone)
        return today <= moment ? today : on(day: -1, from: moment, in: zone)
    }

    /// A time that the clock skips is the first one after the gap.
    private func on(day: Int, from moment: Timestamp, in zone: TimeZone) -> Timestamp {
        let calendar = Calendar.gregorian(in: zone)
        var parts = calendar.dateComponents([.year, .month, .day], from: moment.date)
        parts.day = (parts.day ?? 1) + day
        parts.hour = minutes / 60
        parts.minute = minutes % 60
        return calendar.date(from: parts).map(Timestamp.init(_:)) ?? moment
    }
}

extension Calendar {
    static func gregorian(in zone: TimeZone) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }
}

extension Timestamp {
    init(_ date: Date) {
        self.init(microseconds: Int64((date.timeIntervalSince1970 * 1e6).rounded()))
    }

    var date: Date { Date(timeIntervalSince1970: Double(microseconds) / 1e6) }

    /// `2026-02-14T08:00:00Z`, cut to whole seconds.
    package var utcText: String {
        let seconds = Int64((Double(microseconds) / 1e6).rounded(.down))
        return Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
    }

    /// The first moment of the day that holds this one, so many days later.
    func startOfDay(in zone: TimeZone, adding days: Int = 0) -> Timestamp {
        let calendar = Calendar.gregorian(in: zone)
        let start = calendar.startOfDay(for: date)
        guard let day = calendar.date(byAdding: .day, value: days, to: start) else { return self }
        return Timestamp(calendar.startOfDay(for: day))
    }
}
