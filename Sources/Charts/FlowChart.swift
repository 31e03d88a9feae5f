/// How much goes from where to where, through two or more columns from left to right.
package struct FlowChart: Chart {
    package struct Flow: Sendable, Hashable {
        /// Index of the column where it starts; it ends in the next one.
        package var column: Int
        package var from: String
        package var to: String
        /// Above 0; anything else is left out.
        package var weight: Double

        package init(column: Int = 0, from: String, to: String, weight: Double) {
            self.column = column
            self.from = from
            self.to = to
            self.weight = weight
        }
    }

    /// The smaller ones of a column are drawn together as one.
    package static let nodesPerColumn = 8
    /// The strongest; the places still count what the others carry.
    package static let drawnFlows = 30

    package var title: String
    package var note: String
    package var unit: Unit
    /// What the columns are, two at least; the name of a place may occur in several of them.
    package var columns: [String]
    package var flows: [Flow]
    package var empty: String

    package init(
        title: String, note: String = "", unit: Unit = .count, columns: [String], flows: [Flow],
        empty: String = "No data."
    ) {
        self.title = title
        self.note = note
        self.unit = unit
        self.columns = columns
        self.flows = flows
        self.empty = empty
    }

    package var summary: String {
        let layout = FlowLayout(self, top: 0, width: ChartWidth.wide)
        if layout.ribbons.isEmpty { return empty }
        let parts = layout.ribbons.sorted { $0.flow.weight > $1.flow.weight }.prefix(20)
            .map { "\($0.flow.from) to \($0.flow.to): \(unit.text($0.flow.weight))" }
        return parts.joined(separator: "; ") + "."
    }

    package func draw(width: Double) -> SVG {
        var svg = SVG(width: width, height: 0)
        let hidden = FlowLayout(self, top: 0, width: width).hiddenFlows
        let note = Header.note(note, leavingOut: hidden, of: "flows, the weakest,")
        let header = Header(title, note: note, in: &svg)
        let layout = FlowLayout(self, top: header.bottom + 22, width: width)
        if layout.ribbons.isEmpty {
            return Header.emptyState(title, sentence: empty, width: width)
        }

        for ribbon in layout.ribbons { draw(ribbon, layout, in: &svg) }
        for node in layout.nodes { draw(node, layout, in: &svg) }
        for (index, column) in columns.enumerated() {
            svg.label(
                TextFit.truncated(column, to: layout.labelRoom(index), size: 12),
                x: layout.labelPlace(index), y: header.bottom + 10,
                .init(12, fill: Palette.muted, anchor: layout.anchor(index), isBold: true),
                tooltip: column)
        }
        svg.height = layout.bottom + Header.margin
        return svg
    }

    private func draw(_ ribbon: FlowLayout.Ribbon, _ layout: FlowLayout, in svg: inout SVG) {
        let flow = ribbon.flow
        let start = layout.left(flow.column) + FlowLayout.nodeWidth
        let end = layout.left(flow.column + 1)
        let middle = ((start + end) / 2).svgText
        let (x1, x2) = (start.svgText, end.svgText)
        let (y1, y2) = (ribbon.fromY.svgText, ribbon.toY.svgText)
        let (y3, y4) = (
            (ribbon.toY + ribbon.thickness).svgText, (ribbon.fromY + ribbon.thickness).svgText
        )
        svg.add(
            "path",
            [
                "class": "ribbon",
                "d": "M\(x1) \(y1)C\(middle) \(y1) \(middle) \(y2) \(x2) \(y2)"
                    + "V\(y3)C\(middle) \(y3) \(middle) \(y4) \(x1) \(y4)Z",
                "fill": Palette.series[ribbon.colour], "fill-opacity": 0.35,
                "stroke": Palette.series[ribbon.colour], "stroke-width": 0.5,
            ], tooltip: "\(flow.from) → \(flow.to): \(unit.text(flow.weight))")
    }

    private func draw(_ node: FlowLayout.Node, _ layout: FlowLayout, in svg: inout SVG) {
        let value = unit.text(node.total)
        let tooltip = "\(node.name): \(value)"
        svg.rectangle(
            .init(
                x: layout.left(node.column), y: node.y, width: FlowLayout.nodeWidth,
                height: node.height),
            fill: Palette.ink, kind: "node", tooltip: tooltip)

        let x = layout.labelPlace(node.column)
        let anchor = layout.anchor(node.column)
        let middle = node.y + node.height / 2
        let look = SVG.Lettering(12, anchor: anchor, hasRim: true)
        let small = SVG.Lettering(11, fill: Palette.muted, anchor: anchor, hasRim: true)
        if layout.hasTwoLines {
            let name = TextFit.truncated(node.name, to: layout.labelRoom(node.column), size: 12)
            svg.label(name, x: x, y: middle - 2, look, tooltip: tooltip)
            svg.label(value, x: x, y: middle + 12, small)
        } else {
            let room = layout.labelRoom(node.column) - TextFit.width(" · \(value)", size: 12)
            let name = TextFit.truncated(node.name, to: room, size: 12)
            svg.label("\(name) · \(value)", x: x, y: middle + 4, look, tooltip: tooltip)
        }
    }
}
