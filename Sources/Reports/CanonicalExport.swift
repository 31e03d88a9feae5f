import Postgres
import Schema

/// Everything that follows from the records, the rules and the decisions, as sorted lines: two
/// installations that know the same write the same bytes.
///
/// Each file of `schema/queries/canonical` selects one sort of row, named in its first column;
/// `names` comes before them and says what records and identifiers are called.
package struct CanonicalExport {
    private static let folder = "canonical"
    private static let names = "names"

    private let connection: Connection
    private let schema: String

    /// - Parameter schema: Already on the connection's search path.
    package init(_ connection: Connection, schema: String = "journey") {
        self.connection = connection
        self.schema = schema
    }

    /// Lends the lines in bytewise order, one JSON object each, without their newlines. The server
    /// sorts them; here only one is held at a time.
    ///
    /// - Returns: The number of lines.
    @discardableResult
    package func forEachLine(_ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Int {
        let sql = Schema.localized(try Self.statement(), schema: schema)
        return try connection.transaction(.snapshot) {
            try connection.script(try Schema.query("report/planner"))
            return try connection.copyOut(sql) { row in
                try row.withBytes(0) { line in
                    guard let line else { preconditionFailure("a row has no text") }
                    try body(line)
                }
            }
        }
    }

    private static func statement() throws -> String {
        let sorts = try Schema.names(in: "queries/\(folder)").filter { $0 != names }
        let lines = try sorts.map { try Schema.query("\(folder)/\($0)") }
        return try Schema.query("report/canonical")
            .replacing("{names}", with: try Schema.query("\(folder)/\(names)"))
            .replacing("{lines}", with: lines.joined(separator: "union all\n"))
    }
}

extension ReportRequest {
    /// Whether no time and no filter leaves anything out.
    package var selectsAll: Bool { since == nil && until == nil && filters.isEmpty }
}
