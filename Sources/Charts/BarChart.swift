/// Horizontal bars, one a group, with the interval that each figure allows.
package struct BarChart: Chart {
    package struct Bar: Sendable, Hashable {
        package var label: String
        /// `nil` for a figure that is hidden or unknown: the row stays, without a bar.
        package var value: Double?
        /// Bounds of the 95 % interval; drawn only when both are known.
        package var low: Double?
        package var high: Double?
        /// A few words beside the value, such as "n < 20".
        package var note: String

        package init(
            label: String, value: Double?, low: Double? = nil, high: Double? = nil,
            note: String = ""
        ) {
            self.label = label
            self.value = value
            self.low = low
            self.high = high
            self.note = note
        }
    }

    /// More rows make a drawing nobody reads; the note says how many are left out.
    package static let limit = 100

    package var title: String
    package var note: String
    package var unit: Unit
    package var bars: [Bar]
    /// The sentence that stands in place of the drawing when there are no bars.
    package var empty: String

    package init(
        title: String, note: String = "", unit: Unit, bars: [Bar], empty: String = "No data."
    ) {
        self.title = title
        self.note = note
        self.unit = unit
        self.bars = bars
        self.empty = empty
    }

    package var summary: String {
        if bars.isEmpty { return empty }
        let rows = bars.prefix(Self.limit).map { "\($0.label): \(words($0))" }
        return rows.joined(separator: "; ") + "."
    }

    package func draw(width: Double) -> SVG {
        if bars.isEmpty { return Header.emptyState(title, sentence: empty, width: width) }

        var svg = SVG(width: width, height: 0)
        let shown = Array(bars.prefix(Self.limit))
        let note = Header.note(note, leavingOut: bars.count - shown.count, of: "rows")
        let header = Header(title, note: note, in: &svg)
        let layout = BarLayout(of: shown, unit: unit, below: header.bottom, width: width)

        drawScale(layout, in: &svg)
        let zero = layout.axis.place(0)
        svg.line(zero, layout.plot.y, zero, layout.plot.bottom, stroke: Palette.axis)
        for (index, bar) in shown.enumerated() { draw(bar, row: index, layout, in: &svg) }
        svg.height = layout.plot.bottom + 30
        return svg
    }

    private func drawScale(_ layout: BarLayout, in svg: inout SVG) {
        let axis = layout.axis
        for (index, tick) in axis.ticks.enumerated() {
            let x = axis.place(tick)
            svg.line(x, layout.plot.y, x, layout.plot.bottom)
            let text = unit.tick(tick, step: axis.step)
            let isEdge = index == axis.ticks.count - 1 && x + 20 > svg.width - Header.margin
            svg.label(
                text, x: isEdge ? svg.width - Header.margin : x, y: layout.plot.bottom + 16,
                .init(11, fill: Palette.muted, anchor: isEdge ? .end : .middle))
        }
    }

    private func draw(_ bar: Bar, row: Int, _ layout: BarLayout, in svg: inout SVG) {
        let place = layout.row(row)
        let tooltip = "\(bar.label): \(words(bar))"
        let value = bar.value.map(unit.text) ?? "–"

        let right = svg.width - Header.margin
        let valueWidth = TextFit.width(value, size: 12)
        svg.label(
            TextFit.truncated(bar.label, to: layout.labelRoom(beside: bar, unit: unit), size: 12),
            x: Header.margin, y: place.label, .init(hasRim: true), tooltip: tooltip)
        svg.label(
            value, x: right, y: place.label, .init(12, anchor: .end, isBold: true, hasRim: true))
        let noteRoom = layout.noteRoom(valueWidth: valueWidth)
        svg.label(
            TextFit.truncated(bar.note, to: noteRoom, size: 11),
            x: right - valueWidth - 8, y: place.label,
            .init(11, fill: Palette.muted, anchor: .end, hasRim: true), tooltip: bar.note)

        guard let number = bar.value, number.isFinite else { return }
        let zero = layout.axis.place(0)
        let end = layout.axis.place(number)
        svg.rectangle(
            .init(x: min(zero, end), y: place.bar, width: abs(end - zero), height: 14),
            fill: Palette.bar, kind: "bar", tooltip: tooltip)
        if let low = bar.low, let high = bar.high, low.isFinite, high.isFinite {
            drawWhisker(
                from: layout.axis.place(low), to: layout.axis.place(high), y: place.bar + 7,
                in: &svg)
        }
    }

    /// A rim in the colour of the paper keeps the line visible on top of the bar.
    private func drawWhisker(from low: Double, to high: Double, y: Double, in svg: inout SVG) {
        let path =
            "M\(low.svgText) \((y - 4).svgText)v8M\(low.svgText) \(y.svgText)H\(high.svgText)"
            + "M\(high.svgText) \((y - 4).svgText)v8"
        for (stroke, width) in [(Palette.paper, 4.0), (Palette.ink, 1.5)] {
            svg.add(
                "path",
                [
                    "class": stroke == Palette.ink ? "interval" : "", "d": path, "fill": "none",
                    "stroke": stroke, "stroke-width": width,
                ])
        }
    }

    private func words(_ bar: Bar) -> String {
        var words = bar.value.map(unit.text) ?? "–"
        if let low = bar.low, let high = bar.high {
            words += " (95 %: \(unit.text(low)) to \(unit.text(high)))"
        }
        return bar.note.isEmpty ? words : "\(words), \(bar.note)"
    }
}
