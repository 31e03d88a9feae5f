import Postgres

/// What is expected of each source, as of the last scheduled run.
package struct ExpectationStore {
    private let connection: Connection
    private let schema: SchemaName

    package init(_ connection: Connection, schema: SchemaName) {
        self.connection = connection
        self.schema = schema
    }

    package func all() throws -> [SourceExpectation] {
        var statements = Statements("run", schema: schema)
        let rows = try connection.execute(try statements.query("expectations"))
        return (0..<rows.rowCount).map { row in
            var expectation = SourceExpectation(
                source: rows.string(row, 0) ?? "", connector: rows.string(row, 1) ?? "",
                timeZone: rows.string(row, 2) ?? "")
            expectation.expectByMinutes = rows.int(row, 3)
            expectation.warnSeconds = rows.int(row, 4)
            expectation.errorSeconds = rows.int(row, 5)
            return expectation
        }
    }

    /// Replaces what a configuration said before.
    ///
    /// - Parameter configuration: Its path.
    package func replace(
        _ expectations: [SourceExpectation], of configuration: String, run: Int32
    ) throws {
        var statements = Statements("run", schema: schema)
        func number(_ value: Int?) -> Parameter { value.map { .int(Int64($0)) } ?? .null }
        try connection.transaction {
            try connection.execute(
                try statements.query(
                    "forget_expectations", .text(configuration),
                    .textArray(expectations.map(\.source))))
            for one in expectations {
                try connection.execute(
                    try statements.query(
                        "add_expectation", .text(one.source), .text(configuration),
                        .text(one.connector), .text(one.timeZone), number(one.expectByMinutes),
                        number(one.warnSeconds), number(one.errorSeconds), .int(Int64(run))))
            }
        }
    }
}
