import CLibPQ

extension Connection {
    /// Runs one statement and waits for all of its rows.
    ///
    /// - Parameter limit: Replaces ``TimeLimits/statement``.
    @discardableResult
    package func execute(_ query: Query, within limit: Duration? = nil) throws -> ResultSet {
        let parameters = try EncodedParameters(query.parameters)
        return try statement { handle in
            try send(query.sql, parameters, binary: false, on: handle)
            return try allResults(handle, until: Deadline(after: limit ?? limits.statement))
        }
    }

    /// Runs several statements separated by semicolons, such as a migration. Without a transaction
    /// of their own they succeed or fail together.
    package func script(_ sql: String, within limit: Duration? = nil) throws {
        try refuseNUL(sql)
        try statement { handle in
            guard PQsendQuery(handle, sql) == 1 else { throw PostgresError(lost: handle) }
            _ = try allResults(handle, until: Deadline(after: limit ?? limits.statement))
        }
    }

    /// Lends the rows of a large result one by one, in text form, with constant memory.
    ///
    /// - Returns: The number of rows.
    @discardableResult
    package func forEachRow(
        _ query: Query, _ body: (borrowing Row) throws -> Void
    ) throws -> Int {
        try stream(query, binary: false) { try body(Row(handle: $0, index: 0)) }
    }

    /// As ``forEachRow(_:_:)``, in binary form: for numbers, times and keys in bulk where a COPY
    /// would do but the statement has parameters.
    @discardableResult
    package func forEachBinaryRow(
        _ query: Query, _ body: (borrowing BinaryRow) throws -> Void
    ) throws -> Int {
        var fields: [BinaryRow.Field] = []
        return try stream(query, binary: true) { result in
            fields.removeAll(keepingCapacity: true)
            for column in 0..<PQnfields(result) {
                let isNull = PQgetisnull(result, 0, column) != 0
                fields.append(
                    BinaryRow.Field(
                        start: isNull ? nil : UnsafeRawPointer(PQgetvalue(result, 0, column)),
                        count: Int(PQgetlength(result, 0, column))))
            }
            try fields.withUnsafeBufferPointer { try body(BinaryRow(fields: $0)) }
        }
    }

    private func stream(
        _ query: Query, binary: Bool, _ body: (OpaquePointer) throws -> Void
    ) throws -> Int {
        let parameters = try EncodedParameters(query.parameters)
        return try statement { handle in
            try send(query.sql, parameters, binary: binary, on: handle)
            guard PQsetSingleRowMode(handle) == 1 else { throw PostgresError(lost: handle) }
            var count = 0
            var failure: PostgresError?
            while let result = try nextResult(handle, until: Deadline(after: limits.statement)) {
                defer { PQclear(result) }
                switch PQresultStatus(result) {
                case PGRES_SINGLE_TUPLE:
                    try body(result)
                    count += 1
                    try checkInterruption()
                case PGRES_TUPLES_OK, PGRES_COMMAND_OK: continue
                default: failure = PostgresError(result: result, connection: handle)
                }
            }
            if let failure { throw failure }
            return count
        }
    }

    private func send(
        _ sql: String, _ parameters: EncodedParameters, binary: Bool, on handle: OpaquePointer
    ) throws {
        try refuseNUL(sql)
        let isSent = parameters.withPointers { count, types, values, lengths, formats in
            PQsendQueryParams(
                handle, sql, count, types, values, lengths, formats, binary ? 1 : 0)
        }
        guard isSent == 1 else {
            guard PQstatus(handle) == CONNECTION_OK else { throw PostgresError(lost: handle) }
            throw PostgresError(.invalidStatement, String(cString: PQerrorMessage(handle)))
        }
    }

    func refuseNUL(_ sql: String) throws(PostgresError) {
        if sql.utf8.contains(0) {
            throw PostgresError(.invalidStatement, "a statement holds a NUL byte")
        }
    }
}
