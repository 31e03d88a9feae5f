import Foundation

/// A rule that shares one conversion out over the touches before it.
package enum AttributionModel: Sendable, Hashable {
    case last
    case first
    case linear
    /// 40 % first, 40 % last, 20 % between them; two touches 50/50.
    case position
    /// 20 % first, 60 % last, 20 % between them; two touches 25/75.
    case jShaped
    /// Each half-life of age halves the credit. In days, above 0.
    case timeDecay(halfLife: Double)

    /// The share of each touch, in the order of the touches.
    ///
    /// The last touch gets what the others leave of 1, so the shares added in order give exactly 1;
    /// another order may differ in the last binary digit. Sums of money and stored fractions use
    /// ``split(_:agesInDays:)``.
    ///
    /// - Parameter agesInDays: Days from each touch to the conversion, the earliest touch first;
    ///   below 0 for a touch after it. Only time decay reads the numbers, the other models just
    ///   their order.
    /// - Returns: One share a touch, each 0…1; empty without touches.
    package func credits(agesInDays: [Double]) -> [Double] {
        var credits = weights(agesInDays: agesInDays)
        let total = credits.reduce(0, +)
        for index in credits.indices { credits[index] /= total }

        if credits.popLast() != nil { credits.append(1 - credits.reduce(0, +)) }
        return credits
    }

    /// Shares out a whole number of indivisible units, such as cents or millionths, so that the
    /// parts add up to it exactly.
    ///
    /// Each touch gets its share rounded down; the units left over go one each to the largest
    /// fractions, of equals to the latest touch. A negative total is the mirror image.
    ///
    /// - Parameters:
    ///   - total: At most 10¹² either way, so that every share is exact to a fraction of a unit.
    ///   - agesInDays: As in ``credits(agesInDays:)``.
    package func split(_ total: Int, agesInDays: [Double]) -> [Int] {
        precondition(total.magnitude <= 1_000_000_000_000, "total is too large to be split exactly")
        let exact = credits(agesInDays: agesInDays).map { $0 * Double(total.magnitude) }
        var parts = exact.map { Int($0) }

        let left = Int(total.magnitude) - parts.reduce(0, +)
        let byFraction = exact.indices.sorted { one, other in
            let fraction = exact[one] - Double(parts[one])
            let otherFraction = exact[other] - Double(parts[other])
            return fraction == otherFraction ? one > other : fraction > otherFraction
        }
        for index in byFraction.prefix(max(0, left)) { parts[index] += 1 }
        return total < 0 ? parts.map { -$0 } : parts
    }

    private func weights(agesInDays: [Double]) -> [Double] {
        let count = agesInDays.count
        switch self {
        case .last: return Self.ends(count, first: 0, last: 1, pair: (0, 1))
        case .first: return Self.ends(count, first: 1, last: 0, pair: (1, 0))
        case .linear: return Array(repeating: 1, count: count)
        case .position: return Self.ends(count, first: 0.4, last: 0.4, pair: (0.5, 0.5))
        case .jShaped: return Self.ends(count, first: 0.2, last: 0.6, pair: (0.25, 0.75))
        case .timeDecay(let halfLife): return Self.decay(agesInDays, halfLife: halfLife)
        }
    }

    /// Fixed shares for both ends; what they leave of 1 goes to the touches between in equal parts.
    private static func ends(
        _ count: Int, first: Double, last: Double, pair: (Double, Double)
    ) -> [Double] {
        switch count {
        case 0: return []
        case 1: return [1]
        case 2: return [pair.0, pair.1]
        default:
            let between = max(0, 1 - first - last) / Double(count - 2)
            return [first] + Array(repeating: between, count: count - 2) + [last]
        }
    }

    /// Ages count from the youngest touch: the shares are the same and very old paths do not
    /// vanish below the smallest number.
    private static func decay(_ ages: [Double], halfLife: Double) -> [Double] {
        precondition(halfLife > 0, "a half-life is above 0 days")
        precondition(ages.allSatisfy(\.isFinite), "the age of a touch is a finite number")
        precondition(
            zip(ages, ages.dropFirst()).allSatisfy { $0 >= $1 }, "touches come earliest first")
        let youngest = ages.last ?? 0
        return ages.map { exp2(-($0 - youngest) / halfLife) }
    }
}
