import Postgres

/// Takes the indexes of large derived tables out for a rebuild, and makes them again.
struct DerivedIndexes {
    private let stage: Stitch
    private var toMake: [(table: String, statement: String)] = []

    init(stage: Stitch) { self.stage = stage }

    /// To be called once the tables are empty.
    mutating func drop() throws {
        var toDrop: [String] = []
        try stage.eachRow("01_list_indexes") { row in
            toDrop.append(row.string(0) ?? "")
            toMake.append((row.string(2) ?? "", row.string(1) ?? ""))
        }
        for statement in toDrop { try stage.run(statement) }
    }

    /// - Parameter tables: Those that are full now.
    mutating func restore(_ tables: [String]) throws {
        for index in toMake where tables.contains(index.table) {
            try stage.run(index.statement)
        }
        toMake.removeAll { tables.contains($0.table) }
    }
}
