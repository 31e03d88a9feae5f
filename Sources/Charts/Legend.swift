/// A row of keys that wraps.
struct Legend {
    /// Where the drawing below the legend begins.
    let bottom: Double

    /// - Parameter drawKey: Paints the key of an entry into a box 22 wide and 12 high.
    init(
        _ entries: [String], top: Double, in svg: inout SVG,
        drawKey: (Int, SVG.Box, inout SVG) -> Void
    ) {
        let right = svg.width - Header.margin
        var x = Header.margin
        var y = top
        for (index, entry) in entries.enumerated() {
            let room = right - Header.margin - 28
            let text = TextFit.truncated(entry, to: room, size: 12)
            let needed = 28 + TextFit.width(text, size: 12)
            if x > Header.margin, x + needed > right {
                x = Header.margin
                y += 18
            }
            drawKey(index, SVG.Box(x: x, y: y, width: 22, height: 12), &svg)
            svg.label(text, x: x + 28, y: y + 10, .init(12), tooltip: entry)
            x += needed + 14
        }
        bottom = entries.isEmpty ? top : y + 24
    }
}
