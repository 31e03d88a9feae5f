extension Connection {
    /// Settings on which results would otherwise depend, and limits that keep a hung program from
    /// hurting others.
    ///
    /// They are set after connecting, so that they win over those of the role, the database,
    /// `PGOPTIONS` and the environment.
    func applySessionDefaults() throws {
        let settings = [
            ("TimeZone", "UTC"), ("timezone_abbreviations", "Default"), ("DateStyle", "ISO, YMD"),
            ("IntervalStyle", "iso_8601"), ("client_encoding", "UTF8"),
            ("standard_conforming_strings", "on"), ("extra_float_digits", "1"),
            ("bytea_output", "hex"), ("array_nulls", "on"), ("transform_null_equals", "off"),
            ("lc_monetary", "C"), ("lc_numeric", "C"), ("lc_time", "C"),
            ("default_text_search_config", "pg_catalog.simple"),
            ("default_transaction_isolation", "read committed"),
            ("default_transaction_deferrable", "off"), ("statement_timeout", "0"),
            ("lock_timeout", "\(limits.lock.milliseconds)"),
            ("idle_in_transaction_session_timeout", "\(limits.idleInTransaction.milliseconds)"),
        ]
        let sets = settings.map { "set \($0.0) to '\($0.1)'" }
        try script(sets.joined(separator: ";"))
        try applyLivenessSettings()
    }

    /// So that the locks of a program whose machine or network has died are soon free again. What
    /// the server's system cannot do is left out; the limits above remain.
    private func applyLivenessSettings() throws {
        let sets = [
            "set client_connection_check_interval to '10s'", "set tcp_keepalives_idle to 10",
            "set tcp_keepalives_interval to 5", "set tcp_keepalives_count to 3",
            "set tcp_user_timeout to 30000",
        ]
        do {
            try script(sets.joined(separator: ";"))
        } catch let error as PostgresError where error.code == .invalidValue {
            for set in sets {
                do { try script(set) } catch let error as PostgresError
                    where error.code == .invalidValue
                { continue }
            }
        }
    }

    /// Where unqualified names are looked up in this session, first match wins.
    package func setSearchPath(_ schemas: [String]) throws {
        let path = schemas.map(quoted(identifier:)).joined(separator: ", ")
        try execute(Query(sql: "select set_config('search_path', $1, false)", .text(path)))
    }

    /// Replaces the server's limit on waiting for a lock in this session.
    package func setLockTimeout(_ limit: Duration) throws {
        limits.lock = limit
        try script("set lock_timeout to \(limit.milliseconds)")
    }
}
