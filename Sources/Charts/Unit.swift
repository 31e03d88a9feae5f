/// How the numbers of a chart are written: thousands apart by a thin space that does not break,
/// a point before decimals, a real minus sign, and – for what is no number.
package enum Unit: Sendable, Hashable {
    /// Whole things; fractions, as in means and shares of a credit, keep one decimal.
    case count
    case decimal(places: Int)
    /// A share, where 1 is 100 %, with one decimal.
    case percent
    /// Seconds, written in the two largest of days, hours, minutes and seconds.
    case duration
    /// A number with two decimals and the currency or other unit behind it.
    case amount(String)

    package func text(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        switch self {
        case .count: return Self.fixed(value, places: value == value.rounded() ? 0 : 1)
        case .decimal(let places): return Self.fixed(value, places: places)
        case .percent: return Self.fixed(value * 100, places: 1) + "\(Self.gap)%"
        case .duration: return Self.duration(value)
        case .amount(let unit): return Self.fixed(value, places: 2) + "\(Self.gap)\(unit)"
        }
    }

    /// Short, for an axis: no decimals that the step does not need, millions as M.
    package func tick(_ value: Double, step: Double) -> String {
        guard value.isFinite, step.isFinite, step > 0 else { return "–" }
        switch self {
        case .percent:
            return Self.short(value * 100, step: step * 100) + "\(Self.gap)%"
        case .duration: return Self.duration(value)
        case .count, .decimal, .amount: return Self.short(value, step: step)
        }
    }

    /// The smallest round distance of ticks that is not below `least`.
    func step(above least: Double) -> Double {
        guard self == .duration, least > 1 else { return Axis.niceStep(above: least) }
        let ladder: [Double] = [
            2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200,
        ]
        return ladder.first { $0 >= least * (1 - 1e-9) }
            ?? 86_400 * max(1, Axis.niceStep(above: least / 86_400))
    }

    /// A thin space that does not break.
    private static let gap = "\u{202F}"

    private static func short(_ value: Double, step: Double) -> String {
        if value == 0 { return "0" }
        if step >= 2e5, value.magnitude < 1e15 {
            return decimals(value / 1e6, step: step / 1e6) + "\(gap)M"
        }
        return decimals(value, step: step)
    }

    private static func decimals(_ value: Double, step: Double) -> String {
        var places = 0
        var scaled = step
        while places < 6, (scaled - scaled.rounded()).magnitude > 1e-6 * scaled {
            places += 1
            scaled *= 10
        }
        return fixed(value, places: places)
    }

    private static func duration(_ value: Double) -> String {
        let sign = value < 0 ? "−" : ""
        let seconds = value.magnitude
        if seconds >= 1e12 { return fixed(value / 86_400, places: 0) + "\(gap)d" }
        if seconds < 10, seconds != seconds.rounded() {
            return fixed(value, places: 1) + "\(gap)s"
        }
        let whole = Int(seconds.rounded())
        let parts = [
            (whole / 86_400, "d"), (whole / 3_600 % 24, "h"), (whole / 60 % 60, "min"),
            (whole % 60, "s"),
        ]
        let first = parts.firstIndex { $0.0 > 0 } ?? 3
        let shown = parts[first...].prefix(2).enumerated().filter {
            $0.offset == 0 || $0.element.0 > 0
        }
        return sign
            + shown.map { "\(grouped($0.element.0))\(gap)\($0.element.1)" }
            .joined(separator: " ")
    }

    /// Rounded half away from zero; beyond 10¹⁵ in powers of ten.
    static func fixed(_ value: Double, places: Int) -> String {
        guard value.isFinite else { return "–" }
        guard value.magnitude < 1e15 else { return scientific(value) }

        let places = min(max(places, 0), 6)
        let factor = (0..<places).reduce(1) { power, _ in power * 10 }
        let whole = value.magnitude.rounded(.towardZero)
        let fraction = (value.magnitude - whole) * Double(factor)

        let rounded = Int(fraction.rounded())
        let carried = Int(whole) + rounded / factor
        let rest = rounded % factor
        let sign = value < 0 && (carried > 0 || rest > 0) ? "−" : ""
        if places == 0 { return sign + grouped(carried) }
        let digits = String(rest)
        let zeros = String(repeating: "0", count: places - digits.count)
        return "\(sign)\(grouped(carried)).\(zeros)\(digits)"
    }

    private static func scientific(_ value: Double) -> String {
        var mantissa = value.magnitude
        var exponent = 0
        while mantissa >= 9.95 {
            mantissa /= 10
            exponent += 1
        }
        return (value < 0 ? "−" : "") + fixed(mantissa, places: 1) + "e\(exponent)"
    }

    private static func grouped(_ whole: Int) -> String {
        let digits = Array(String(whole))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += gap }
            text.append(digit)
        }
        return text
    }
}
