/// A table of values in shades, such as weekday by hour.
package struct HeatMap: Chart {
    package static let limit = 100
    private static let wrappedColumns = 8

    package var title: String
    package var note: String
    package var unit: Unit
    package var rows: [String]
    package var columns: [String]
    /// `values[row][column]`; `nil` and missing ones are shown as unknown, not as zero.
    package var values: [[Double?]]
    package var empty: String

    package init(
        title: String, note: String = "", unit: Unit, rows: [String], columns: [String],
        values: [[Double?]], empty: String = "No data."
    ) {
        self.title = title
        self.note = note
        self.unit = unit
        self.rows = rows
        self.columns = columns
        self.values = values
        self.empty = empty
    }

    package var summary: String {
        let known = cells.compactMap { cell in cell.value.map { (cell, $0) } }
        guard let most = known.max(by: { $0.1 < $1.1 }), let least = known.min(by: { $0.1 < $1.1 })
        else { return empty }
        return "\(rows.count) rows by \(columns.count) columns. Most: \(words(most.0)). "
            + "Least: \(words(least.0))."
    }

    package func draw(width: Double) -> SVG {
        let known = cells.compactMap(\.value)
        if known.isEmpty { return Header.emptyState(title, sentence: empty, width: width) }

        var svg = SVG(width: width, height: 0)
        let hidden = max(0, rows.count - Self.limit)
        let note = Header.note(note, leavingOut: hidden, of: "rows")
        let header = Header(title, note: note, in: &svg)
        let scale = RampScale(holding: known, unit: unit)
        let legendBottom = drawLegend(scale, top: header.bottom, in: &svg)

        let inner = width - 2 * Header.margin
        let labels = rows.map { TextFit.width($0, size: 12) }.max() ?? 0
        let labelRoom = min(labels, inner * 0.34)
        let gutter = labelRoom + 8
        let columnWidth = (inner - gutter) / Double(max(1, columns.count))
        let plot = SVG.Box(
            x: Header.margin + gutter, y: legendBottom + 8 + 13 * nameLines(columnWidth),
            width: inner - gutter,
            height: Double(min(rows.count, Self.limit)) * 24)

        drawNames(plot, labelRoom: labelRoom, columnWidth: columnWidth, in: &svg)
        let texts = cells.compactMap { $0.value.map(short) }
        let widest = texts.map { TextFit.width($0, size: 11) }.max() ?? 0
        for cell in cells where cell.row < Self.limit {
            let box = SVG.Box(
                x: plot.x + Double(cell.column) * columnWidth, y: plot.y + Double(cell.row) * 24,
                width: columnWidth, height: 24)
            draw(cell, box, scale, hasNumber: widest + 4 <= columnWidth, in: &svg)
        }
        svg.height = plot.bottom + Header.margin
        return svg
    }

    private struct Cell {
        var row: Int
        var column: Int
        var value: Double?
    }

    private var cells: [Cell] {
        rows.indices.flatMap { row in
            columns.indices.map { column in
                let isGiven = row < values.count && column < values[row].count
                let value = isGiven ? values[row][column] : nil
                return Cell(row: row, column: column, value: value?.isFinite == true ? value : nil)
            }
        }
    }

    private func words(_ cell: Cell) -> String {
        "\(rows[cell.row]), \(columns[cell.column]): \(cell.value.map(unit.text) ?? "unknown")"
    }

    /// Cells are narrow: the legend and the tooltip have the unit.
    private func short(_ value: Double) -> String {
        unit == .percent
            ? Unit.decimal(places: 1).text(value * 100) : unit.text(value)
    }

    private func draw(
        _ cell: Cell, _ box: SVG.Box, _ scale: RampScale, hasNumber: Bool, in svg: inout SVG
    ) {
        let step = cell.value.map(scale.step)
        svg.rectangle(
            box, fill: step.map { Palette.ramp[$0] } ?? Palette.paper, stroke: Palette.paper,
            kind: step == nil ? "unknown" : "cell", tooltip: words(cell))
        if let step, let value = cell.value, hasNumber {
            svg.label(
                short(value), x: box.x + box.width / 2, y: box.y + 16,
                .init(11, fill: Palette.ink(onStep: step), anchor: .middle))
        } else if step == nil {
            svg.label(
                "·", x: box.x + box.width / 2, y: box.y + 16,
                .init(12, fill: Palette.muted, anchor: .middle))
        }
    }

    private func drawNames(
        _ plot: SVG.Box, labelRoom: Double, columnWidth: Double, in svg: inout SVG
    ) {
        for (index, row) in rows.prefix(Self.limit).enumerated() {
            svg.label(
                TextFit.truncated(row, to: labelRoom, size: 12), x: plot.x - 8,
                y: plot.y + Double(index) * 24 + 16, .init(12, anchor: .end), tooltip: row)
        }
        if columns.count <= Self.wrappedColumns {
            drawWrappedNames(plot, columnWidth: columnWidth, in: &svg)
            return
        }
        let widest = columns.map { TextFit.width($0, size: 11) }.max() ?? 0
        let most = min(widest, max(columnWidth, 60))
        let every = Int(Axis.niceStep(above: max(1, (most + 6) / columnWidth)))
        for index in stride(from: 0, to: columns.count, by: every) {
            let text = TextFit.truncated(columns[index], to: most, size: 11)
            let half = TextFit.width(text, size: 11) / 2
            let middle = plot.x + (Double(index) + 0.5) * columnWidth
            svg.label(
                text, x: min(middle, svg.width - 4 - half), y: plot.y - 6,
                .init(11, fill: Palette.muted, anchor: .middle), tooltip: columns[index])
        }
    }

    /// A few columns keep all their names, in two lines where one is too short.
    private func drawWrappedNames(_ plot: SVG.Box, columnWidth: Double, in svg: inout SVG) {
        for (index, column) in columns.enumerated() {
            let lines = TextFit.lines(column, to: columnWidth - 4, size: 11, atMost: 2)
            for (row, line) in lines.enumerated() {
                svg.label(
                    line, x: plot.x + (Double(index) + 0.5) * columnWidth,
                    y: plot.y - 6 - Double(lines.count - 1 - row) * 13,
                    .init(11, fill: Palette.muted, anchor: .middle), tooltip: column)
            }
        }
    }

    private func nameLines(_ columnWidth: Double) -> Double {
        let isWide = columns.contains { TextFit.width($0, size: 11) > columnWidth - 4 }
        return isWide && columns.count <= Self.wrappedColumns ? 2 : 1
    }

    private func drawLegend(_ scale: RampScale, top: Double, in svg: inout SVG) -> Double {
        let step = min(34, (svg.width - 2 * Header.margin - 130) / Double(Palette.ramp.count))
        let low = unit.tick(scale.low, step: scale.tick)
        let high = unit.tick(scale.high, step: scale.tick)
        svg.label(low, x: Header.margin, y: top + 11, .init(11, fill: Palette.muted))
        var x = Header.margin + TextFit.width(low, size: 11) + 6
        for colour in Palette.ramp {
            svg.rectangle(
                .init(x: x, y: top, width: step, height: 13), fill: colour, stroke: Palette.grid)
            x += step
        }
        svg.label(high, x: x + 6, y: top + 11, .init(11, fill: Palette.muted))
        return top + 18
    }
}

/// Which shade a value gets: equal steps between two round numbers.
struct RampScale {
    let low: Double
    let high: Double
    let tick: Double

    init(holding values: [Double], unit: Unit) {
        let axis = Axis(
            holding: values, from: 0, to: 1, unit: unit, includesZero: (values.min() ?? 0) >= 0)
        low = axis.ticks[0]
        high = axis.ticks[axis.ticks.count - 1]
        tick = axis.step
    }

    func step(_ value: Double) -> Int {
        let share = (min(max(value, low), high) - low) / (high - low)
        return min(Int(share * Double(Palette.ramp.count)), Palette.ramp.count - 1)
    }
}
