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
                name: Self.title(column.name), isNumeric: column.kind != .text,
                meaning: column.meaning)
        }
        rows = table.rows.map { row in shown.map { Self.text($0, row, table.columns) } }
    }

    /// Columns with a value in some row, and those that name the row.
    func used(keys: Int) -> [Int] {
        headers.indices.filter { column in
            column < keys || rows.contains { $0[column] != "–" }
        }
    }

    /// Columns that are told once instead of in every one of several rows.
    func sameInEveryRow(after first: Int) -> [Int] {
        guard rows.count > 2 else { return [] }
        return used(keys: 0).filter { column in
            column >= first && rows.allSatisfy { $0[column] == rows[0][column] }
        }
    }

    func sentence(_ columns: [Int]) -> String {
        columns.map { "\(headers[$0].name) \(rows[0][$0])" }.joined(separator: ", ")
    }

    /// A column's name in words; the cells have the unit.
    static func title(_ name: String) -> String {
        if name == "denominator" { return "out of" }
        let bare = name.hasSuffix("_seconds") ? String(name.dropLast(8)) : name
        return bare.replacing("_", with: " ")
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
        let rounded = column.kind == .rate ? figure : Self.bound(cell.number ?? 0, column.kind)
        return "\(rounded) (\(Self.bound(low, column.kind))–\(Self.bound(high, column.kind)))"
    }

    private static func bound(_ value: Double, _ kind: Column.Kind) -> String {
        kind == .rate
            ? Figures.fixed(value * 100, places: 1)
            : Figures.grouped(Figures.fixed(value, places: 1))
    }
}
