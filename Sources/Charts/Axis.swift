/// A scale from values to places, with ticks at round numbers.
package struct Axis: Sendable {
    /// Values beyond are drawn as if they were this large, so that arithmetic stays finite.
    private static let limit = 1e100

    /// Ascending, from the lower to the upper end of the scale.
    package let ticks: [Double]
    package let step: Double

    private let start: Double
    private let end: Double

    /// - Parameters:
    ///   - values: All that has to lie on the axis; what is no finite number is passed over.
    ///   - range: Places of the lower and the upper end; the lower end may be the larger number.
    ///   - unit: Decides what a round step is: minutes are not in tens.
    ///   - count: About how many ticks.
    ///   - includesZero: Bars need it, lines may do without.
    package init(
        holding values: some Sequence<Double>, from start: Double, to end: Double,
        unit: Unit = .count, ticks count: Int = 5, includesZero: Bool = true
    ) {
        var low = includesZero ? 0 : Double.infinity
        var high = includesZero ? 0 : -Double.infinity
        for value in values where value.isFinite {
            low = min(low, Self.clamped(value))
            high = max(high, Self.clamped(value))
        }
        if low > high { (low, high) = (0, 1) }
        if low == high { high = low + max(1e-9, low == 0 ? 1 : low.magnitude * 0.1) }

        step = unit.step(above: (high - low) / Double(max(1, count)))
        let first = (low / step + 1e-9).rounded(.down)
        let last = max((high / step - 1e-9).rounded(.up), first + 1)
        let steps = min(Int(min(last - first, 50)), 50)
        let step = step
        ticks = (0...steps).map { (first + Double($0)) * step }
        self.start = start
        self.end = end
    }

    /// The place of a value; what lies off the scale is put at its end.
    package func place(_ value: Double) -> Double {
        let low = ticks[0]
        let high = ticks[ticks.count - 1]
        let share = (Self.clamped(value) - low) / (high - low)
        return start + min(max(share.isFinite ? share : 0, 0), 1) * (end - start)
    }

    /// The smallest of 1, 2, 5 times a power of ten that is not below `least`.
    package static func niceStep(above least: Double) -> Double {
        guard least.isFinite, least > 0 else { return 1 }
        var power = 1.0
        while power * 10 <= least { power *= 10 }
        while power > least { power /= 10 }
        let fraction = least / power
        for nice in [1.0, 2, 5] where fraction <= nice * (1 + 1e-9) { return nice * power }
        return 10 * power
    }

    private static func clamped(_ value: Double) -> Double {
        min(max(value, -limit), limit)
    }
}
