import JourneyStore
import Postgres
import Schema

/// A second installation beside the first, for as long as a question takes: the same schema under another
/// name, in which a state of the past, or one under other rules, is worked out. Nothing in the real one
/// changes.
package struct ShadowInstallation {
    /// A session of its own, which looks names up in the shadow.
    package let connection: Connection
    package let schema: SchemaName
    let real: SchemaName

    /// Lends an empty shadow and takes it away afterwards, whatever happens. Those that a killed program
    /// left behind go with it.
    ///
    /// - Throws: ``Failure`` (77) for a role that may not make one.
    package static func with<T>(
        _ workspace: Workspace, _ body: (ShadowInstallation) throws -> T
    ) throws -> T {
        let connection = try workspace.anotherConnection()
        defer { connection.close() }
        do {
            let shadow = try make(connection, beside: workspace.schema)
            defer { shadow.drop() }
            try Migrator(connection, schema: shadow.schema).migrate()
            return try body(shadow)
        } catch let error as PostgresError where error.code == .permissionDenied {
            throw Failure(
                exitCode: 77, message: "the role \(connection.user) may not make a shadow",
                advice:
                    "It needs `grant create on database \(connection.database)` and the right to"
                    + " read \(workspace.schema.main) and \(workspace.schema.personal).",
                detail: error.debugDescription)
        }
    }

    /// The lock comes before the schema, so that nobody takes a new shadow for a left-over.
    private static func make(
        _ connection: Connection, beside real: SchemaName
    ) throws -> ShadowInstallation {
        let front = prefix(of: real)
        try dropLeftovers(connection, named: front, of: real)
        let number = String(UInt32.random(in: .min ... .max), radix: 16)
        let schema = try SchemaName(
            front + String(repeating: "0", count: 8 - number.count) + number)
        guard try connection.tryAdvisoryLock(key: LockKey.shadow(schema)) else {
            throw StoreError.locked(what: "schema \(schema)", holder: "another program")
        }
        return ShadowInstallation(connection: connection, schema: schema, real: real)
    }

    private static func dropLeftovers(
        _ connection: Connection, named front: String, of real: SchemaName
    ) throws {
        let found = try connection.execute(
            Query(sql: try Schema.query("past/leftovers"), .text(front)))
        for row in 0..<found.rowCount {
            let schema = try SchemaName(found.string(row, 0) ?? "")
            let key = LockKey.shadow(schema)
            guard try connection.tryAdvisoryLock(key: key) else { continue }
            ShadowInstallation(connection: connection, schema: schema, real: real).drop()
            try connection.unlockAdvisory(key: key)
        }
    }

    /// Names of shadows are short enough for those of their personal data.
    private static func prefix(of real: SchemaName) -> String { "\(real.main.prefix(30))_shadow_" }

    /// What cannot be dropped now is a left-over for the next shadow.
    private func drop() {
        guard connection.isOpen else { return }
        try? connection.withoutInterruption { try connection.script(try text("drop_shadow")) }
    }

    /// A statement of `schema/queries/past`, in the names of both installations.
    ///
    /// - Parameter words: What stands for other words in braces.
    func text(_ name: String, _ words: [String: String] = [:]) throws -> String {
        let sql = Schema.localized(try Schema.query("past/\(name)"), schema: real.main)
        return words.merging(["shadow": schema.main]) { own, _ in own }.reduce(sql) {
            $0.replacing("{\($1.key)}", with: $1.value)
        }
    }

    func execute(
        _ name: String, _ words: [String: String] = [:], _ parameters: Parameter...
    ) throws -> ResultSet {
        try connection.execute(Query(sql: try text(name, words), parameters: parameters))
    }
}
