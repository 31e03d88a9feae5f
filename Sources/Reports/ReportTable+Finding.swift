extension ReportTable {
    /// The answer in one sentence; `nil` where the table has to be read as a whole.
    package var finding: String? {
        switch name {
        case "handovers" where index(of: "step") != nil: ladderFinding
        case "repeats" where index(of: "window") != nil: windowFinding
        case "conversions" where index(of: "credit") != nil && index(of: "model") != nil:
            conversionFinding
        case "trigger-pages" where columns.first?.name == "page": pageFinding
        case "handovers": highestFinding(part: "hotspots", rate: "hotspot_rate")
        case "repeats": highestFinding(part: "repeated", rate: "rate")
        default: nil
        }
    }

    private var ladderFinding: String? {
        guard let row = rows.first(where: { cell($0, "step").plain == "handover" }),
            let share = share(
                row, part: "chats", rate: "rate",
                of: countsAll
                    ? "handled chats" : "handled chats that could be followed")
        else { return nil }
        return "\(share) led to a call within \(span("window"))."
    }

    private var windowFinding: String? {
        let row = rows.first {
            cell($0, "window").plain == "7d" && cell($0, "channels").plain == "any"
        }
        guard let row,
            let share = share(
                row, part: "repeated", rate: "rate",
                of: countsAll
                    ? "contacts" : "contacts of known customers")
        else { return nil }
        return "\(share) were followed by another of the same customer within 7 days."
    }

    /// Of the currency with the most conversions.
    private var conversionFinding: String? {
        func count(_ row: [Cell]) -> Double { cell(row, "conversions").number ?? 0 }
        let currencies = Set(rows.map { cell($0, "currency") })
        guard let row = rows.max(by: { count($0) < count($1) }),
            let share = share(
                row, part: "after_chat", rate: "rate",
                of: countsAll
                    ? "conversions" : "conversions of known customers")
        else { return nil }
        let currency =
            currencies.count > 1 ? ", counting those in \(cell(row, "currency").plain)" : ""
        return "\(share) came within \(span("lookback")) after a chat\(currency)."
    }

    private var pageFinding: String? {
        guard let row = rows.first, totalRows > 1 else { return nil }
        guard let low = cell(row, "excess_chats_low").number, low > 0,
            let excess = cell(row, "excess_chats").number,
            let share = share(row, part: "chats", whole: "sessions", rate: "rate", of: "sessions")
        else { return "No page starts surely more chats than its page group lets expect." }
        let page = withPaths.rows.first.map { $0[0].plain } ?? ""
        return "\(page) starts the most chats: \(share), "
            + "\(Figures.fixed(excess.rounded(), places: 0)) more than its page group lets expect."
    }

    private func highestFinding(part: String, rate: String) -> String? {
        func low(_ row: [Cell]) -> Double { cell(row, "\(rate)_low").number ?? -1 }
        guard rows.count > 1, rows.count == totalRows, columns.first?.kind == .text,
            let row = rows.max(by: { low($0) < low($1) }), low(row) > 0,
            let share = share(row, part: part, rate: rate, of: "")
        else { return nil }
        let group = withPaths.rows[rows.firstIndex(of: row) ?? 0]
        let names = columns.indices.prefix { columns[$0].kind == .text }
            .map { group[$0] == .none ? "(none)" : group[$0].plain }
        return "Highest: \(names.joined(separator: ", ")), \(share)."
    }

    private func share(
        _ row: [Cell], part: String, whole: String = "denominator", rate: String, of things: String
    ) -> String? {
        guard let value = cell(row, rate).number, cell(row, part).number != nil else { return nil }
        func count(_ name: String) -> String { Figures.display(cell(row, name), as: .count) }
        let words = things.isEmpty ? "" : " \(things)"
        return "\(count(part)) of \(count(whole))\(words) (\(Figures.percent(value)))"
    }

    private var countsAll: Bool { setting("denominator") == "all" }

    private func setting(_ name: String) -> String {
        head.settings.first { $0.name == name }?.value ?? ""
    }

    private func span(_ name: String) -> String {
        let text = setting(name)
        let words: [Character: String] = ["d": "days", "h": "h", "s": "s"]
        guard let unit = text.last.flatMap({ words[$0] }) else { return "the window" }
        return "\(text.dropLast()) \(unit)"
    }
}
