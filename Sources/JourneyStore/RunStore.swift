import Postgres

/// The runs of commands that write.
package struct RunStore {
    package enum Status: String, Sendable {
        case complete
        /// Some inputs could not be used.
        case partial
        case failed
    }

    private let connection: Connection
    private let schema: SchemaName

    package init(_ connection: Connection, schema: SchemaName) {
        self.connection = connection
        self.schema = schema
    }

    /// Older runs that never ended, and that the lock of this one shuts out, were killed and are
    /// noted as such; so the lock comes first.
    ///
    /// - Parameters:
    ///   - label: What the caller calls the run.
    ///   - source: Whose lock is held, of a load.
    /// - Returns: The number of the run.
    package func begin(
        kind: String, programVersion: String, detail: String? = nil, label: String? = nil,
        source: String? = nil
    ) throws -> Int32 {
        var statements = Statements("store", schema: schema)
        let result = try connection.execute(
            try statements.query(
                "begin_run", .text(kind), .text(programVersion), .text(detail), .text(label),
                .text(source)))
        guard let id = result.int(0, 0) else { preconditionFailure("a run has a number") }
        return Int32(id)
    }

    /// Also after an interruption.
    ///
    /// - Parameter summary: One line of JSON with the outcome of a scheduled run.
    package func end(
        _ run: Int32, _ status: Status, detail: String? = nil, exitCode: Int32? = nil,
        summary: String? = nil
    ) throws {
        var statements = Statements("store", schema: schema)
        let query = try statements.query(
            "end_run", .int(Int64(run)), .text(status.rawValue), .text(detail),
            exitCode.map { .int(Int64($0)) } ?? .null, .text(summary))
        _ = try connection.withoutInterruption { try connection.execute(query) }
    }

    /// Makes a load a part of the scheduled run that began it.
    package func adopt(_ run: Int32, by parent: Int32) throws {
        var statements = Statements("run", schema: schema)
        try connection.execute(
            try statements.query("adopt_run", .int(Int64(run)), .int(Int64(parent))))
    }

    /// Rejects that a load, which holds or just held the lock of its source, added to the books.
    package func newRejects(of run: Int32, source: String) throws -> Int64 {
        var statements = Statements("run", schema: schema)
        let result = try connection.execute(
            try statements.query("new_rejects", .text(source), .int(Int64(run))))
        return Int64(result.int(0, 0) ?? 0)
    }
}
