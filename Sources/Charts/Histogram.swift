/// How often values fall into ranges.
package struct Histogram: Chart {
    package struct Bin: Sendable, Hashable {
        package var from: Double
        /// Above `from`.
        package var to: Double
        package var count: Double

        package init(from: Double, to: Double, count: Double) {
            self.from = from
            self.to = to
            self.count = count
        }
    }

    /// A value to point out, such as the median.
    package struct Mark: Sendable, Hashable {
        package var label: String
        package var value: Double

        package init(label: String, value: Double) {
            self.label = label
            self.value = value
        }
    }

    package static let limit = 200
    private static let markRows = 3

    package var title: String
    package var note: String
    /// Of the values, not of the counts.
    package var unit: Unit
    /// Where widths differ, areas are in proportion to counts, not heights.
    package var bins: [Bin]
    package var marks: [Mark]
    package var empty: String

    package init(
        title: String, note: String = "", unit: Unit, bins: [Bin], marks: [Mark] = [],
        empty: String = "No data."
    ) {
        self.title = title
        self.note = note
        self.unit = unit
        self.bins = bins
        self.marks = marks
        self.empty = empty
    }

    /// Sorts values into ranges of one round width that begin at its multiples.
    ///
    /// - Parameter count: About how many ranges.
    /// - Returns: Empty ranges between others included; values that are no finite number are not.
    package static func bins(of values: [Double], unit: Unit, about count: Int = 20) -> [Bin] {
        let finite = values.filter { $0.magnitude < 1e100 }
        guard let low = finite.min(), let high = finite.max() else { return [] }
        let spread = high > low ? high - low : max(1, low.magnitude * 0.1)
        let step = unit.step(above: spread / Double(max(1, min(count, limit / 2))))
        let first = (low / step).rounded(.down)
        let number = min(limit, Int(max(0, ((high / step).rounded(.down) - first))) + 1)

        var counts = Array(repeating: 0.0, count: number)
        for value in finite {
            let place = (value / step).rounded(.down) - first
            counts[min(max(0, Int(place)), number - 1)] += 1
        }
        return counts.indices.map {
            Bin(
                from: (first + Double($0)) * step, to: (first + Double($0 + 1)) * step,
                count: counts[$0])
        }
    }

    package var summary: String {
        let most = usable.max { $0.count < $1.count }
        guard let most else { return empty }
        let total = usable.map(\.count).reduce(0, +)
        let words = marks.map { "\($0.label) \(unit.text($0.value))" }
        return "\(Unit.count.text(total)) values. Most (\(Unit.count.text(most.count))) from "
            + "\(unit.text(most.from)) to \(unit.text(most.to))."
            + (words.isEmpty ? "" : " " + words.joined(separator: ", ") + ".")
    }

    package func draw(width: Double) -> SVG {
        let bins = usable
        guard let narrowest = bins.map({ $0.to - $0.from }).min() else {
            return Header.emptyState(title, sentence: empty, width: width)
        }

        var svg = SVG(width: width, height: 0)
        let header = Header(title, note: note, in: &svg)
        let top = header.bottom + 6 + Double(min(marks.count, Self.markRows)) * 15
        let heights = bins.map { $0.count * narrowest / ($0.to - $0.from) }
        let frame = PlotFrame(holding: heights, unit: .count, top: top, width: width)
        let axis = Axis(
            holding: bins.flatMap { [$0.from, $0.to] }, from: frame.plot.x, to: frame.plot.right,
            unit: unit, ticks: max(2, Int(frame.plot.width / 80)), includesZero: false)

        frame.drawGrid(in: &svg)
        for (bin, height) in zip(bins, heights) where bin.count > 0 {
            let (left, right) = (axis.place(bin.from), axis.place(bin.to))
            let y = frame.values.place(height)
            svg.rectangle(
                .init(x: left, y: y, width: right - left, height: frame.values.place(0) - y),
                fill: Palette.bar, stroke: Palette.paper, kind: "bar",
                tooltip: "\(unit.text(bin.from)) to \(unit.text(bin.to)): "
                    + Unit.count.text(bin.count))
        }
        frame.drawLabels(axis.ticks.map { unit.tick($0, step: axis.step) }, in: &svg) {
            axis.place(axis.ticks[$0])
        }
        let base = frame.values.place(0)
        svg.line(frame.plot.x, base, frame.plot.right, base, stroke: Palette.axis)
        drawMarks(frame, axis, in: &svg)
        svg.height = frame.plot.bottom + 30
        return svg
    }

    private var usable: [Bin] {
        let bins = bins.prefix(Self.limit).filter {
            $0.from.isFinite && $0.to.isFinite && $0.to > $0.from && $0.count >= 0
                && $0.count.isFinite && ($0.to - $0.from).isFinite
        }
        return bins.contains { $0.count > 0 } ? bins : []
    }

    /// Texts that would run into each other stand in rows; one without any room is left out, since
    /// the summary has it.
    private func drawMarks(_ frame: PlotFrame, _ axis: Axis, in svg: inout SVG) {
        let known = marks.filter(\.value.isFinite).sorted { $0.value < $1.value }
        var free = Array(repeating: 0.0, count: min(marks.count, Self.markRows))
        var texts: [(text: String, x: Double, y: Double)] = []
        for mark in known {
            let x = axis.place(mark.value)
            let text = "\(mark.label) \(unit.text(mark.value))"
            let size = TextFit.width(text, size: 11)
            let left = max(min(x - size / 2, svg.width - Header.margin - size), Header.margin)
            let row = free.firstIndex { left >= $0 }
            let y = frame.plot.y - 8 - Double(row ?? 0) * 15
            svg.line(
                x, y + 2, x, frame.plot.bottom, stroke: Palette.ink, width: 1.5, dashes: "5 3",
                kind: "mark")
            guard let row else { continue }
            let room = svg.width - Header.margin - left
            texts.append((TextFit.truncated(text, to: room, size: 11), left, y))
            free[row] = left + size + 8
        }
        // On top of all lines, with a rim that interrupts them.
        for entry in texts {
            svg.label(entry.text, x: entry.x, y: entry.y, .init(11, hasRim: true))
        }
    }
}
