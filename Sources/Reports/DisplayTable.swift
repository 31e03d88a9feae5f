/// A table as people read it: a rate and its interval in one cell, numbers with units.
struct DisplayTable {
    struct Header: Hashable {
        var name: String
        var isNumeric: Bool
        var meaning: String
    }

    private(set) var headers: [Header] = []
    private(set) var rows: [[String]] = []

    init(_ table: ReportTable) {
        let shown = Self.shown(table.columns)
        headers = shown.map { index in
            let column = table.columns[index]
            return Header(
                name: column.name, isNumeric: column.kind != .text, meaning: column.meaning)
        }
        rows = table.rows.map { row in shown.map { Self.text($0, row, table.columns) } }
    }

    /// Without the bounds of intervals, which stand beside their figure.
    private static func shown(_ columns: [Column]) -> [Int] {
        let names = Set(columns.map(\.name))
        return columns.indices.filter { index in
            let name = columns[index].name
            for suffix in ["_low", "_high"] where name.hasSuffix(suffix) {
                if names.contains(String(name.dropLast(suffix.count))) { return false }
            }
            return true
        }
    }

    private static func text(_ index: Int, _ row: [Cell], _ columns: [Column]) -> String {
        let column = columns[index]
        let cell = row[index]
        if cell == .none { return column.kind == .text && index == 0 ? "(none)" : "–" }
        let figure = Figures.display(cell, as: column.kind)
        guard index + 2 < columns.count, columns[index + 1].name == column.name + "_low",
            let low = row[index + 1].number, let high = row[index + 2].number
        else { return figure }
        return "\(figure) (\(Self.bound(low, column.kind))–\(Self.bound(high, column.kind)))"
    }

    private static func bound(_ value: Double, _ kind: Column.Kind) -> String {
        kind == .rate
            ? Figures.fixed(value * 100, places: 1)
            : Figures.grouped(Figures.fixed(value, places: 1))
    }
}
