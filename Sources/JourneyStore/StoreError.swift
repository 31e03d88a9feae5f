/// Why the stored data cannot be used. Every case but a conflict of sources is a matter of set-up.
package enum StoreError: Error, Sendable, Hashable {
    case badSchemaName(String)
    /// The server is there, the schema is not.
    case uninitialised(schema: String)
    /// An older program meets a newer schema.
    case newerSchema(schema: String, version: Int, known: Int)
    /// The schema lacks steps that this program needs.
    case olderSchema(schema: String, version: Int, needed: Int)
    /// A migration was applied with another text.
    case changedMigration(name: String)
    case keyMissing(path: String)
    case keyUnreadable(path: String, reason: String)
    /// Others than its owner may read the key file.
    case keyExposed(path: String)
    /// The key is not the one that the stored hashes were made with.
    case keyMismatch(path: String, schema: String)
    case sourceConflict(source: String, connector: String, known: String)
    case locked(what: String, holder: String)

    package var exitCode: Int32 {
        switch self {
        case .badSchemaName, .sourceConflict: 64
        case .locked: 75
        default: 78
        }
    }
}

extension StoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .badSchemaName(let name): "\(name) is no usable schema name"
        case .uninitialised(let schema): "schema \(schema) is not initialised"
        case .newerSchema(let schema, let version, let known):
            "schema \(schema) is at version \(version), this program knows up to \(known)"
        case .olderSchema(let schema, let version, let needed):
            "schema \(schema) is at version \(version), this program needs \(needed)"
        case .changedMigration(let name):
            "migration \(name) was applied with another text than this program has"
        case .keyMissing(let path): "there is no hashing key at \(path)"
        case .keyUnreadable(let path, let reason):
            "the hashing key at \(path) cannot be used: \(reason)"
        case .keyExposed(let path): "the hashing key at \(path) can be read by other users"
        case .keyMismatch(let path, let schema):
            "the hashing key at \(path) is not the one that schema \(schema) was made with"
        case .sourceConflict(let source, let connector, let known):
            "source \(source) holds data of \(known), which is another system than \(connector)"
        case .locked(let what, let holder): "\(what) is in use by \(holder)"
        }
    }

    /// What to do about it, in one sentence.
    package var advice: String {
        switch self {
        case .badSchemaName: "Use lower-case letters, digits and _, at most 50, a letter first."
        case .uninitialised, .olderSchema: "Run `journey init`."
        case .newerSchema, .changedMigration: "Use the version of journey that made it."
        case .keyMissing, .keyMismatch:
            "Restore the key from its backup, or name it with JOURNEY_KEY_FILE."
        case .keyUnreadable: "The file holds 64 hexadecimal digits and must be readable."
        case .keyExposed(let path): "Run `chmod 600 \(path)`."
        case .sourceConflict: "Name the source with --source; only feeds of one system share one."
        case .locked: "Wait for it to end, or use --wait."
        }
    }
}
