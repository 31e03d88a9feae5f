/// Measurements of one group, for the summary that every duration is reported with: n, median,
/// 90th percentile and mean.
package struct Sample: Sendable, Hashable {
    /// Ascending.
    package let sorted: [Double]

    /// How many values were no finite number and are in no figure.
    package let ignored: Int

    package init(_ values: some Sequence<Double>) {
        var finite: [Double] = []
        var ignored = 0
        for value in values {
            if value.isFinite { finite.append(value) } else { ignored += 1 }
        }
        finite.sort()
        self.sorted = finite
        self.ignored = ignored
    }

    package var count: Int { sorted.count }

    package var median: Double? { quantile(0.5) }

    package var mean: Double? {
        sorted.isEmpty ? nil : sorted.reduce(0, +) / Double(sorted.count)
    }

    /// The value below which the share `p` of the sample lies, interpolated between neighbours as
    /// `percentile_cont` does in PostgreSQL (type 7 of Hyndman and Fan 1996).
    ///
    /// - Parameter p: 0…1; 0 is the smallest value, 1 the largest.
    /// - Returns: `nil` for an empty sample.
    package func quantile(_ p: Double) -> Double? {
        precondition((0...1).contains(p), "a quantile lies between 0 and 1")
        guard let last = sorted.indices.last else { return nil }

        let position = p * Double(last)
        let below = Int(position)
        let above = min(below + 1, last)
        let weight = position - Double(below)
        return sorted[below] + weight * (sorted[above] - sorted[below])
    }
}
