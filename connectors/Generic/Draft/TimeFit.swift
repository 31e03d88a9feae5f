import ConnectorKit
import JourneyModel

/// The time format that all values of a column fit.
struct TimeFit: Hashable {
    /// As a mapping names it.
    var format: String
    /// Dates without time of day.
    var isDay: Bool
    /// Times without offset.
    var isLocal: Bool
    /// Whether day and month could as well be the other way round.
    var isAmbiguous = false

    static func of(_ values: [String]) -> TimeFit? {
        var found: TimeFit?
        for (name, format) in candidates {
            guard let fit = fit(name, format, values) else { continue }
            guard var first = found else {
                found = fit
                continue
            }
            let other = name.replacing("MM/dd", with: "dd/MM")
            if other == first.format, name != first.format {
                first.isAmbiguous = true
                found = first
            }
        }
        return found
    }

    /// The pattern of times of day that all values fit.
    static func timeOfDay(_ values: [String]) -> String? {
        ["HH:mm:ss", "HH:mm", "hh:mm:ss a", "hh:mm a"].first { pattern in
            let name = "yyyy-MM-dd " + pattern
            return fit(name, format(name), values.map { "2024-01-01 " + $0 }) != nil
        }
    }

    /// A format of this file's own lists.
    private static func format(_ name: String) -> TimeFormat {
        do {
            return try TimeFormat(name)
        } catch {
            preconditionFailure("the time format \(name): \(error.message)")
        }
    }

    private static func fit(
        _ name: String, _ format: TimeFormat, _ values: [String]
    ) -> TimeFit? {
        var isDay = true
        var isLocal = false
        for value in values {
            switch format.read(value) {
            case nil: return nil
            case .moment(let moment):
                let isNumber = name.hasPrefix("epoch")
                guard !isNumber || isRecent(moment) else { return nil }
                isDay = false
            case .local(_, let day):
                isLocal = true
                if !day { isDay = false }
            }
        }
        return TimeFit(format: name, isDay: isDay, isLocal: isLocal)
    }

    /// A number is a time only where it means one of these years.
    private static func isRecent(_ moment: Timestamp) -> Bool {
        (1_104_537_600_000_000..<2_524_608_000_000_000).contains(moment.microseconds)
    }

    /// In the order of preference.
    private static let candidates: [(String, TimeFormat)] = {
        let dates = ["dd/MM/yyyy", "MM/dd/yyyy", "dd.MM.yyyy", "dd-MM-yyyy", "yyyy/MM/dd"]
        let named = ["d MMM yyyy", "MMM d, yyyy", "d-MMM-yyyy"]
        let times = ["HH:mm:ss", "HH:mm", "hh:mm:ss a", "hh:mm a", "HH:mm:ss.S"]
        var all = ["iso", "epoch_seconds", "epoch_ms", "epoch_us", "rfc2822"]
        for date in dates + named {
            all += times.map { "\(date) \($0)" }
            all += times.map { "\(date), \($0)" }
            all.append(date)
        }
        return (all + ["yyyyMMddHHmmss", "yyyyMMdd"]).map { ($0, format($0)) }
    }()
}
