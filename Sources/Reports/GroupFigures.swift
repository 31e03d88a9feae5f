import Statistics

/// Completes a grouped result by what SQL cannot compute: intervals, excess and marks.
struct GroupFigures {
    let file: ReportFile
    /// Names of the dimensions, in the order of `by_1`…
    let by: [String]
    let small: SmallGroupRule

    func complete(_ raw: RawRows) -> (columns: [Column], rows: [[Cell]]) {
        let overall = linkedShare(raw)
        return (columns, raw.rows.map { values($0, names: raw.names, overall: overall) })
    }

    private var columns: [Column] {
        var columns = by.map { Column($0, .text) }
        for column in file.columns {
            columns.append(column)
            if file.rates.contains(where: { $0.name == column.name }) {
                columns.append(Column("\(column.name)_low", .rate, meaning: "95 % interval, from"))
                columns.append(Column("\(column.name)_high", .rate, meaning: "95 % interval, to"))
            }
            if file.excess.contains(where: { $0.name == column.name }) {
                columns.append(
                    Column("\(column.name)_low", .number, meaning: "95 % interval, from"))
                columns.append(Column("\(column.name)_high", .number, meaning: "95 % interval, to"))
            }
        }
        return columns + [Column("mark", .text, meaning: "why the figures say little")]
    }

    private func values(_ row: [Cell], names: [String], overall: Double?) -> [Cell] {
        let record = Dictionary(zip(names, row), uniquingKeysWith: { first, _ in first })
        var cells = by.indices.map { index -> Cell in
            let value = record["by_\(index + 1)"] ?? .none
            return value == .text("") ? .none : value
        }
        var mark = SmallGroupRule.Mark.plain
        for column in file.columns {
            if let rate = file.rates.first(where: { $0.name == column.name }) {
                let own = self.mark(rate, record)
                mark = stronger(mark, own)
                cells += rateCells(proportion(rate, record), isHidden: own.hidesFigures)
            } else if let excess = file.excess.first(where: { $0.name == column.name }) {
                cells += excessCells(excess, record)
            } else {
                cells.append(record[column.name] ?? .none)
            }
        }
        return cells + [markCell(mark, record, overall: overall)]
    }

    private func mark(_ rate: ReportFile.Rate, _ record: [String: Cell]) -> SmallGroupRule.Mark {
        guard let count = whole(record[rate.denominator]), count > 0 else { return .plain }
        return small.mark(for: count)
    }

    private func stronger(
        _ one: SmallGroupRule.Mark, _ other: SmallGroupRule.Mark
    ) -> SmallGroupRule.Mark {
        one.hidesFigures || other == .plain ? one : other
    }

    private func proportion(_ rate: ReportFile.Rate, _ record: [String: Cell]) -> Proportion? {
        guard let trials = whole(record[rate.denominator]), trials > 0,
            let successes = whole(record[rate.numerator]), successes <= trials
        else { return nil }
        return Proportion(
            PersonSums(
                persons: whole(record["persons"]) ?? trials, trials: trials, successes: successes,
                successesSquared: whole(record["\(rate.name)_squared"]) ?? successes,
                successesTimesTrials: whole(record["\(rate.name)_times_trials"]) ?? successes,
                trialsSquared: whole(record["trials_squared"]) ?? trials))
    }

    private func rateCells(_ proportion: Proportion?, isHidden: Bool) -> [Cell] {
        if isHidden { return [.none, .none, .none] }
        return [
            .figure(proportion?.rate), .figure(proportion?.low), .figure(proportion?.high),
        ]
    }

    private func excessCells(_ excess: ReportFile.Excess, _ record: [String: Cell]) -> [Cell] {
        let rate = ReportFile.Rate(
            name: excess.rate, numerator: excess.numerator, denominator: excess.denominator)
        guard let proportion = proportion(rate, record), let low = proportion.low,
            let high = proportion.high, let baseline = record[excess.baseline]?.number,
            !mark(rate, record).hidesFigures
        else { return [.none, .none, .none] }
        let trials = Double(proportion.trials)
        return [
            .figure(Double(proportion.successes) - trials * baseline),
            .figure(trials * (low - baseline)), .figure(trials * (high - baseline)),
        ]
    }

    /// Of all groups together, before `--limit`.
    private func linkedShare(_ raw: RawRows) -> Double? {
        guard let linked = file.linked,
            let part = raw.names.firstIndex(of: linked.part),
            let whole = raw.names.firstIndex(of: linked.whole)
        else { return nil }
        let total = raw.rows.reduce(0) { $0 + ($1[whole].number ?? 0) }
        return total > 0 ? raw.rows.reduce(0) { $0 + ($1[part].number ?? 0) } / total : nil
    }

    private func markCell(
        _ mark: SmallGroupRule.Mark, _ record: [String: Cell], overall: Double?
    ) -> Cell {
        var words: [String] = mark.text.isEmpty ? [] : [mark.text]
        if let overall, let linked = file.linked, let whole = record[linked.whole]?.number,
            whole > 0, let part = record[linked.part]?.number
        {
            let share = part / whole
            if share < 0.3 {
                words.append("linked < 30 %")
            } else if abs(share - overall) > 0.1 {
                words.append("linked share off by > 10 points")
            }
        }
        return words.isEmpty ? .none : .text(words.joined(separator: "; "))
    }

    private func whole(_ cell: Cell?) -> Int? {
        cell?.number.flatMap { Int(exactly: $0.rounded()) }
    }
}
