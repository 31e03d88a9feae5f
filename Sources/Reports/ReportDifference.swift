/// The figures in which two answers to one question differ.
package struct ReportDifference: Sendable, Hashable {
    /// A figure that changed.
    package struct Change: Sendable, Hashable {
        /// What names the row; as many as there are ``keys``.
        package var row: [Cell]
        package var figure: Column
        /// `.none` where the row is only in the other answer.
        package var before: Cell
        package var after: Cell

        /// `.none` unless both are numbers.
        package var difference: Cell {
            guard let before = before.number, let after = after.number else { return .none }
            return .figure(after - before)
        }
    }

    /// The columns that name a row.
    package let keys: [Column]
    /// In the order of the rows after, then of those that are gone.
    package let changes: [Change]

    package init(before: ReportTable, after: ReportTable) {
        keys = after.columns.filter(Self.isKey)
        let figures = after.columns.filter { !Self.isKey($0) && $0.kind != .text }
            .filter { !Self.isBound($0, in: after) }
        let names = keys.map(\.name)
        func key(_ row: [Cell], _ table: ReportTable) -> [Cell] {
            names.map { table.cell(row, $0) }
        }
        var former: [[Cell]: [[Cell]]] = [:]
        for row in before.rows { former[key(row, before), default: []].append(row) }
        var changes: [Change] = []
        func compare(_ key: [Cell], _ old: [Cell]?, _ new: [Cell]?) {
            for figure in figures {
                let change = Change(
                    row: key, figure: figure,
                    before: old.map { before.cell($0, figure.name) } ?? .none,
                    after: new.map { after.cell($0, figure.name) } ?? .none)
                if change.before != change.after { changes.append(change) }
            }
        }
        for row in after.rows {
            let key = key(row, after)
            let known = former[key]?.isEmpty == false
            compare(key, known ? former[key]?.removeFirst() : nil, row)
        }
        for row in before.rows {
            let key = key(row, before)
            guard former[key]?.first == row else { continue }
            former[key]?.removeFirst()
            compare(key, row, nil)
        }
        self.changes = changes
    }

    /// A row a changed figure: what names it, the figure, before, after and change.
    ///
    /// - Parameter isForPeople: Figures with their units, as text.
    package func table(_ title: String, isForPeople: Bool) -> ReportTable {
        let kind: Column.Kind = isForPeople ? .text : .number
        return ReportTable(
            name: "difference", title: title,
            columns: keys + [
                Column("figure", .text, meaning: "a column of the report"),
                Column("before", kind), Column("after", kind),
                Column("change", kind, meaning: "after − before; empty where one is missing"),
            ],
            rows: changes.map { $0.row + Self.cells($0, isForPeople: isForPeople) })
    }

    static func cells(_ change: Change, isForPeople: Bool) -> [Cell] {
        let name = Cell.text(change.figure.name)
        guard isForPeople else { return [name, change.before, change.after, change.difference] }
        let kind = change.figure.kind
        func shown(_ cell: Cell) -> Cell {
            cell == .none ? .text("–") : .text(Figures.display(cell, as: kind))
        }
        var difference = shown(change.difference)
        if let number = change.difference.number {
            let words = Figures.display(change.difference, as: kind)
            let points = kind == .rate ? words.replacing(" %", with: " points") : words
            difference = .text((number > 0 ? "+" : "") + points)
        }
        return [name, shown(change.before), shown(change.after), difference]
    }

    /// Texts name a row, but for the remark at its end.
    private static func isKey(_ column: Column) -> Bool {
        column.kind == .text && column.name != "mark"
    }

    /// The bounds of an interval move with their figure.
    private static func isBound(_ column: Column, in table: ReportTable) -> Bool {
        ["_low", "_high"].contains { suffix in
            column.name.hasSuffix(suffix)
                && table.index(of: String(column.name.dropLast(suffix.count))) != nil
        }
    }
}

extension ReportDifference {
    /// The changed figures of several reports in one table.
    package static func table(
        _ differences: [(report: String, difference: ReportDifference)], title: String,
        isForPeople: Bool
    ) -> ReportTable {
        let kind: Column.Kind = isForPeople ? .text : .number
        return ReportTable(
            name: "numbers", title: title,
            columns: [
                Column("report", .text), Column("row", .text, meaning: "what names its row"),
                Column("figure", .text, meaning: "a column of the report"), Column("before", kind),
                Column("after", kind),
                Column("change", kind, meaning: "after − before; empty where one is missing"),
            ],
            rows: differences.flatMap { report, difference in
                difference.changes.map { change in
                    let row = change.row.map(\.plain).filter { !$0.isEmpty }
                    return [.text(report), .text(row.joined(separator: ", "))]
                        + cells(change, isForPeople: isForPeople)
                }
            })
    }
}
