import ConnectorKit
import JourneyModel

/// Turns what sources write into moments.
struct MappedClock: Sendable {
    private let resolver: LocalTimeResolver?

    /// - Throws: ``SettingError`` for a zone that does not exist.
    init(zone: String?) throws(SettingError) {
        guard let zone else {
            resolver = nil
            return
        }
        resolver = try LocalTimeResolver(zone: zone)
    }

    /// The moment by the first format that fits; of a local time that the clock showed twice, the
    /// earlier one; of a date alone, the first of its day.
    ///
    /// - Parameter isUTC: Times without offset are in UTC, whatever the zone.
    func moment(
        _ text: String, _ formats: [TimeFormat], field: String, isUTC: Bool = false
    ) throws(Rejection) -> Timestamp {
        for format in formats {
            switch format.read(text) {
            case nil: continue
            case .moment(let moment): return moment
            case .local(let civil, let isDay):
                if isUTC { return civil.utc }
                return try resolved(civil, isDay: isDay, field: field)
            }
        }
        throw Rejection(
            .badTime, field: field,
            "\(field) is not written like the times that the mapping describes; mend the value, or"
                + " the mapping's time_format.")
    }

    private func resolved(
        _ civil: CivilTime, isDay: Bool, field: String
    ) throws(Rejection) -> Timestamp {
        guard let resolver else {
            if isDay { return civil.utc }
            throw Rejection(
                .badTime, field: field,
                "\(field) has no offset; name its zone as time_zone in the mapping or with"
                    + " --time-zone.")
        }
        if let moment = resolver.resolve(civil).earliest { return moment }
        // Where midnight was skipped the day begins up to an hour later.
        var later = civil
        while isDay, later.hour < 3 {
            later.minute += 15
            if later.minute == 60 {
                later.minute = 0
                later.hour += 1
            }
            if let moment = resolver.resolve(later).earliest { return moment }
        }
        throw Rejection(
            .nonexistentLocalTime, field: field,
            "\(field) lies in the hour that the clocks of \(resolver.zone) skipped.")
    }
}
