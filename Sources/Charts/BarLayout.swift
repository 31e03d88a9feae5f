/// Where the rows and columns of a bar chart stand: labels left and values right of the bars, or on
/// narrow paper a line of text above each bar.
struct BarLayout {
    let plot: SVG.Box
    let axis: Axis

    private let isStacked: Bool
    private let rowHeight: Double
    private let labelWidth: Double
    private let valueWidth: Double
    private let width: Double

    init(of bars: [BarChart.Bar], unit: Unit, below top: Double, width: Double) {
        let inner = width - 2 * Header.margin
        isStacked = width < ChartWidth.stacking
        rowHeight = isStacked ? 40 : 24
        self.width = width

        let labels = bars.map { TextFit.width($0.label, size: 12) }.max() ?? 0
        let values = bars.map { Self.valueWidth($0, unit: unit) }.max() ?? 0
        labelWidth = isStacked ? 0 : min(labels, inner * 0.36) + 10
        valueWidth = isStacked ? 0 : min(values, inner * 0.3) + 14
        // Half a tick's text stands out on either side where no column does.
        let overhang = isStacked ? 14.0 : 0

        plot = SVG.Box(
            x: Header.margin + labelWidth + overhang, y: top,
            width: inner - labelWidth - valueWidth - 2 * overhang,
            height: Double(bars.count) * rowHeight + 4)
        let numbers = bars.flatMap { [$0.value, $0.low, $0.high].compactMap(\.self) }
        axis = Axis(
            holding: numbers, from: plot.x, to: plot.right, unit: unit,
            ticks: max(2, Int(plot.width / 80)))
    }

    /// Base line of the text and upper edge of the bar.
    func row(_ index: Int) -> (label: Double, bar: Double) {
        let top = plot.y + Double(index) * rowHeight
        return isStacked ? (top + 16, top + 22) : (top + 18, top + 7)
    }

    func labelRoom(beside bar: BarChart.Bar, unit: Unit) -> Double {
        if !isStacked { return labelWidth - 10 }
        let room = width - 2 * Header.margin - 10
        return max(room * 0.35, room - Self.valueWidth(bar, unit: unit))
    }

    func noteRoom(valueWidth own: Double) -> Double {
        let room = isStacked ? (width - 2 * Header.margin) * 0.6 : valueWidth - 12
        return max(0, room - own - 8)
    }

    private static func valueWidth(_ bar: BarChart.Bar, unit: Unit) -> Double {
        let value = TextFit.width(bar.value.map(unit.text) ?? "–", size: 12) * 1.06
        return value + (bar.note.isEmpty ? 0 : TextFit.width(bar.note, size: 11) + 10)
    }
}
