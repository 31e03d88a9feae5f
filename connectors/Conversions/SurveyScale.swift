import ConnectorKit
import JourneyModel

/// The lowest and the highest score that could be given.
struct SurveyScale: Sendable, Hashable, CustomStringConvertible {
    /// Ten-thousandths, as scores are.
    private let low: Int64
    private let high: Int64
    let description: String

    /// - Parameter text: `1-5`, `0..10`, or the highest score alone; `nil` for what is usual: csat
    ///   1-5, nps 0-10, ces 1-7.
    init(_ text: String?, kind: String) throws(Rejection) {
        let written = text ?? ["nps": "0-10", "ces": "1-7"][kind, default: "1-5"]
        guard let (low, high) = Self.bounds(written, kind: kind), low < high else {
            throw Rejection(
                .badValue, field: "scale",
                "scale is not understood; write the lowest and highest score, such as 1-5.")
        }
        guard kind != "nps" || low == 0 && high == 100_000 else {
            throw Rejection(
                .badValue, field: "scale", "An nps score stands on the scale 0-10.")
        }
        self.low = low
        self.high = high
        description = written
    }

    func contains(_ score: Int64) -> Bool { (low...high).contains(score) }

    /// - Parameter limit: The lowest score that means satisfied; `nil` for the upper quarter of
    ///   the scale: 4 of 5, 6 of 7, 8 of 10.
    func isPositive(_ score: Int64, from limit: Int64?) -> Bool {
        if let limit { return score >= limit }
        return (score - low) * 4 >= (high - low) * 3
    }

    private static func bounds(_ text: String, kind: String) -> (low: Int64, high: Int64)? {
        let plain = text.replacing("\u{2013}", with: "-")
        let words = plain.split(separator: plain.contains("..") ? ".." : "-", maxSplits: 1)
        let parts = words.map { Decimal64(String($0), decimals: 4)?.units }
        switch parts.count {
        case 1:
            guard let high = parts[0] else { return nil }
            let startsAtZero = kind == "nps" || high == 10_000 || high == 1_000_000
            return (startsAtZero ? 0 : 10_000, high)
        case 2:
            guard let low = parts[0], let high = parts[1] else { return nil }
            return (low, high)
        default: return nil
        }
    }
}
