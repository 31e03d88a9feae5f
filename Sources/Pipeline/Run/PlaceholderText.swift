import Foundation
import JourneyModel

/// A path or a command with places for the times of a run: `{since}`, `{until}` and
/// `{date:%Y-%m-%d}`.
package struct PlaceholderText: Sendable, Hashable {
    package enum Style: Sendable {
        case path
        /// Braces mean something to a shell too, so only what is surely meant for us is replaced.
        case command
    }

    /// Why a text cannot be used.
    package struct Problem: Error, Sendable, Hashable { package let message: String }

    /// One a run at most; a longer interval is a typing error.
    package static let mostVariants = 10_000

    private enum Part: Sendable, Hashable {
        case literal(String)
        case since(TimePattern?)
        case until(TimePattern?)
        case date(TimePattern)
    }

    package let text: String
    private let parts: [Part]

    package init(parsing text: String, _ style: Style) throws(Problem) {
        self.text = text
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            let isVariable = style == .command && rest[..<open].last == "$"
            parts.append(.literal(String(rest[..<open])))
            let inside = rest[rest.index(after: open)...]
            let close = inside.firstIndex(of: "}")
            if !isVariable, let close, let part = try Self.part(String(inside[..<close]), style) {
                parts.append(part)
                rest = inside[inside.index(after: close)...]
            } else if style == .command {
                parts.append(.literal("{"))
                rest = inside
            } else {
                throw Problem(message: "a { of \(text) has no }")
            }
        }
        parts.append(.literal(String(rest)))
        self.parts = parts
    }

    /// The texts for an interval: one for each day that it touches where a date is asked for, or
    /// for each hour where the date's pattern has `%H`; each once, in the order of time.
    package func expanded(for interval: RunInterval) throws(Problem) -> [String] {
        let patterns = parts.compactMap { if case .date(let pattern) = $0 { pattern } else { nil } }
        guard !patterns.isEmpty else { return [expanded(for: interval, at: interval.since)] }
        let isHourly = patterns.contains(where: \.hasHours)
        let length = (interval.until - interval.since) / (isHourly ? 3_600_000_000 : 86_400_000_000)
        guard length <= Self.mostVariants else {
            throw Problem(
                message: "\(text) stands for more than \(Self.mostVariants) paths in this interval")
        }
        var seen: Set<String> = []
        return (isHourly ? interval.hours : interval.days)
            .map { expanded(for: interval, at: $0) }
            .filter { seen.insert($0).inserted }
    }

    /// One text, whose date is the last day of the interval.
    package func single(for interval: RunInterval) -> String {
        let last = Timestamp(
            microseconds: max(interval.since.microseconds, interval.until.microseconds - 1))
        return expanded(for: interval, at: last)
    }

    private func expanded(for interval: RunInterval, at moment: Timestamp) -> String {
        func written(_ moment: Timestamp, _ pattern: TimePattern?) -> String {
            pattern?.text(of: moment, in: interval.zone) ?? moment.utcText
        }
        return parts.map { part in
            switch part {
            case .literal(let text): text
            case .since(let pattern): written(interval.since, pattern)
            case .until(let pattern): written(interval.until, pattern)
            case .date(let pattern): written(moment, pattern)
            }
        }
        .joined()
    }

    /// - Returns: `nil` for braces of the shell.
    private static func part(_ inside: String, _ style: Style) throws(Problem) -> Part? {
        let words = inside.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(words.first ?? "")
        let pattern = words.count > 1 ? String(words[1]) : nil
        let known = ["since", "until", "date"]
        guard known.contains(name) else {
            if style == .command, pattern?.contains("%") != true { return nil }
            throw Problem(
                message: "there is no placeholder {\(name)}; "
                    + Spelling.help(for: name, among: known))
        }
        var time: TimePattern?
        if let pattern { time = try TimePattern(parsing: pattern) }
        switch name {
        case "since": return .since(time)
        case "until": return .until(time)
        default:
            if let time { return .date(time) }
            return .date(try TimePattern(parsing: "%F"))
        }
    }
}
