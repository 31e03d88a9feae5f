/// What all drawings have in common: the title above, a note, and what to say without figures.
struct Header {
    static let margin = 12.0

    /// Where the drawing below the header begins.
    let bottom: Double

    /// - Parameter note: A smaller line below the title: n, settings, what was left out.
    init(_ title: String, note: String, in svg: inout SVG) {
        let room = svg.width - 2 * Self.margin
        var y = 8.0
        for line in TextFit.lines(title, to: room, size: 15, atMost: 3) {
            y += 19
            svg.label(line, x: Self.margin, y: y, .init(15, isBold: true))
        }
        for line in TextFit.lines(note, to: room, size: 12, atMost: 3) {
            y += 17
            svg.label(line, x: Self.margin, y: y, .init(12, fill: Palette.muted))
        }
        bottom = y + 10
    }

    /// The drawing that stands where there is nothing to draw: the sentence in an empty frame.
    static func emptyState(_ title: String, sentence: String, width: Double) -> SVG {
        var svg = SVG(width: width, height: 0)
        let header = Header(title, note: "", in: &svg)
        let lines = TextFit.lines(sentence, to: width - 4 * margin, size: 13, atMost: 6)
        let height = Double(lines.count) * 18 + 48
        svg.add(
            "rect",
            [
                "class": "empty", "x": margin, "y": header.bottom, "width": width - 2 * margin,
                "height": height, "rx": 6, "fill": "none", "stroke": Palette.grid,
                "stroke-dasharray": "5 4",
            ])
        for (index, line) in lines.enumerated() {
            svg.label(
                line, x: width / 2, y: header.bottom + 37 + Double(index) * 18,
                .init(13, fill: Palette.muted, anchor: .middle))
        }
        svg.height = header.bottom + height + margin
        return svg
    }

    /// Adds to a note how many items a drawing leaves out.
    static func note(_ note: String, leavingOut count: Int, of things: String) -> String {
        guard count > 0 else { return note }
        return note + (note.isEmpty ? "" : " · ") + "\(count) more \(things) not drawn"
    }
}
