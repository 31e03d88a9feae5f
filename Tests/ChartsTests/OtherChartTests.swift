import Charts
import Testing

@Suite struct `A line` {
    @Test func `breaks where a period has no figure`() throws {
        let chart = LineChart(
            title: "t", unit: .count, periods: ["1", "2", "3", "4", "5"],
            series: [.init(name: "s", values: [1, 2, nil, 4, .nan])])

        let drawing = try #require(Drawing(chart.svg()))

        let path = try #require(drawing.all("path", kind: "series").first?.attributes["d"])
        #expect(path.filter { $0 == "M" }.count == 2)
        #expect(path.filter { $0 == "L" }.count == 1)
        #expect(drawing.all("circle", kind: "mark").count == 3)
    }

    @Test func `differs from the others by more than colour`() throws {
        let chart = LineChart(
            title: "t", unit: .count, periods: ["1", "2"],
            series: (0..<6).map { .init(name: "\($0)", values: [1, 2]) })

        let drawing = try #require(Drawing(chart.svg()))

        let dashes = drawing.all("path", kind: "series")
            .map { $0.attributes["stroke-dasharray"] ?? "" }
        #expect(Set(dashes).count == 6)
    }
}

@Suite struct `A heat map` {
    @Test func `shades more for more and tells unknown from zero`() throws {
        let chart = HeatMap(
            title: "t", unit: .count, rows: ["r"], columns: ["a", "b", "c", "d"],
            values: [[0, 50, 100, nil]])

        let drawing = try #require(Drawing(chart.svg()))

        let fills = drawing.all("rect", kind: "cell").compactMap { $0.attributes["fill"] }
        let steps = fills.compactMap { Palette.ramp.firstIndex(of: $0) }
        #expect(steps == [0, 3, 6])
        #expect(drawing.all("rect", kind: "unknown").count == 1)
        #expect(drawing.texts.contains("50"))
    }

    @Test func `writes the names of its rows in full`() throws {
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let chart = HeatMap(
            title: "t", unit: .count, rows: days, columns: ["a", "b"],
            values: days.map { _ in [1, 2] })

        for width in [ChartWidth.narrow, ChartWidth.wide] {
            let drawing = try #require(Drawing(chart.svg(width: width)))
            #expect(days.allSatisfy { drawing.texts.contains($0) })
        }
    }

    @Test func `writes no numbers into cells that are too narrow`() throws {
        let chart = HeatMap(
            title: "t", unit: .count, rows: ["r"], columns: (0..<24).map { "\($0)" },
            values: [(0..<24).map { 7_000 + Double($0) }])

        let narrow = try #require(Drawing(chart.svg(width: ChartWidth.narrow)))
        let wide = try #require(Drawing(chart.svg(width: 1_200)))

        #expect(!narrow.texts.contains("7\u{202F}011"))
        #expect(wide.texts.contains("7\u{202F}011"))
    }
}

@Suite struct `A flow` {
    typealias Flow = FlowChart.Flow

    @Test func `is as thick as its weight and adds up at both ends`() throws {
        let chart = FlowChart(
            title: "t", columns: ["from", "to"],
            flows: [
                Flow(from: "a", to: "x", weight: 30), Flow(from: "a", to: "y", weight: 10),
                Flow(from: "b", to: "x", weight: 60), Flow(from: "b", to: "z", weight: -5),
                Flow(from: "b", to: "z", weight: .nan),
                Flow(column: 1, from: "x", to: "q", weight: 9),
            ])

        let drawing = try #require(Drawing(chart.svg()))

        let heights = drawing.all("rect", kind: "node").compactMap { $0.number("height") }
        let expected = [60.0, 40, 90, 10]
        try #require(heights.count == expected.count)
        for (height, weight) in zip(heights, expected) {
            #expect(abs(height / weight - heights[0] / 60) < 0.01)
        }
        #expect(drawing.all("path", kind: "ribbon").count == 3)
    }

    @Test func `draws the strongest flows and says how many it leaves out`() throws {
        let places = 0..<8
        let flows = places.flatMap { from in
            places.map { to in
                Flow(from: "from \(from)", to: "to \(to)", weight: Double(1 + from + to))
            }
        }

        let drawing = try #require(
            Drawing(FlowChart(title: "t", columns: ["a", "b"], flows: flows).svg()))

