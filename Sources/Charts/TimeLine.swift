/// One journey: what happened when, with a lane for each channel.
///
/// Idle stretches are cut out and their length written in, so that ten page views in a minute and
/// a call two days later both stay readable.
package struct TimeLine: Chart {
    package struct Event: Sendable, Hashable {
        /// The channel; lanes stand in the order in which they first occur.
        package var lane: String
        /// Seconds since 1970 in UTC.
        package var at: Double
        /// In seconds; 0 for an instant.
        package var duration: Double
        package var label: String
        /// Stands out, such as a conversion.
        package var isKey: Bool

        package init(
            lane: String, at: Double, duration: Double = 0, label: String, isKey: Bool = false
        ) {
            self.lane = lane
            self.at = at
            self.duration = duration
            self.label = label
            self.isKey = isKey
        }
    }

    package static let limit = 500
    private static let laneHeight = 42.0

    package var title: String
    package var note: String
    package var events: [Event]
    /// Seconds that the customer's clock is ahead of UTC.
    package var utcOffset: Int
    package var empty: String

    package init(
        title: String, note: String = "", events: [Event], utcOffset: Int = 0,
        empty: String = "No data."
    ) {
        self.title = title
        self.note = note
        self.events = events
        self.utcOffset = utcOffset
        self.empty = empty
    }

    package var summary: String {
        let events = ordered
        if events.isEmpty { return empty }
        return events.map { "\(clock($0.at).text), \($0.lane): \($0.label)" }
            .joined(separator: "; ") + "."
    }

    package func draw(width: Double) -> SVG {
        let events = ordered
        if events.isEmpty { return Header.emptyState(title, sentence: empty, width: width) }

        var svg = SVG(width: width, height: 0)
        let note = Header.note(note, leavingOut: self.events.count - events.count, of: "events")
        let header = Header(title, note: note, in: &svg)
        let lanes = lanes(of: events)
        let widest = lanes.map { TextFit.width($0, size: 12) }.max() ?? 0
        let gutter = min(widest, (width - 2 * Header.margin) * 0.3) + 14
        let plot = SVG.Box(
            x: Header.margin + gutter, y: header.bottom,
            width: width - 2 * Header.margin - gutter, height: Double(lanes.count) * Self.laneHeight
        )
        let scale = TimeScale(events, from: plot.x + 8, to: plot.right - 8)

        drawClock(scale, plot, in: &svg)
        for (index, lane) in lanes.enumerated() {
            let y = plot.y + Double(index) * Self.laneHeight + 28
            svg.label(
                TextFit.truncated(lane, to: gutter - 14, size: 12), x: Header.margin, y: y + 4,
                tooltip: lane)
            for part in scale.parts {
                svg.line(part.left - 8, y, part.right + 8, y)
            }
            let own = events.filter { $0.lane == lane }
            draw(own, y: y, fill: Palette.series[index % Palette.series.count], scale, in: &svg)
        }
        svg.height = plot.bottom + 42
        return svg
    }

    /// In time order; of equal times as given.
    private var ordered: [Event] {
        let usable = events.filter {
            $0.at.magnitude < 1e11 && $0.duration.magnitude < 1e11
        }
        let sorted = usable.enumerated().sorted {
            ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
        }
        return sorted.prefix(Self.limit).map(\.element)
    }

    private func lanes(of events: [Event]) -> [String] {
        var seen: Set<String> = []
        return events.map(\.lane).filter { seen.insert($0).inserted }
    }

    private func clock(_ seconds: Double) -> ClockText {
        ClockText(secondsSince1970: seconds + Double(utcOffset))
    }

    private func draw(
        _ events: [Event], y: Double, fill: String, _ scale: TimeScale, in svg: inout SVG
    ) {
        let groups = TimeLineGroup.grouped(events, scale)
        var free = (scale.parts.first?.left ?? 0) - 8
        for (index, group) in groups.enumerated() {
            let words = group.events.prefix(12).map { "\(clock($0.at).text) \($0.label)" }
            let rest = group.events.count > 12 ? "\n… \(group.events.count - 12) more" : ""
            let tooltip = words.joined(separator: "\n") + rest
            draw(group, y: y, fill: fill, tooltip: tooltip, in: &svg)

            let next = index + 1 < groups.count ? groups[index + 1].left - 8 : svg.width - 4
            drawLabel(of: group, from: free, to: next, y: y - 13, tooltip: tooltip, in: &svg)
            free = max(free, group.right + 8)
        }
    }

    /// Above its event: from where that begins, or up to where it ends if that leaves more room.
    private func drawLabel(
        of group: TimeLineGroup, from free: Double, to next: Double, y: Double, tooltip: String,
        in svg: inout SVG
    ) {
        guard let text = group.events.last?.label else { return }
        let left = group.left - 6
        let right = min(group.right + 8, svg.width - 4)
        let needed = TextFit.width(text, size: 11)
        let isEnding = needed > next - left && right - free > next - left
        let room = isEnding ? right - free : next - left
        guard room >= min(needed, 30) else { return }
        svg.label(
            TextFit.truncated(text, to: room, size: 11), x: isEnding ? right : left, y: y,
            .init(11, anchor: isEnding ? .end : .start, hasRim: true), tooltip: tooltip)
    }

    private func draw(
        _ group: TimeLineGroup, y: Double, fill: String, tooltip: String, in svg: inout SVG
    ) {
        let middle = (group.left + group.right) / 2
        if group.isKey {
            let path = "M\(middle.svgText) \((y - 10).svgText)l9 10l-9 10l-9 -10z"
            svg.add(
                "path",
                [
                    "class": "event", "d": path, "fill": fill, "stroke": Palette.ink,
                    "stroke-width": 1.5,
                ], tooltip: tooltip)
        } else if group.events.count == 1, group.right - group.left < 1 {
            svg.dot(x: middle, y: y, radius: 6, fill: fill, kind: "event", tooltip: tooltip)
        } else {
            let box = SVG.Box(
                x: group.left - 8, y: y - 8, width: group.right - group.left + 16, height: 16)
            svg.rectangle(
                box, fill: fill, stroke: Palette.paper, radius: 8, kind: "event", tooltip: tooltip)
        }
        if group.events.count > 1 {
            svg.label(
                String(group.events.count), x: middle, y: y + 4,
                .init(11, fill: Palette.paper, anchor: .middle, isBold: true))
        }
    }

    private func drawClock(_ scale: TimeScale, _ plot: SVG.Box, in svg: inout SVG) {
        for (index, part) in scale.parts.enumerated() {
            let start = clock(part.start)
            let look = SVG.Lettering(11, fill: Palette.muted)
            svg.line(part.left, plot.y, part.left, plot.bottom + 4, dashes: "2 3")
            svg.label(start.day, x: part.left - 4, y: plot.bottom + 17, look)
            svg.label(start.time, x: part.left - 4, y: plot.bottom + 32, look)
            let end = clock(part.end)
            if part.right - part.left > 84, end.time != start.time {
                svg.label(
                    end.time, x: part.right + 4, y: plot.bottom + 32,
                    .init(11, fill: Palette.muted, anchor: .end))
            }
            guard index > 0 else { continue }
            let gap = scale.parts[index - 1]
            let middle = (gap.right + part.left) / 2
            svg.label(
                TimeScale.short(part.start - gap.end), x: middle, y: plot.bottom + 17,
                .init(11, fill: Palette.muted, anchor: .middle),
                tooltip: "\(Unit.duration.text(part.start - gap.end)) without events")
        }
    }
}
