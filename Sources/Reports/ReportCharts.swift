import Charts

/// Which drawing suits which table.
enum ReportCharts {
    /// The chart of one report; `nil` where a table says it better.
    static func chart(of table: ReportTable) -> String? {
        switch table.name {
        case "handovers" where table.index(of: "step") != nil: ladder(table).figure()
        case "repeats" where table.index(of: "window") != nil: repeats(table).figure()
        case "conversions" where table.index(of: "model") != nil: models(table)?.figure()
        case "trigger-pages": excess(table).figure()
        default: rates(table)?.figure()
        }
    }

    static func ladder(_ table: ReportTable) -> BarChart {
        let bars = table.rows.map { row in
            BarChart.Bar(
                label: table.cell(row, "step").plain.replacing("_", with: " "),
                value: table.cell(row, "chats").number)
        }
        return BarChart(
            title: "From all chats to a call", note: "Chats on each step", unit: .count,
            bars: table.rows.isEmpty ? [] : bars, empty: table.emptySentence)
    }

    static func repeats(_ table: ReportTable) -> BarChart {
        let words = ["any": "any channel", "same": "same channel", "other": "other channel"]
        let bars = table.rows.map { row in
            let channels = table.cell(row, "channels").plain
            return bar(
                "\(table.cell(row, "window").plain), \(words[channels] ?? channels)", table, row,
                "rate")
        }
        return BarChart(
            title: "Contacts followed by another", note: "Share with 95 % interval", unit: .percent,
            bars: bars, empty: table.emptySentence)
    }

    /// Of the currency with the most conversions: amounts are never added over currencies.
    static func models(_ table: ReportTable) -> BarChart? {
        let most = table.rows.max {
            (table.cell($0, "conversions").number ?? 0)
                < (table.cell($1, "conversions").number ?? 0)
        }
        guard let most else { return nil }
        let currency = table.cell(most, "currency").plain
        let bars = table.rows.filter { table.cell($0, "currency").plain == currency }.map { row in
            BarChart.Bar(
                label: table.cell(row, "model").plain.replacing("_", with: " "),
                value: table.cell(row, "amount_credited").number)
        }
        return BarChart(
            title: "What chats get of the orders, by model", unit: .amount(currency), bars: bars)
    }

    static func excess(_ table: ReportTable) -> BarChart {
        let key = table.columns.first?.name ?? ""
        let table = table.withPaths
        let bars = table.rows.prefix(20).map { row in
            bar(label(table.cell(row, key)), table, row, "rate")
        }
        return BarChart(
            title: "Sessions with a chat, by page",
            note: "Share with 95 % interval, surest excess over the page group first",
            unit: .percent, bars: Array(bars), empty: table.emptySentence)
    }

    static func rates(_ table: ReportTable) -> BarChart? {
        guard table.index(of: "rate") != nil, let key = table.columns.first?.name else {
            return nil
        }
        let table = table.withPaths
        let bars = table.rows.prefix(20).map { bar(label(table.cell($0, key)), table, $0, "rate") }
        return BarChart(
            title: "\(table.title) by \(key.replacing("_", with: " "))",
            note: "Rate with 95 % interval", unit: .percent, bars: Array(bars),
            empty: table.emptySentence)
    }

    /// Hour by weekday of the counts in `column`.
    static func heat(_ table: ReportTable, column: String, title: String) -> HeatMap {
        let days = ["1-Mon", "2-Tue", "3-Wed", "4-Thu", "5-Fri", "6-Sat", "7-Sun"]
        let hours = (0..<24).map { $0 < 10 ? "0\($0)" : "\($0)" }
        var values = days.map { _ in hours.map { _ in Double?.some(0) } }
        for row in table.rows {
            guard let day = days.firstIndex(of: table.cell(row, "weekday").plain),
                let hour = hours.firstIndex(of: table.cell(row, "hour").plain)
            else { continue }
            values[day][hour] = table.cell(row, column).number
        }
        return HeatMap(
            title: title, note: "Hour of the day by weekday, in the site's time zone", unit: .count,
            rows: days.map { String($0.dropFirst(2)) }, columns: hours,
            values: table.rows.isEmpty ? [] : values, empty: table.emptySentence)
    }

    /// Time from the last message of a chat to the call. Bars, not a histogram: half of the calls
    /// come within minutes of a window of a day.
    static func gaps(_ detail: ReportTable) -> BarChart {
        let gaps = detail.rows.compactMap { detail.cell($0, "gap_seconds").number }
        let spans: [(name: String, range: Range<Double>)] = [
            ("during the chat", -.infinity..<0), ("within 5 min", 0..<300),
            ("5–15 min", 300..<900), ("15–60 min", 900..<3_600), ("1–4 h", 3_600..<14_400),
            ("4–12 h", 14_400..<43_200), ("12–24 h", 43_200..<86_400),
            ("later", 86_400..<(.infinity)),
        ]
        let bars = spans.map { span in
            BarChart.Bar(
                label: span.name, value: Double(gaps.count { span.range.contains($0) }))
        }
        return BarChart(
            title: "How soon the call comes",
            note: "From the last message of the chat; superseded calls included", unit: .count,
            bars: gaps.isEmpty ? [] : bars.filter { $0.label != "later" || $0.value != 0 },
            empty: detail.emptySentence)
    }

    /// Chat page to chat queue to call queue.
    static func flow(_ detail: ReportTable) -> FlowChart {
        var first: [[String]: Int] = [:]
        var second: [[String]: Int] = [:]
        let detail = detail.withPaths
        for row in detail.rows {
            let page = label(detail.cell(row, "chat_page"))
            let queue = label(detail.cell(row, "chat_queue"))
            first[[page, queue], default: 0] += 1
            second[[queue, label(detail.cell(row, "call_queue"))], default: 0] += 1
        }
        func flows(_ counts: [[String]: Int], column: Int) -> [FlowChart.Flow] {
            counts.sorted {
                $0.value == $1.value
                    ? $0.key.lexicographicallyPrecedes($1.key) : $0.value > $1.value
            }
            .map {
                FlowChart.Flow(
                    column: column, from: $0.key[0], to: $0.key[1], weight: Double($0.value))
            }
        }
        return FlowChart(
            title: "Where handovers come from and go to",
            columns: ["page", "chat queue", "call queue"],
            flows: flows(first, column: 0) + flows(second, column: 1), empty: detail.emptySentence)
    }

    private static func bar(
        _ label: String, _ table: ReportTable, _ row: [Cell], _ rate: String
    ) -> BarChart.Bar {
        BarChart.Bar(
            label: label, value: table.cell(row, rate).number,
            low: table.cell(row, rate + "_low").number,
            high: table.cell(row, rate + "_high").number, note: table.cell(row, "mark").plain)
    }

    private static func label(_ cell: Cell) -> String {
        cell == .none || cell.plain.isEmpty ? "(none)" : cell.plain
    }
}
