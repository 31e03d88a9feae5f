/// A drawing of some figures.
///
/// A drawing is a function of its values: the same values give the same bytes.
package protocol Chart: Sendable {
    /// The heading, and what a screen reader calls the drawing.
    var title: String { get }

    /// The figures in words, for those who cannot see the drawing.
    var summary: String { get }

    /// Lays the drawing out for a width in the units of the `viewBox`, where text is 12 to 15 high.
    func draw(width: Double) -> SVG
}

extension Chart {
    /// An element to stand in a page, scaled to the width of what holds it.
    ///
    /// - Parameter width: What the layout is made for, ``ChartWidth/least`` at the least.
    package func svg(width: Double = ChartWidth.standard) -> String {
        let fitting = max(ChartWidth.least, width.isFinite ? width : ChartWidth.standard)
        return draw(width: fitting).document(title: title, description: summary)
    }

    /// A file that stands alone: with its own colours for light, dark and print.
    package func file(width: Double = ChartWidth.wide) -> String {
        let document = draw(width: max(ChartWidth.least, width))
            .document(title: title, description: summary, style: Palette.styleSheet)
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document
    }

    /// Two layouts of which ``Palette/styleSheet`` shows the one that suits the screen, so that
    /// text has a readable size on a phone as well as on a desk.
    package func figure() -> String {
        """
        <figure class="chart-figure">
        <div class="chart-wide">
        \(svg(width: ChartWidth.wide))</div>
        <div class="chart-narrow">
        \(svg(width: ChartWidth.narrow))</div>
        </figure>

        """
    }
}

/// The widths that charts are laid out for.
package enum ChartWidth {
    package static let least = 240.0
    package static let narrow = 360.0
    /// Readable on a phone and not clumsy on a desk.
    package static let standard = 560.0
    package static let wide = 800.0

    /// Below it, labels stand above their bars instead of beside them.
    static let stacking = 480.0
}
