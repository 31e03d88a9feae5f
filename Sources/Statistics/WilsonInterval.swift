/// The range that a rate seen in a sample leaves plausible, at 95 %.
///
/// Wilson's score interval (Wilson 1927): unlike the textbook ± it stays inside 0…1, is not
/// empty at 0 or all successes, and is usable from one trial on.
package struct WilsonInterval: Sendable, Hashable {
    /// The 97.5 % point of the normal distribution.
    private static let z = 1.959963984540054

    package let low: Double
    package let high: Double

    /// - Parameters:
    ///   - rate: The share seen, 0…1.
    ///   - effectiveTrials: How many *independent* trials it is worth, above 0; need not be whole.
    package init(rate: Double, effectiveTrials: Double) {
        precondition((0...1).contains(rate), "a rate lies between 0 and 1")
        precondition(effectiveTrials > 0, "no interval without trials")

        let zSquared = Self.z * Self.z
        let shrink = 1 + zSquared / effectiveTrials
        let centre = (rate + zSquared / (2 * effectiveTrials)) / shrink
        let variance =
            rate * (1 - rate) / effectiveTrials
            + zSquared / (4 * effectiveTrials * effectiveTrials)
        let reach = Self.z / shrink * variance.squareRoot()

        // At 0 and 1 one bound is the rate itself; rounding must not move it past.
        low = rate == 0 ? 0 : min(max(centre - reach, 0), rate)
        high = rate == 1 ? 1 : max(min(centre + reach, 1), rate)
    }
}
