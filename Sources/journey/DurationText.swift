import ArgumentParser

/// Durations as people write them: `90s`, `15m`, `24h`, `7d`, `2w`.
enum DurationText {
    private static let units: [Character: Int] = [
        "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800,
    ]

    static func seconds(_ text: String, of option: String) throws -> Int {
        guard let last = text.last, let unit = units[last], let count = Int(text.dropLast()),
            count >= 0, count <= 1_000_000
        else { throw ValidationError("\(option) \(text): a duration is 90s, 15m, 24h, 7d or 2w") }
        return count * unit
    }
}
