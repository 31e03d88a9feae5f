import Postgres

/// The one row that says what was installed: site settings and the check value of the key.
package struct InstallationStore {
    private static let checkText = "journey hashing key check"

    package struct Site: Sendable, Hashable {
        /// IANA name; `nil` means UTC, with a warning.
        package var timeZone: String?
        /// ISO 3166 code.
        package var region: String?

        package init(timeZone: String? = nil, region: String? = nil) {
            self.timeZone = timeZone
            self.region = region
        }
    }

    private let connection: Connection
    private let schema: SchemaName

    package init(_ connection: Connection, schema: SchemaName) {
        self.connection = connection
        self.schema = schema
    }

    /// `nil` before the first init has come to its end.
    package func site() throws -> Site? { try row()?.site }

    /// - Throws: ``StoreError/keyMismatch(path:schema:)`` when the stored hashes were made with
    ///   another key, ``StoreError/uninitialised(schema:)`` when there are none yet.
    package func check(_ key: HashingKey) throws {
        guard let row = try row() else { throw StoreError.uninitialised(schema: schema.main) }
        guard row.check == Self.checkValue(of: key) else {
            throw StoreError.keyMismatch(path: key.path, schema: schema.main)
        }
    }

    /// Sets up the installation once, and afterwards only what is given.
    package func install(_ key: HashingKey, site: Site, programVersion: String) throws {
        var statements = Statements("store", schema: schema)
        try connection.transaction {
            try connection.execute(
                try statements.query(
                    "add_installation", .text(Self.checkValue(of: key)), .text(site.timeZone),
                    .text(site.region), .text(programVersion)))
            try check(key)
            try connection.execute(
                try statements.query("set_site", .text(site.timeZone), .text(site.region)))
        }
    }

    private func row() throws -> (check: String, site: Site)? {
        var statements = Statements("store", schema: schema)
        let result = try connection.execute(try statements.query("installation"))
        guard !result.isEmpty else { return nil }
        let site = Site(timeZone: result.string(0, 1), region: result.string(0, 2))
        return (result.string(0, 0) ?? "", site)
    }

    private static func checkValue(of key: HashingKey) -> String {
        Digest.hex(KeyedHasher(key: key.bytes).code(of: checkText))
    }
}
