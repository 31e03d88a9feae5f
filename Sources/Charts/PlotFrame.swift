/// The frame of a chart with values upwards: plot area, horizontal grid and tick texts.
struct PlotFrame {
    static let height = 220.0

    let plot: SVG.Box
    let values: Axis

    private let ticks: [String]

    /// - Parameter top: Where the plot area begins.
    init(
        holding numbers: [Double], unit: Unit, top: Double, width: Double,
        includesZero: Bool = true
    ) {
        let axis = Axis(
            holding: numbers, from: top + Self.height, to: top, unit: unit,
            includesZero: includesZero)
        let texts = axis.ticks.map { unit.tick($0, step: axis.step) }
        let gutter = (texts.map { TextFit.width($0, size: 11) }.max() ?? 0) + 8
        values = axis
        ticks = texts
        plot = SVG.Box(
            x: Header.margin + gutter, y: top, width: width - 2 * Header.margin - gutter,
            height: Self.height)
    }

    func drawGrid(in svg: inout SVG) {
        for (tick, text) in zip(values.ticks, ticks) {
            let y = values.place(tick)
            svg.line(
                plot.x, y, plot.right, y, stroke: tick == 0 ? Palette.axis : Palette.grid)
            svg.label(
                text, x: plot.x - 6, y: y + 4, .init(11, fill: Palette.muted, anchor: .end))
        }
    }

    /// Texts below the plot, every second, fifth, tenth … where there is no room for all.
    ///
    /// - Parameter place: The middle of the text with this index.
    func drawLabels(_ labels: [String], in svg: inout SVG, place: (Int) -> Double) {
        guard let widest = labels.map({ TextFit.width($0, size: 11) }).max() else { return }
        let spacing = labels.count > 1 ? place(1) - place(0) : plot.width
        let most = min(widest, plot.width / 2)
        let every = Int(Axis.niceStep(above: max(1, (most + 10) / max(spacing, 1e-6))))
        for index in stride(from: 0, to: labels.count, by: every) {
            let text = TextFit.truncated(labels[index], to: most, size: 11)
            let half = TextFit.width(text, size: 11) / 2
            let x = min(max(place(index), Header.margin + half), svg.width - 4 - half)
            svg.line(place(index), plot.bottom, place(index), plot.bottom + 4, stroke: Palette.axis)
            svg.label(
                text, x: x, y: plot.bottom + 17,
                .init(11, fill: Palette.muted, anchor: .middle), tooltip: labels[index])
        }
    }
}
