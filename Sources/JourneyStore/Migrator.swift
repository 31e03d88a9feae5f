import Postgres
import Schema

/// Brings a schema to the version of this program, and tells when it is at another.
package struct Migrator {
    /// How long init waits for readers and for another init.
    private static let lockTimeout = Duration.seconds(5)

    private let connection: Connection
    private let schema: SchemaName
    private let migrations: [Schema.Migration]

    /// - Parameter migrations: Those of this program unless given.
    package init(
        _ connection: Connection, schema: SchemaName, migrations: [Schema.Migration]? = nil
    ) throws {
        self.connection = connection
        self.schema = schema
        self.migrations = try migrations ?? Schema.migrations()
    }

    /// Makes both schemas and takes every step that is missing, each in a transaction of its own.
    ///
    /// - Returns: The names of the steps taken.
    @discardableResult
    package func migrate() throws -> [String] {
        let limit = connection.limits.lock
        try connection.setLockTimeout(Self.lockTimeout)
        defer { try? connection.setLockTimeout(limit) }
        var statements = Statements("store", schema: schema)
        let key = LockKey.migration(of: schema)
        try connection.transaction {
            try connection.execute(try statements.query("lock_migration", .int(key)))
            try connection.execute("create schema if not exists \(identifier: schema.main)")
            try connection.execute("create schema if not exists \(identifier: schema.personal)")
            try useSchema()
            try connection.script(try statements.text("migration_books"))
        }
        var taken: [String] = []
        for migration in migrations where try take(migration) { taken.append(migration.name) }
        return taken
    }

    /// - Throws: ``StoreError`` unless the schema is exactly at this program's version.
    package func check() throws {
        var statements = Statements("store", schema: schema)
        guard try connection.execute(try statements.query("has_books")).bool(0, 0) == true else {
            throw StoreError.uninitialised(schema: schema.main)
        }
        try useSchema()
        let applied = try applied()
        let known = migrations.last?.version ?? 0
        guard let last = applied.keys.max() else {
            throw StoreError.uninitialised(schema: schema.main)
        }
        try verify(applied)
        if last < known {
            throw StoreError.olderSchema(schema: schema.main, version: last, needed: known)
        }
    }

    package func useSchema() throws { try connection.setSearchPath([schema.main]) }

    private func take(_ migration: Schema.Migration) throws -> Bool {
        var statements = Statements("store", schema: schema)
        return try connection.transaction {
            try connection.execute(
                try statements.query("lock_migration", .int(LockKey.migration(of: schema))))
            let applied = try applied()
            try verify(applied)
            if applied[migration.version] != nil { return false }
            try connection.script(Schema.localized(migration.sql, schema: schema.main))
            try connection.execute(
                try statements.query(
                    "note_migration", .int(migration.version), .text(migration.name),
                    .text(Self.digest(migration))))
            return true
        }
    }

    private func verify(_ applied: [Int: String]) throws {
        let known = migrations.last?.version ?? 0
        if let last = applied.keys.max(), last > known {
            throw StoreError.newerSchema(schema: schema.main, version: last, known: known)
        }
        for migration in migrations {
            if let digest = applied[migration.version], digest != Self.digest(migration) {
                throw StoreError.changedMigration(name: migration.name)
            }
        }
    }

    /// Versions on the books, with the digest of the text that was applied.
    private func applied() throws -> [Int: String] {
        var statements = Statements("store", schema: schema)
        var applied: [Int: String] = [:]
        let result = try connection.execute(try statements.query("applied_migrations"))
        for row in 0..<result.rowCount {
            if let version = result.int(row, 0) { applied[version] = result.string(row, 2) ?? "" }
        }
        return applied
    }

    private static func digest(_ migration: Schema.Migration) -> String {
        Digest.hex(Digest.sha256(migration.sql))
    }
}
