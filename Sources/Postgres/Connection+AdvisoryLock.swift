/// Who holds an advisory lock, as far as this role may see.
package struct LockHolder: Sendable, Hashable {
    /// The server process of the holding session.
    package let processID: Int
    package let application: String

    /// When that session began, in UTC as the server writes it; `nil` without the right to see it.
    package let since: String?

    /// The address it came from; `nil` over a Unix socket or without the right to see it.
    package let address: String?
}

extension Connection {
    /// Takes a lock of this session at once or not at all. It ends with the session, so a program
    /// that dies leaves none behind.
    package func tryAdvisoryLock(key: Int64) throws -> Bool {
        try execute(Query(sql: "select pg_try_advisory_lock($1::bigint)", .int(key)))
            .bool(0, 0) ?? false
    }

    /// - Returns: Whether this session held it.
    @discardableResult
    package func unlockAdvisory(key: Int64) throws -> Bool {
        try execute(Query(sql: "select pg_advisory_unlock($1::bigint)", .int(key)))
            .bool(0, 0) ?? false
    }

    /// Who holds the lock now; `nil` when nobody does.
    package func advisoryLockHolder(key: Int64) throws -> LockHolder? {
        let result = try execute(
            Query(
                sql: """
                    select activity.pid, activity.application_name, activity.backend_start,
                        host(activity.client_addr)
                    from pg_locks as held
                    join pg_stat_activity as activity on activity.pid = held.pid
                    where held.locktype = 'advisory' and held.granted and held.objsubid = 1
                      and held.database = (
                          select oid from pg_database where datname = current_database())
                      and (held.classid::bigint << 32) | held.objid::bigint = $1::bigint
                    order by activity.pid
                    limit 1
                    """, .int(key)))
        guard !result.isEmpty, let pid = result.int(0, 0) else { return nil }
        return LockHolder(
            processID: pid, application: result.string(0, 1) ?? "", since: result.string(0, 2),
            address: result.string(0, 3))
    }
}
