import Foundation

/// How numbers are spelled; never by the locale of the machine.
enum Figures {
    static func fixed(_ value: Double, places: Int) -> String {
        let text = String(format: "%.\(places)f", value)
        return Double(text) == 0 ? text.replacing("-", with: "") : text
    }

    /// With at most `places` decimals and without trailing zeros.
    static func decimal(_ value: Double, places: Int) -> String {
        var text = String(format: "%.\(places)f", value)
        if text.contains(".") {
            while text.hasSuffix("0") { text.removeLast() }
            if text.hasSuffix(".") { text.removeLast() }
        }
        return text == "-0" ? "0" : text
    }

    /// Groups of three digits before the point, apart by `separator`.
    static func grouped(_ digits: String, separator: String = ",") -> String {
        let isNegative = digits.hasPrefix("-")
        let parts = digits.drop { $0 == "-" }.split(
            separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, whole.allSatisfy(\.isNumber) else { return digits }
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index).isMultiple(of: 3) { grouped += separator }
            grouped.append(digit)
        }
        let fraction = parts.count > 1 ? "." + parts[1] : ""
        return (isNegative ? "-" : "") + grouped + fraction
    }

    static func percent(_ share: Double) -> String {
        String(format: "%.1f", share * 100) + " %"
    }

    /// The two largest of days, hours, minutes and seconds.
    static func duration(_ seconds: Double) -> String {
        let total = Int(seconds.rounded().magnitude)
        let sign = seconds.rounded() < 0 ? "-" : ""
        let units = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")]
        guard let first = units.firstIndex(where: { total >= $0.0 }) else { return "0 s" }
        var rest = total
        var words: [String] = []
        for (length, name) in units[first...].prefix(2) {
            let count = rest / length
            rest %= length
            if count > 0 { words.append("\(count) \(name)") }
        }
        return sign + words.joined(separator: " ")
    }

    /// As people read it in a table.
    static func display(_ cell: Cell, as kind: Column.Kind) -> String {
        guard case .number(let value, let spelled) = cell else { return cell.plain }
        switch kind {
        case .rate: return percent(value)
        case .seconds: return duration(value)
        case .amount: return grouped(String(format: "%.2f", value))
        case .number: return grouped(decimal(value, places: 2))
        case .count: return grouped(spelled)
        case .text: return spelled
        }
    }
}
