/// A time axis in parts, each to a scale of its own, with the idle stretches between them cut out.
struct TimeScale {
    struct Part {
        var start: Double
        var end: Double
        var eventCount: Int
        var left = 0.0
        var right = 0.0
    }

    /// The room for the length of an idle stretch, written in.
    private static let gap = 56.0
    /// The least room for a part: its clock time has to fit below.
    private static let least = 34.0

    private(set) var parts: [Part]

    /// - Parameter events: In time order, one at least.
    init(_ events: [TimeLine.Event], from left: Double, to right: Double) {
        let most = max(1, Int((right - left) / (Self.least + Self.gap)))
        // Half an hour without an event ends a session; with less room only longer breaks count.
        var idle = 1_800.0
        parts = Self.parts(events, idle: idle)
        while parts.count > most {
            idle *= 2
            parts = Self.parts(events, idle: idle)
        }

        let free =
            right - left - Double(parts.count) * Self.least - Double(parts.count - 1) * Self.gap
        let total = parts.map { Double($0.eventCount) }.reduce(0, +)
        var x = left
        for index in parts.indices {
            parts[index].left = x
            x += Self.least + max(0, free) * Double(parts[index].eventCount) / max(1, total)
            parts[index].right = x
            x += Self.gap
        }
    }

    func place(_ time: Double) -> Double {
        let part = parts.last { $0.start <= time } ?? parts[0]
        guard part.end > part.start else { return part.left }
        let share = min(max((time - part.start) / (part.end - part.start), 0), 1)
        return part.left + share * (part.right - part.left)
    }

    /// The larger unit only, rounded.
    static func short(_ seconds: Double) -> String {
        let gap = "\u{202F}"
        if seconds >= 36 * 3_600 { return "\(Int((seconds / 86_400).rounded()))\(gap)days" }
        if seconds >= 5_400 { return "\(Int((seconds / 3_600).rounded()))\(gap)h" }
        return "\(Int((seconds / 60).rounded()))\(gap)min"
    }

    private static func parts(_ events: [TimeLine.Event], idle: Double) -> [Part] {
        var parts: [Part] = []
        for event in events {
            let end = event.at + max(0, event.duration)
            if let last = parts.last, event.at - last.end <= idle {
                parts[parts.count - 1].end = max(last.end, end)
                parts[parts.count - 1].eventCount += 1
            } else {
                parts.append(Part(start: event.at, end: end, eventCount: 1))
            }
        }
        return parts
    }
}
