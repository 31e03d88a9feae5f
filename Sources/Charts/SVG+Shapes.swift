extension SVG {
    /// How a line of text looks.
    package struct Lettering: Sendable {
        package enum Anchor: String, Sendable {
            case start, middle, end
        }

        package var size: Double
        package var fill: String
        package var anchor: Anchor
        package var isBold: Bool

        /// A rim in the colour of the paper keeps the text readable on top of a drawing.
        package var hasRim: Bool

        package init(
            _ size: Double = 12, fill: String = Palette.ink, anchor: Anchor = .start,
            isBold: Bool = false, hasRim: Bool = false
        ) {
            self.size = size
            self.fill = fill
            self.anchor = anchor
            self.isBold = isBold
            self.hasRim = hasRim
        }
    }

    /// - Parameter y: Of the base line.
    package mutating func label(
        _ text: String, x: Double, y: Double, _ look: Lettering = Lettering(), tooltip: String = ""
    ) {
        guard !text.isEmpty else { return }
        add(
            "text",
            [
                "x": x, "y": y, "font-size": look.size, "fill": look.fill,
                "text-anchor": look.anchor == .start ? "" : look.anchor.rawValue,
                "font-weight": look.isBold ? "600" : "",
                "stroke": look.hasRim ? Palette.paper : "",
                "stroke-width": look.hasRim ? "3" : "",
                "stroke-linejoin": look.hasRim ? "round" : "",
                "paint-order": look.hasRim ? "stroke" : "",
            ], tooltip: tooltip, text: text)
    }

    package mutating func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double,
        stroke: String = Palette.grid, width: Double = 1, dashes: String = "", kind: String = ""
    ) {
        add(
            "line",
            [
                "class": kind, "x1": x1, "y1": y1, "x2": x2, "y2": y2, "stroke": stroke,
                "stroke-width": width, "stroke-dasharray": dashes,
            ])
    }

    package mutating func rectangle(
        _ box: Box, fill: String, stroke: String = "", radius: Double = 0, kind: String = "",
        tooltip: String = ""
    ) {
        add(
            "rect",
            [
                "class": kind, "x": box.x, "y": box.y, "width": max(0, box.width),
                "height": max(0, box.height), "fill": fill, "stroke": stroke,
                "rx": radius == 0 ? "" : radius.svgText,
            ], tooltip: tooltip)
    }

    /// A dot with a rim in the colour of the paper, so that dots side by side stay apart.
    package mutating func dot(
        x: Double, y: Double, radius: Double, fill: String, kind: String = "", tooltip: String = ""
    ) {
        add(
            "circle",
            [
                "class": kind, "cx": x, "cy": y, "r": radius, "fill": fill,
                "stroke": Palette.paper, "stroke-width": 1,
            ], tooltip: tooltip)
    }
}
