/// Tells a day with far too few or too many records by the same weekdays before it.
package enum VolumeCheck {
    /// Days of the same weekday that are compared with.
    package static let weeks = 4
    private static let lowest = 0.5
    private static let highest = 2.0

    package enum Verdict: Sendable, Hashable {
        case usual
        /// The source is too young, or had nothing on such days.
        case unknown
        case unusual(median: Double)
    }

    /// - Parameter earlier: Records of the same weekday, the newest first. Days without records at
    ///   the end of it are taken for days before the source began.
    package static func judge(_ records: Int, earlier: [Int]) -> Verdict {
        var known = earlier
        while known.last == 0 { known.removeLast() }
        guard known.count >= weeks else { return .unknown }
        let sorted = known.prefix(weeks).sorted()
        let median = Double(sorted[weeks / 2 - 1] + sorted[weeks / 2]) / 2
        guard median > 0 else { return .unknown }
        let share = Double(records) / median
        return share < lowest || share > highest ? .unusual(median: median) : .usual
    }
}
