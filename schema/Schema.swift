import Foundation

/// The SQL of the program: files, read as resources, never text in Swift.
package enum Schema {
    /// A forward-only step of the schema.
    package struct Migration: Sendable, Hashable {
        /// From the file name `0007_add_handover.sql`.
        package var version: Int
        package var name: String
        package var sql: String
    }

    /// Every migration, in order of version.
    package static func migrations() throws -> [Migration] {
        try names(in: "migrations").map { name in
            guard let version = Int(name.prefix(while: \.isNumber)) else {
                preconditionFailure("migration \(name) has no leading number")
            }
            return Migration(version: version, name: name, sql: try text("migrations/\(name).sql"))
        }
        .sorted { $0.version < $1.version }
    }

    /// The statement in `queries/<path>.sql`, such as `ingest/merge_contact`.
    package static func query(_ path: String) throws -> String {
        try text("queries/\(path).sql")
    }

    /// Names of the files in `reports` or `exports`, without `.sql`, sorted.
    package static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending("/\(folder)"))
            .filter { $0.hasSuffix(".sql") }
            .map { String($0.dropLast(4)) }
            .sorted()
    }

    /// One file below `schema/`, whole.
    package static func text(_ path: String) throws -> String {
        try String(contentsOfFile: root.appending("/\(path)"), encoding: .utf8)
    }

    /// Replaces the two schema names that the files use by those of this installation.
    ///
    /// Files write `journey_pii.` and `journey.`; unqualified names go through the search path.
    package static func localized(_ sql: String, schema: String) -> String {
        if schema == "journey" { return sql }
        return sql.replacingOccurrences(of: "journey_pii.", with: "\(schema)_pii.")
            .replacingOccurrences(of: "journey.", with: "\(schema).")
    }

    private static var root: String { Bundle.module.bundlePath }
}
