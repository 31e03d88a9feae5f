import Charts

/// Every chart in every mood.
enum Samples {
    static let hostile = [
        "<script>alert(1)</script>", "\"'&<>]]>", "\u{0}\u{1}\u{8}\u{B}\u{1F}\u{7F}\u{FFFF}",
        "👩‍👩‍👧‍👦 🇩🇪", "\u{202E}desrever", "日本語の長い名前", "\r\n\t", "",
        String(repeating: "very long ", count: 200),
    ]

    static let numbers: [(name: String, values: [Double])] = [
        ("ordinary", [0.12, 0.5, 0.31, 0.02, 0.9]),
        ("single", [7]),
        ("zero", [0, 0, 0]),
        ("huge", [1e308, 3, .greatestFiniteMagnitude, 1e15]),
        ("tiny", [.leastNonzeroMagnitude, 1e-300, 1e-12]),
        ("negative", [-5, 12, -0.25, -1e9]),
        ("no number", [.nan, 1, .infinity, -.infinity]),
        ("only no number", [.nan, .nan]),
        ("nothing", []),
    ]

    static let units: [Unit] = [
        .count, .percent, .duration, .decimal(places: 2), .amount("EUR"),
    ]

    /// One of each chart, with these values under these names.
    static func charts(
        values: [Double], names: [String] = ["a", "b", "c"], unit: Unit = .count
    ) -> [any Chart] {
        func name(_ index: Int) -> String { names[index % names.count] }
        let places = values.indices
        return [
            BarChart(
                title: name(0), note: name(1), unit: unit,
                bars: places.map {
                    .init(
                        label: name($0), value: values[$0], low: values[$0] - 1,
                        high: values[$0] + 2, note: name($0 + 1))
                }, empty: name(2)),
            LineChart(
                title: name(0), unit: unit, periods: places.map(name),
                series: (0..<2).map { series in
                    .init(
                        name: name(series),
                        points: values.map { .init($0, low: $0 - 1, high: $0 + 1) })
                }, empty: name(2)),
            HeatMap(
                title: name(0), unit: unit, rows: [name(0), name(1)], columns: places.map(name),
                values: [values.map { $0 }, []], empty: name(2)),
            FlowChart(
                title: name(0), unit: unit, columns: [name(0), name(1), name(2)],
                flows: places.flatMap { place in
                    [0, 1].map {
                        .init(
                            column: $0, from: name(place), to: name(place + 1),
                            weight: values[place])
                    }
                }, empty: name(2)),
            TimeLine(
                title: name(0),
                events: places.map {
                    .init(
                        lane: name($0), at: values[$0], duration: values[$0], label: name($0 + 1),
                        isKey: $0 == 1)
                }, empty: name(2)),
            Histogram(
                title: name(0), unit: unit,
                bins: Histogram.bins(of: values, unit: unit)
                    + values.map { .init(from: $0, to: $0 + 3, count: $0) },
                marks: values.map { .init(label: name(1), value: $0) }, empty: name(2)),
        ]
    }
}
