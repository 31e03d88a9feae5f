import ConnectorKit

/// How a source writes lengths of time.
enum DurationUnit: String, Sendable, Hashable, CaseIterable {
    case seconds, milliseconds, minutes, hours
    /// `1:02:03`, `2:03`, or `1d 02:03:04`; a plain number is seconds.
    case clock

    /// In milliseconds; `nil` for what is no length of time.
    func milliseconds(_ text: String) -> Int64? {
        if self == .clock, text.contains(":") { return Self.clock(text) }
        guard let value = Decimal64(text, decimals: 3), value.units >= 0 else { return nil }
        let factor: Int64 =
            switch self {
            case .milliseconds: 1
            case .seconds, .clock: 1_000
            case .minutes: 60_000
            case .hours: 3_600_000
            }
        let (product, overflow) = value.units.multipliedReportingOverflow(by: factor)
        return overflow ? nil : product / 1_000
    }

    private static func clock(_ text: String) -> Int64? {
        var days: Int64 = 0
        var rest = text[...]
        if let mark = rest.firstIndex(of: "d") {
            guard let number = Int64(rest[..<mark]), (0...10_000).contains(number) else {
                return nil
            }
            days = number
            rest = rest[rest.index(after: mark)...].drop { $0 == " " }
        }
        let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let last = parts.last,
            let seconds = Decimal64(String(last), decimals: 3), (0..<60_000).contains(seconds.units)
        else { return nil }
        var minutes: Int64 = 0
        for part in parts.dropLast() {
            guard part.utf8.allSatisfy(ByteText.isDigit), let number = Int64(part),
                number < 1_000_000
            else { return nil }
            minutes = minutes * 60 + number
        }
        return (days * 1_440 + minutes) * 60_000 + seconds.units
    }
}
