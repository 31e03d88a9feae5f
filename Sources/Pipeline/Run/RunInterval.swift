import Foundation
import JourneyModel

/// The event times that a run is about; its end is exclusive.
package struct RunInterval: Sendable, Hashable {
    package var since: Timestamp
    package var until: Timestamp
    /// Days and hours are those of this zone.
    package var zone: TimeZone

    package init(since: Timestamp, until: Timestamp, zone: TimeZone) {
        self.since = since
        self.until = until
        self.zone = zone
    }

    package func `in`(zone: TimeZone) -> RunInterval {
        RunInterval(since: since, until: until, zone: zone)
    }

    /// First moments of the days that the interval touches.
    var days: [Timestamp] {
        guard since < until else { return [] }
        var days: [Timestamp] = []
        var day = since.startOfDay(in: zone)
        while day < until {
            days.append(day)
            let next = day.startOfDay(in: zone, adding: 1)
            guard next > day else { break }
            day = next
        }
        return days
    }

    /// First moments of the hours that the interval touches.
    var hours: [Timestamp] {
        guard since < until else { return [] }
        let hour: Int64 = 3_600_000_000
        let start = since.startOfDay(in: zone)
        let first = start.microseconds + (since - start) / hour * hour
        return stride(from: first, to: until.microseconds, by: Int64.Stride(hour))
            .map { Timestamp(microseconds: $0) }
    }

    /// The last days that the interval holds whole, the newest last.
    func wholeDays(atMost count: Int) -> [Timestamp] {
        days.filter { $0 >= since && $0.startOfDay(in: zone, adding: 1) <= until }
            .suffix(count)
    }
}
