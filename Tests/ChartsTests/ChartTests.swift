import Charts
import Testing

@Suite struct `Every chart` {
    @Test(arguments: Samples.numbers.indices, Samples.units)
    func `is well-formed and free of broken numbers`(sample: Int, unit: Unit) throws {
        for chart in Samples.charts(values: Samples.numbers[sample].values, unit: unit) {
            for width in [ChartWidth.narrow, 900, .nan] {
                let drawing = try #require(Drawing(chart.svg(width: width)))

                let values = drawing.elements.flatMap(\.attributes.values)
                #expect(!values.contains { $0.contains("nan") || $0.contains("inf") })
            }
        }
    }

    @Test func `shows hostile text as text`() throws {
        for shift in Samples.hostile.indices {
            let names = Array(Samples.hostile[shift...] + Samples.hostile[..<shift])
            for chart in Samples.charts(values: [3, 1, 4, 1, 5, 9, 2, 6, 5], names: names) {
                for text in [chart.svg(), chart.file(), chart.svg(width: ChartWidth.narrow)] {
                    let drawing = try #require(Drawing(text))

                    #expect(drawing.all("script").isEmpty)
                    #expect(!text.contains("\u{202E}"))
                    #expect(drawing.elements.first?.name == "svg")
                }
            }
        }
    }

    @Test func `has a name and a description for those who cannot see it`() throws {
        for sample in Samples.numbers {
            for chart in Samples.charts(values: sample.values, names: ["first", "second", "third"])
            {
                let drawing = try #require(Drawing(chart.svg()))
                let root = try #require(drawing.elements.first)

                #expect(root.attributes["role"] == "img")
                #expect(root.attributes["aria-label"] == "first")
                #expect(drawing.elements.dropFirst().first?.name == "title")
                #expect(drawing.elements.dropFirst().first?.text == "first")
                #expect(drawing.all("desc").first?.text.isEmpty == false)
            }
        }
    }

    @Test func `needs no script, id, style or font from elsewhere`() {
        for chart in Samples.charts(values: [1, 2, 3]) {
            let svg = chart.svg()

            for word in ["<script", "<style", " style=", " id=", "href", "url(", "@import"] {
                #expect(!svg.contains(word))
            }
        }
    }

    @Test func `keeps its elements on the canvas`() throws {
        let names = ["a rather long name for a thing", "b", "/checkout/payment/:id"]
        for values in [[3.0, 1, 4, 1.5, 5, 900, 2], [1], Array(repeating: 2.5, count: 60)] {
            for chart in Samples.charts(values: values, names: names) {
                for width in [ChartWidth.least, ChartWidth.narrow, 900] {
                    let drawing = try #require(Drawing(chart.svg(width: width)))
                    let canvas = drawing.viewBox

                    try #require(canvas.count == 4 && canvas[2] == width)
                    for element in drawing.elements {
                        for name in ["x", "x1", "x2", "cx"] {
                            let x = element.number(name) ?? 0
                            #expect((0...width).contains(x), "\(element)")
                        }
                        for name in ["y", "y1", "y2", "cy"] {
                            let y = element.number(name) ?? 0
                            #expect((0...canvas[3]).contains(y), "\(element)")
                        }
                    }
                }
            }
        }
    }

    @Test func `gives the same bytes for the same values`() {
        for sample in Samples.numbers where sample.name != "nothing" {
            let once = Samples.charts(values: sample.values).map { $0.svg() }
            let again = Samples.charts(values: sample.values).map { $0.svg() }

            #expect(once == again)
            #expect(Set(once).count > 1)
        }
    }

    @Test func `says in the caller's words that there is nothing to draw`() throws {
        let charts = Samples.charts(values: [], names: ["a", "b", "Load page views first."])
        for chart in charts {
            let drawing = try #require(Drawing(chart.svg()))

            #expect(drawing.texts == ["a", "Load page views first."])
            #expect(drawing.all("rect", kind: "empty").count == 1)
            #expect(chart.summary == "Load page views first.")
        }
    }

    @Test func `as a file carries its colours for dark mode and print`() throws {
        let file = BarChart(title: "t", unit: .count, bars: []).file()

        let drawing = try #require(Drawing(file))

        let style = try #require(drawing.all("style").first?.text)
        #expect(style.contains("prefers-color-scheme: dark"))
        #expect(style.contains("@media print"))
    }

    @Test func `as a figure has a layout for phones and one for desks`() throws {
        let bars = [BarChart.Bar(label: "a", value: 1)]
        let figure = BarChart(title: "t", unit: .count, bars: bars).figure()

        let drawing = try #require(Drawing(figure))

        let widths = drawing.all("svg").compactMap {
            $0.attributes["viewBox"]?.split(separator: " ")
        }
        .map { String($0[2]) }
        #expect(widths == ["800", "360"])
    }
}
