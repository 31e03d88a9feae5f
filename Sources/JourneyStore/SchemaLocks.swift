import Postgres

/// The locks of a session: ingest shares the schema and has its source alone, everything that
/// derives has the schema alone.
package struct SchemaLocks {
    private let connection: Connection
    private let schema: SchemaName

    package init(_ connection: Connection, schema: SchemaName) {
        self.connection = connection
        self.schema = schema
    }

    /// Takes both locks of an ingest or none.
    ///
    /// - Parameter wait: How long to try; `.zero` for once.
    /// - Throws: ``StoreError/locked(what:holder:)`` naming who holds it.
    package func lockForIngest(source: String, wait: Duration = .zero) throws {
        var statements = Statements("store", schema: schema)
        let shared = LockKey.schema(schema)
        let lock = try statements.query("lock_shared", .int(shared))
        try attempt("schema \(schema)", key: shared, wait: wait) {
            try connection.execute(lock).bool(0, 0) ?? false
        }
        let own = LockKey.source(source, of: schema)
        try attempt("source \(source)", key: own, wait: wait) {
            try connection.tryAdvisoryLock(key: own)
        }
    }

    /// Takes the whole schema, for stitch and everything else that derives.
    package func lockAlone(wait: Duration = .zero) throws {
        let key = LockKey.schema(schema)
        try attempt("schema \(schema)", key: key, wait: wait) {
            try connection.tryAdvisoryLock(key: key)
        }
    }

    /// Takes the lock of the scheduled run, of which there is one at a time.
    package func lockRun(wait: Duration = .zero) throws {
        let key = LockKey.run(of: schema)
        try attempt("the scheduled run of schema \(schema)", key: key, wait: wait) {
            try connection.tryAdvisoryLock(key: key)
        }
    }

    /// What others see who look for the holder of a lock; at most 63 bytes.
    package func nameSession(_ name: String) throws {
        var statements = Statements("run", schema: schema)
        try connection.execute(try statements.query("name_session", .text(name)))
    }

    package func releaseAll() throws { try connection.execute("select pg_advisory_unlock_all()") }

    private func attempt(
        _ what: String, key: Int64, wait: Duration, _ take: () throws -> Bool
    ) throws {
        let deadline = Deadline(after: wait)
        while true {
            if try take() { return }
            guard !deadline.isOver else {
                throw StoreError.locked(what: what, holder: try holder(of: key))
            }
            try Pause.wait(min(deadline.remaining, .milliseconds(200)))
        }
    }

    private func holder(of key: Int64) throws -> String {
        guard let holder = try connection.advisoryLockHolder(key: key) else {
            return "a program that has just ended"
        }
        var words = "\(holder.application) (server process \(holder.processID)"
        if let since = holder.since { words += ", connected since \(since)" }
        if let address = holder.address { words += ", from \(address)" }
        return words + ")"
    }
}
