import Charts
import Testing

@Suite struct `Bars` {
    @Test(arguments: [ChartWidth.narrow, ChartWidth.wide])
    func `are as long as their values`(width: Double) throws {
        let values = [120.0, 60, 30, 7.5, -60]
        let chart = BarChart(
            title: "t", unit: .count, bars: values.map { .init(label: "\($0)", value: $0) })

        let drawing = try #require(Drawing(chart.svg(width: width)))

        let lengths = drawing.all("rect", kind: "bar").compactMap { $0.number("width") }
        let longest = try #require(lengths.first)
        #expect(lengths.count == values.count)
        for (length, value) in zip(lengths, values) {
            #expect(abs(length / longest - abs(value) / 120) < 0.001)
        }
    }

    @Test func `below zero end where those above begin`() throws {
        let chart = BarChart(
            title: "t", unit: .count,
            bars: [.init(label: "up", value: 10), .init(label: "down", value: -4)])

        let bars = try #require(Drawing(chart.svg())).all("rect", kind: "bar")

        let up = try #require(bars.first?.number("x"))
        let down = try #require(bars.last?.number("x")) + #require(bars.last?.number("width"))
        #expect(abs(up - down) < 0.02)
    }

    @Test(arguments: [
        (0.1, 0.05, 0.9), (0.0, 0.0, 0.2), (-3.0, -700.0, 12.0), (1e12, 1.0, 1e14),
    ])
    func `carry an interval that stays in the plot`(value: Double, low: Double, high: Double) throws
    {
        let chart = BarChart(
            title: "t", unit: .decimal(places: 1),
            bars: [
                .init(label: "a", value: value, low: low, high: high),
                .init(label: "b", value: 0.1),
            ])

        let drawing = try #require(Drawing(chart.svg()))

        let whiskers = drawing.all("path", kind: "interval")
        let path = try #require(whiskers.first?.attributes["d"])
        let grid = drawing.all("line").compactMap { $0.number("x1") }
        let left = try #require(path.dropFirst().split(separator: " ").first.flatMap { Double($0) })
        let right = try #require(
            path.split(separator: "H").last?.split(separator: "M").first.flatMap { Double($0) })
        #expect(whiskers.count == 1)
        #expect(try #require(grid.min()) <= left && left <= right)
        #expect(try right <= #require(grid.max()))
    }

    @Test func `keep the row of a hidden figure without drawing it`() throws {
        let chart = BarChart(
            title: "t", unit: .percent,
            bars: [
                .init(label: "shown", value: 0.123),
                .init(label: "secret", value: nil, note: "hidden, n < 5"),
            ])

        let drawing = try #require(Drawing(chart.svg()))

        #expect(drawing.all("rect", kind: "bar").count == 1)
        #expect(drawing.texts.contains("secret"))
        #expect(drawing.texts.contains("hidden, n < 5"))
        #expect(drawing.texts.contains("12.3\u{202F}%"))
    }

    @Test func `have the full text of a label that is cut off`() throws {
        let label = String(repeating: "/help/delivery", count: 12)
        let chart = BarChart(title: "t", unit: .count, bars: [.init(label: label, value: 1)])

        let drawing = try #require(Drawing(chart.svg()))

        #expect(!drawing.texts.contains(label))
        #expect(drawing.texts.contains { $0.hasPrefix("/help/delivery") && $0.hasSuffix("…") })
        #expect(drawing.all("title").contains { $0.text == "\(label): 1" })
    }

    @Test func `beyond the limit are counted, not drawn`() throws {
        let bars = (0..<130).map { BarChart.Bar(label: "\($0)", value: 1) }

        let drawing = try #require(
            Drawing(BarChart(title: "t", unit: .count, bars: bars).svg()))

        #expect(drawing.all("rect", kind: "bar").count == BarChart.limit)
        #expect(drawing.texts.contains("30 more rows not drawn"))
    }
}
