import JourneyModel

/// Reads times that carry an offset or stand in the source's zone.
package struct FeedTime: Sendable {
    private let resolver: LocalTimeResolver?

    /// - Throws: ``SettingError`` for a zone that does not exist.
    package init(zone: String?) throws(SettingError) {
        guard let zone else {
            resolver = nil
            return
        }
        resolver = try LocalTimeResolver(zone: zone)
    }

    /// A time; of a local time that the clock showed twice, the earlier moment.
    package func moment(_ text: String, field: String) throws(Rejection) -> Timestamp {
        guard let written = TimeParser.withBytes(of: text, TimeParser.written) else {
            throw Rejection(
                .badTime, field: field, "\(field) is not a time; write 2024-05-31T14:05:00Z.")
        }
        if let offset = written.offset {
            return Timestamp(
                microseconds: written.civil.utc.microseconds - Int64(offset) * 1_000_000)
        }
        guard let resolver else {
            throw Rejection(
                .badTime, field: field,
                "\(field) has no offset; add one, or name the source's zone with --time-zone.")
        }
        guard let moment = resolver.resolve(written.civil).earliest else {
            throw Rejection(
                .nonexistentLocalTime, field: field,
                "\(field) lies in the hour that the clocks of \(resolver.zone) skipped.")
        }
        return moment
    }

    /// A time, or a date as the first moment of its day: in the source's zone, else in UTC.
    package func momentOrDay(_ text: String, field: String) throws(Rejection) -> Timestamp {
        guard let day = TimeParser.withBytes(of: text, TimeParser.date) else {
            return try moment(text, field: field)
        }
        guard let resolver else { return day.utc }
        // Where midnight was skipped the day begins up to an hour later.
        var start = day
        while start.hour < 3 {
            if let moment = resolver.resolve(start).earliest { return moment }
            start.minute += 15
            if start.minute == 60 {
                start.minute = 0
                start.hour += 1
            }
        }
        return day.utc
    }
}
