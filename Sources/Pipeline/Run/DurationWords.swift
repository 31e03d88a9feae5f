/// Durations as people write them: `90s`, `15m`, `24h`, `7d`, `2w`.
package enum DurationWords {
    /// What to write instead.
    package static let form = "a duration is 90s, 15m, 24h, 7d or 2w"

    private static let units: [Character: Int] = [
        "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800,
    ]

    package static func seconds(_ text: String) -> Int? {
        guard let last = text.last, let unit = units[last], let count = Int(text.dropLast()),
            text.first != "+", count >= 0, count <= 1_000_000
        else { return nil }
        return count * unit
    }
}
