import Postgres

/// The runs of commands that write.
package struct RunStore {
    package enum Status: String, Sendable { case complete, failed }

    private let connection: Connection
    private let schema: SchemaName

    package init(_ connection: Connection, schema: SchemaName) {
        self.connection = connection
        self.schema = schema
    }

    /// - Returns: The number of the run.
    package func begin(kind: String, programVersion: String, detail: String? = nil) throws -> Int32
    {
        var statements = Statements("store", schema: schema)
        let result = try connection.execute(
            try statements.query("begin_run", .text(kind), .text(programVersion), .text(detail)))
        guard let id = result.int(0, 0) else { preconditionFailure("a run has a number") }
        return Int32(id)
    }

    /// Also after an interruption.
    package func end(_ run: Int32, _ status: Status, detail: String? = nil) throws {
        var statements = Statements("store", schema: schema)
        let query = try statements.query(
            "end_run", .int(Int64(run)), .text(status.rawValue), .text(detail))
        _ = try connection.withoutInterruption { try connection.execute(query) }
    }
}
