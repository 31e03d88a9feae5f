/// What stands before the decimals of an amount; the other of the two separates thousands.
enum DecimalMark: String, Sendable, Hashable {
    case point = "."
    case comma = ","

    private var thousands: Character { self == .point ? "," : "." }

    /// The amount without thousands separators and with a decimal point, as `1234.50`.
    ///
    /// - Parameter mark: `nil` where nobody said: then a point, and thousands only where they
    ///   can be nothing else, as in `1,234.50` and `1,234,567`.
    /// - Returns: `nil` for what is no such number.
    static func plain(_ text: String, decimal mark: DecimalMark?) -> String? {
        let decimal = mark ?? .point
        let parts = text.split(
            separator: Character(decimal.rawValue), omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first else { return nil }
        let groups = whole.split(separator: decimal.thousands, omittingEmptySubsequences: false)
        if groups.count > 1 {
            let first = groups[0].drop { $0 == "-" || $0 == "+" }
            guard (1...3).contains(first.utf8.count),
                groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }),
                mark != nil || parts.count == 2 || groups.count > 2
            else { return nil }
        }
        return groups.joined() + (parts.count == 2 ? "." + parts[1] : "")
    }
}
