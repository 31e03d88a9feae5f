/// Day and time of day as they are written below a time line.
struct ClockText {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// "2 Mar"
    let day: String
    /// "14:05"
    let time: String
    /// "2026-03-02 14:05"
    let text: String

    /// - Parameter seconds: By the local clock, the offset from UTC already added.
    init(secondsSince1970 seconds: Double) {
        let whole = Int(seconds.rounded(.down))
        let days = whole >= 0 ? whole / 86_400 : -((86_399 - whole) / 86_400)
        let minutes = (whole - days * 86_400) / 60
        let date = Self.civil(days)

        time = "\(Self.two(minutes / 60)):\(Self.two(minutes % 60))"
        day = "\(date.day) \(Self.months[date.month - 1])"
        text = "\(date.year)-\(Self.two(date.month))-\(Self.two(date.day)) \(time)"
    }

    /// The Gregorian date of a day counted from 1970-01-01, by way of years that begin in March.
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : String(number)
    }
}
