/// The colours of all drawings.
///
/// Each is a custom property of the page with a fall-back for light paper, so a drawing is complete
/// without any style sheet, and a page with ``styleSheet`` also gets dark mode and print. The hues
/// follow Okabe and Ito (distinct for the common kinds of colour blindness) with the light ones
/// darkened to a contrast of 3:1 and more; charts tell series apart by dashes and marks as well.
package enum Palette {
    package static let paper = "var(--chart-paper, #ffffff)"
    package static let ink = "var(--chart-ink, #1b1f24)"
    package static let muted = "var(--chart-muted, #59636e)"
    package static let grid = "var(--chart-grid, #d8dde3)"
    package static let axis = "var(--chart-axis, #59636e)"
    package static let bar = "var(--chart-1, #0072b2)"

    /// One for each series or lane; at most these are drawn.
    package static let series = light.series.indices.map {
        "var(--chart-\($0 + 1), \(light.series[$0]))"
    }

    /// From little to much. Lightness falls steadily, so that it also reads in black and white.
    package static let ramp = light.ramp.indices.map {
        "var(--chart-ramp-\($0 + 1), \(light.ramp[$0]))"
    }

    /// Text that stays readable on a step of ``ramp``.
    package static func ink(onStep step: Int) -> String {
        step * 2 < ramp.count ? ink : "var(--chart-ramp-ink, #ffffff)"
    }

    /// Defines the colours for light, dark and paper, and how ``Chart/figure()`` picks a width.
    package static let styleSheet = """
        :root { \(light.properties) }
        @media (prefers-color-scheme: dark) { :root { \(dark.properties) } }
        @media print { :root { \(light.properties) } }
        .chart { display: block; max-width: 60rem; height: auto; }
        .chart-figure { margin: 0; break-inside: avoid; }
        .chart-figure .chart-narrow { max-width: 30rem; }
        @media (max-width: 559px) { .chart-figure .chart-wide { display: none; } }
        @media (min-width: 560px) { .chart-figure .chart-narrow { display: none; } }

        """

    private struct Scheme {
        var base: KeyValuePairs<String, String>
        var series: [String]
        var ramp: [String]
        var rampInk: String

        var properties: String {
            var all = base.map { ($0.key, $0.value) }
            all += series.indices.map { ("\($0 + 1)", series[$0]) }
            all += ramp.indices.map { ("ramp-\($0 + 1)", ramp[$0]) }
            all.append(("ramp-ink", rampInk))
            return all.map { "--chart-\($0.0): \($0.1);" }.joined(separator: " ")
        }
    }

    private static let light = Scheme(
        base: [
            "paper": "#ffffff", "ink": "#1b1f24", "muted": "#59636e", "grid": "#d8dde3",
            "axis": "#59636e",
        ],
        series: ["#0072b2", "#c44e00", "#00785a", "#a3417a", "#8a6500", "#4a4a4a"],
        ramp: ["#eef5fb", "#cfe3f3", "#a6cbe8", "#72abd6", "#3d86bd", "#1b639c", "#0b426f"],
        rampInk: "#ffffff")

    private static let dark = Scheme(
        base: [
            "paper": "#14181d", "ink": "#e8ecf0", "muted": "#a3adb8", "grid": "#343c46",
            "axis": "#8c97a3",
        ],
        series: ["#56b4e9", "#ff8f4a", "#2fc79b", "#e79cc8", "#e6b93a", "#c8c8c8"],
        ramp: ["#182633", "#1d3a54", "#225077", "#2f6c9d", "#5490c0", "#8cb8dc", "#cfe3f3"],
        rampInk: "#0d1116")
}
