import Foundation
import JourneyModel

/// How a time is written in a path: `%Y-%m-%d`, as `strftime` has it, in no language.
package struct TimePattern: Sendable, Hashable {
    private static let known: Set<Character> = [
        "Y", "y", "m", "d", "H", "M", "S", "j", "F", "T", "G", "V", "s", "%",
    ]

    private let text: String

    package init(parsing text: String) throws(PlaceholderText.Problem) {
        var rest = text[...]
        while let percent = rest.firstIndex(of: "%") {
            rest = rest[rest.index(after: percent)...]
            guard let letter = rest.popFirst(), Self.known.contains(letter) else {
                throw PlaceholderText.Problem(
                    message: "the pattern \(text) is not understood; after a % stands one of "
                        + Self.known.map(String.init).sorted().joined(separator: " "))
            }
        }
        guard !text.isEmpty else {
            throw PlaceholderText.Problem(message: "the pattern after the colon is empty")
        }
        self.text = text
    }

    var hasHours: Bool { text.contains("%H") || text.contains("%T") || text.contains("%s") }

    func text(of moment: Timestamp, in zone: TimeZone) -> String {
        let calendar = Calendar.gregorian(in: zone)
        let parts = calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second], from: moment.date)
        var week = Calendar(identifier: .iso8601)
        week.timeZone = zone
        var written = ""
        var rest = text[...]
        while let letter = rest.popFirst() {
            guard letter == "%" else {
                written.append(letter)
                continue
            }
            switch rest.popFirst() {
            case "Y": written += Self.padded(parts.year, 4)
            case "y": written += Self.padded(parts.year.map { $0 % 100 }, 2)
            case "m": written += Self.padded(parts.month, 2)
            case "d": written += Self.padded(parts.day, 2)
            case "H": written += Self.padded(parts.hour, 2)
            case "M": written += Self.padded(parts.minute, 2)
            case "S": written += Self.padded(parts.second, 2)
            case "j":
                written += Self.padded(
                    calendar.ordinality(of: .day, in: .year, for: moment.date), 3)
            case "F":
                written += Self.padded(parts.year, 4) + "-" + Self.padded(parts.month, 2) + "-"
                written += Self.padded(parts.day, 2)
            case "T":
                written += Self.padded(parts.hour, 2) + ":" + Self.padded(parts.minute, 2) + ":"
                written += Self.padded(parts.second, 2)
            case "G":
                written += Self.padded(week.component(.yearForWeekOfYear, from: moment.date), 4)
            case "V": written += Self.padded(week.component(.weekOfYear, from: moment.date), 2)
            case "s": written += String(moment.microseconds / 1_000_000)
            default: written += "%"
            }
        }
        return written
    }

    private static func padded(_ number: Int?, _ width: Int) -> String {
        let digits = String(number ?? 0)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
