/// Values over equal periods of time, one line a series.
package struct LineChart: Chart {
    package struct Point: Sendable, Hashable {
        /// `nil` where the period has no figure: the line is interrupted.
        package var value: Double?
        /// Bounds of an interval, drawn as a band behind the line.
        package var low: Double?
        package var high: Double?

        package init(_ value: Double?, low: Double? = nil, high: Double? = nil) {
            self.value = value
            self.low = low
            self.high = high
        }
    }

    package struct Series: Sendable, Hashable {
        package var name: String
        /// One a period, in the order of the periods; missing ones at the end have no figure.
        package var points: [Point]

        package init(name: String, points: [Point]) {
            self.name = name
            self.points = points
        }

        package init(name: String, values: [Double?]) {
            self.init(name: name, points: values.map { Point($0) })
        }
    }

    private static let dashes = ["", "7 4", "2 3", "9 3 2 3", "14 4", "5 2 1 2"]

    package var title: String
    package var note: String
    package var unit: Unit
    /// The texts below the axis, one a period without gaps, such as "2026-03-02" or "14:00".
    package var periods: [String]
    package var series: [Series]
    package var includesZero: Bool
    package var empty: String

    package init(
        title: String, note: String = "", unit: Unit, periods: [String], series: [Series],
        includesZero: Bool = true, empty: String = "No data."
    ) {
        self.title = title
        self.note = note
        self.unit = unit
        self.periods = periods
        self.series = series
        self.includesZero = includesZero
        self.empty = empty
    }

    package var summary: String {
        if isEmpty { return empty }
        let lines = shown.map { series in
            let known = series.points.indices.filter { value(series, at: $0) != nil }
            guard let first = known.first, let last = known.last else {
                return "\(series.name): no figures"
            }
            return "\(series.name): \(describe(series, at: first)), \(describe(series, at: last))"
        }
        return "\(periods.count) periods. " + lines.joined(separator: "; ") + "."
    }

    package func draw(width: Double) -> SVG {
        if isEmpty { return Header.emptyState(title, sentence: empty, width: width) }

        var svg = SVG(width: width, height: 0)
        let note = Header.note(note, leavingOut: series.count - shown.count, of: "series")
        let header = Header(title, note: note, in: &svg)
        let names = series.count > 1 ? shown.map(\.name) : []
        let legend = Legend(names, top: header.bottom, in: &svg) { index, box, svg in
            svg.line(
                box.x, box.y + 6, box.right, box.y + 6, stroke: Palette.series[index], width: 2,
                dashes: Self.dashes[index])
            drawMark(index, x: box.x + 11, y: box.y + 6, tooltip: "", in: &svg)
        }
        let numbers = shown.flatMap { $0.points.prefix(periods.count) }
            .flatMap { [$0.value, $0.low, $0.high].compactMap(\.self) }
        let frame = PlotFrame(
            holding: numbers, unit: unit, top: legend.bottom + 6, width: width,
            includesZero: includesZero)

        frame.drawGrid(in: &svg)
        frame.drawLabels(periods, in: &svg) { place($0, in: frame) }
        for index in shown.indices { drawBand(index, frame, in: &svg) }
        for index in shown.indices { drawLine(index, frame, in: &svg) }
        svg.height = frame.plot.bottom + 30
        return svg
    }

    private var shown: [Series] { Array(series.prefix(Palette.series.count)) }

    private var isEmpty: Bool {
        !shown.contains { series in
            series.points.indices.contains { value(series, at: $0) != nil }
        }
    }

    private func value(_ series: Series, at index: Int) -> Double? {
        guard periods.indices.contains(index), series.points.indices.contains(index),
            let value = series.points[index].value, value.isFinite
        else { return nil }
        return value
    }

    private func describe(_ series: Series, at index: Int) -> String {
        "\(periods[index]) \(value(series, at: index).map(unit.text) ?? "–")"
    }

    /// A lone period stands in the middle.
    private func place(_ index: Int, in frame: PlotFrame) -> Double {
        guard periods.count > 1 else { return frame.plot.x + frame.plot.width / 2 }
        let inner = frame.plot.width - 16
        return frame.plot.x + 8 + inner * Double(index) / Double(periods.count - 1)
    }

    private func drawLine(_ number: Int, _ frame: PlotFrame, in svg: inout SVG) {
        let series = shown[number]
        var path = ""
        var marks: [(index: Int, value: Double)] = []
        for index in periods.indices {
            guard let value = value(series, at: index) else { continue }
            let isConnected = marks.last?.index == index - 1 && !marks.isEmpty
            let x = place(index, in: frame).svgText
            path += "\(isConnected ? "L" : "M")\(x) \(frame.values.place(value).svgText)"
            marks.append((index, value))
        }
        svg.add(
            "path",
            [
                "class": "series", "d": path, "fill": "none", "stroke": Palette.series[number],
                "stroke-width": 2, "stroke-dasharray": Self.dashes[number],
                "stroke-linejoin": "round",
            ])
        // Marks on a dense line would hide it; lone points need theirs.
        let isDense = frame.plot.width / Double(periods.count) < 12
        for (index, value) in marks {
            let isLone =
                self.value(series, at: index - 1) == nil && self.value(series, at: index + 1) == nil
            if isDense && !isLone { continue }
            drawMark(
                number, x: place(index, in: frame), y: frame.values.place(value),
                tooltip: "\(series.name), \(periods[index]): \(unit.text(value))", in: &svg)
        }
    }

    private func drawBand(_ number: Int, _ frame: PlotFrame, in svg: inout SVG) {
        var upper: [String] = []
        var lower: [String] = []
        func close() {
            if upper.count > 1 {
                let outline = (upper + lower.reversed()).joined(separator: "L")
                svg.add(
                    "path",
                    [
                        "class": "band", "d": "M\(outline)Z", "fill": Palette.series[number],
                        "fill-opacity": 0.18,
                    ])
            }
            upper = []
            lower = []
        }
        for (index, point) in shown[number].points.prefix(periods.count).enumerated() {
            guard let low = point.low, let high = point.high, low.isFinite, high.isFinite else {
                close()
                continue
            }
            let x = place(index, in: frame).svgText
            upper.append("\(x) \(frame.values.place(high).svgText)")
            lower.append("\(x) \(frame.values.place(low).svgText)")
        }
        close()
    }

    /// Another shape for each series, so that lines differ without colour too.
    private func drawMark(
        _ number: Int, x: Double, y: Double, tooltip: String, in svg: inout SVG
    ) {
        let fill = Palette.series[number]
        let (left, top) = ((x - 4).svgText, (y - 4).svgText)
        let path: String
        switch number % 6 {
        case 0: return svg.dot(x: x, y: y, radius: 4, fill: fill, kind: "mark", tooltip: tooltip)
        case 1: path = "M\(left) \(top)h8v8h-8z"
        case 2: path = "M\(x.svgText) \((y - 5).svgText)l5 9h-10z"
        case 3: path = "M\(x.svgText) \((y - 5.5).svgText)l5.5 5.5l-5.5 5.5l-5.5 -5.5z"
        case 4: path = "M\(x.svgText) \((y + 5).svgText)l5 -9h-10z"
        default: path = "M\(left) \((y - 1.5).svgText)h8v3h-8z"
        }
        svg.add(
            "path",
            [
                "class": "mark", "d": path, "fill": fill, "stroke": Palette.paper,
                "stroke-width": 1,
            ], tooltip: tooltip)
    }
}