        #expect(drawing.all("path", kind: "ribbon").count == FlowChart.drawnFlows)
        #expect(drawing.texts.contains { $0.hasPrefix("\(64 - FlowChart.drawnFlows) more flows") })
        #expect(drawing.texts.contains("from 7 · 92"))
    }

    @Test func `puts the small places of a column together without losing weight`() throws {
        let flows = (1...40).map { Flow(from: "page \($0)", to: "chat", weight: Double($0)) }

        let drawing = try #require(
            Drawing(FlowChart(title: "t", columns: ["a", "b"], flows: flows).svg()))

        #expect(drawing.all("rect", kind: "node").count == FlowChart.nodesPerColumn + 1)
        #expect(drawing.texts.contains { $0.contains("33 others · 561") })
        #expect(drawing.texts.contains("chat · 820"))
    }
}

@Suite struct `A time line` {
    typealias Event = TimeLine.Event

    @Test func `keeps the order of time and writes the length of idle stretches`() throws {
        let chart = TimeLine(
            title: "t",
            events: [
                Event(lane: "call", at: 1_772_553_600, label: "queue"),
                Event(lane: "web", at: 1_772_460_300, label: "/b"),
                Event(lane: "web", at: 1_772_460_000, label: "/a"),
                Event(lane: "order", at: 1_772_553_900, label: "paid", isKey: true),
            ], utcOffset: 3_600)

        let drawing = try #require(Drawing(chart.svg(width: ChartWidth.wide)))

        let dots = drawing.all("circle", kind: "event").compactMap { $0.number("cx") }
        try #require(dots.count == 3)
        #expect(dots[0] < dots[1] && dots[1] < dots[2])
        #expect(drawing.all("path", kind: "event").count == 1)
        #expect(drawing.texts.contains("26\u{202F}h"))
        #expect(drawing.texts.contains("2 Mar") && drawing.texts.contains("15:00"))
        #expect(chart.summary.hasPrefix("2026-03-02 15:00, web: /a; 2026-03-02 15:05, web: /b;"))
    }

    @Test func `draws events that would cover each other as one with their number`() throws {
        let events = (0..<9).map { Event(lane: "web", at: Double($0), label: "/\($0)") }

        let drawing = try #require(
            Drawing(
                TimeLine(
                    title: "t", events: events + [Event(lane: "chat", at: 1_500, label: "c")]
                ).svg()))

        #expect(drawing.texts.contains("9"))
        #expect(drawing.all("rect", kind: "event").count == 1)
    }

    @Test(arguments: [
        (0.0, "1970-01-01 00:00"), (-1, "1969-12-31 23:59"), (951_782_400, "2000-02-29 00:00"),
        (4_107_542_399, "2100-02-28 23:59"), (4_107_542_400, "2100-03-01 00:00"),
    ])
    func `knows the calendar`(seconds: Double, text: String) {
        let chart = TimeLine(title: "t", events: [Event(lane: "l", at: seconds, label: "e")])

        #expect(chart.summary == "\(text), l: e.")
    }
}

@Suite struct `A histogram` {
    @Test func `puts every value into one range`() {
        let values = (0..<500).map { Double(($0 * 7_919) % 1_009) / 3 } + [.nan]

        let bins = Histogram.bins(of: values, unit: .count, about: 12)

        #expect(bins.map(\.count).reduce(0, +) == 500)
        for bin in bins {
            let inside = values.filter { bin.from <= $0 && $0 < bin.to }.count
            #expect(Double(inside) == bin.count)
        }
        for (bin, next) in zip(bins, bins.dropFirst()) { #expect(bin.to == next.from) }
    }

    @Test func `has areas in proportion where ranges differ in width`() throws {
        let chart = Histogram(
            title: "t", unit: .count,
            bins: [.init(from: 0, to: 10, count: 40), .init(from: 10, to: 30, count: 40)])

        let bars = try #require(Drawing(chart.svg())).all("rect", kind: "bar")

        let areas = try bars.map {
            try #require($0.number("width")) * #require($0.number("height"))
        }
        try #require(areas.count == 2)
        #expect(abs(areas[0] / areas[1] - 1) < 0.001)
    }
}
