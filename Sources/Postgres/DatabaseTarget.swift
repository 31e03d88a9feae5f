/// Which database to connect to.
package struct DatabaseTarget: Sendable, Hashable {
    /// A libpq connection string or URI; empty for the `PG*` environment variables.
    ///
    /// It may hold a password and is never to be printed.
    package var conninfo: String

    /// Replaces the database that `conninfo` names.
    private var database: String?

    package init(conninfo: String) { self.conninfo = conninfo }

    /// The same server and user, another database.
    package func naming(database: String) -> DatabaseTarget {
        var other = self
        other.database = database
        return other
    }

    /// Keywords and values in libpq's order of precedence: a later one replaces an earlier one.
    ///
    /// The liveness settings come first and are therefore only defaults.
    func keywords(application: String) -> [(String, String)] {
        var all = [
            ("keepalives", "1"), ("keepalives_idle", "10"), ("keepalives_interval", "5"),
            ("keepalives_count", "3"), ("tcp_user_timeout", "30000"),
            ("fallback_application_name", application),
        ]
        if !conninfo.isEmpty { all.append(("dbname", conninfo)) }
        // Only the first `dbname` may be a connection string: an empty one makes room.
        if let database {
            if conninfo.isEmpty { all.append(("dbname", "")) }
            all.append(("dbname", database))
        }
        all.append(("client_encoding", "UTF8"))
        return all
    }

    /// One value of a connection string, quoted so that it may hold anything.
    static func quoted(_ value: String) -> String {
        let escaped = value.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        return "'\(escaped)'"
    }
}

extension DatabaseTarget: CustomStringConvertible {
    package var description: String { "<redacted connection>" }
}
