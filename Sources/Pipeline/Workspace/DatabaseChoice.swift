/// Which database a command works on, by the precedence of the contract. Pure.
package enum DatabaseChoice: Sendable, Hashable {
    /// A libpq connection string that may hold a password; empty for the `PG*` variables.
    case server(conninfo: String)
    /// The private cluster in this data folder.
    case embedded(dataFolder: String)

    /// What names a server to libpq.
    private static let naming = [
        "PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE", "PGSERVICEFILE",
    ]

    /// - Parameter option: The value of `--database`.
    package static func choose(
        option: String?, dataFolder: String, environment: [String: String]
    ) -> DatabaseChoice {
        if let option, !option.isEmpty { return .server(conninfo: option) }
        if let url = environment["DATABASE_URL"], !url.isEmpty { return .server(conninfo: url) }
        if naming.contains(where: { !(environment[$0] ?? "").isEmpty }) {
            return .server(conninfo: "")
        }
        return .embedded(dataFolder: dataFolder)
    }

    /// The folder of the private cluster and of the hashing key.
    ///
    /// - Parameter option: The value of `--data-dir`.
    package static func dataFolder(option: String?, environment: [String: String]) -> String {
        func value(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        if let option, !option.isEmpty { return option }
        if let folder = value("JOURNEY_DATA_DIR") { return folder }
        if let folder = value("XDG_DATA_HOME") { return "\(folder)/journey" }
        return "\(value("HOME") ?? ".")/.local/share/journey"
    }
}
