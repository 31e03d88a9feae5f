import JourneyModel

/// A month in UTC, as the partitions of web events are cut.
struct MonthOfYear: Hashable {
    /// Outside of these years a time is a mistake and goes to the default partition.
    private static let plausibleYears = 1995...2100
    private static let dayMicroseconds: Int64 = 86_400_000_000
    /// Some ten thousand years from 1970; beyond there are no months.
    private static let farthestDay: Int64 = 3_000_000
    private static let never = MonthOfYear(number: -1, range: 0..<0)

    /// Months since year 0.
    let number: Int
    private let range: Range<Int64>

    init(number: Int) {
        self.number = number
        let start = Self.daysSinceEpoch(year: number / 12, month: number % 12 + 1)
        let end = Self.daysSinceEpoch(year: (number + 1) / 12, month: (number + 1) % 12 + 1)
        range = Int64(start) * Self.dayMicroseconds..<Int64(end) * Self.dayMicroseconds
    }

    private init(number: Int, range: Range<Int64>) {
        self.number = number
        self.range = range
    }

    init(containing time: Timestamp) {
        let quotient = time.microseconds.quotientAndRemainder(dividingBy: Self.dayMicroseconds)
        let days = quotient.quotient - (quotient.remainder < 0 ? 1 : 0)
        guard (-Self.farthestDay...Self.farthestDay).contains(days) else {
            self = Self.never
            return
        }
        // Days from 0000-03-01, in eras of 400 years.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        self.init(number: Int(year * 12 + month - 1))
    }

    var isPlausible: Bool { Self.plausibleYears.contains(number / 12) }

    var firstDay: String {
        let month = number % 12 + 1
        return "\(number / 12)-\(month < 10 ? "0" : "")\(month)-01"
    }

    /// The table that holds the web events of this month.
    var partition: String {
        let month = number % 12 + 1
        return "web_event_\(number / 12)_\(month < 10 ? "0" : "")\(month)"
    }

    func contains(_ time: Timestamp) -> Bool { range.contains(time.microseconds) }

    private static func daysSinceEpoch(year: Int, month: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
