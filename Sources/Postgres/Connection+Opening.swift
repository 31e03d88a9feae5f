import CLibPQ
import Foundation

extension Connection {
    /// Connects, and goes on trying while the server cannot be reached.
    ///
    /// - Parameters:
    ///   - application: The name shown in `pg_stat_activity`, unless the target names one.
    ///   - retryFor: How long to go on after a failure that may pass; `.zero` for one attempt.
    package static func open(
        _ target: DatabaseTarget, application: String, retryFor: Duration,
        limits: TimeLimits = TimeLimits(), interruption: Interruption = .process
    ) throws -> Connection {
        try validate(target)
        let deadline = Deadline(after: retryFor)
        var pause = Backoff()
        while true {
            do {
                return try attempt(
                    target, application: application, limits: limits, interruption: interruption)
            } catch let error as PostgresError where error.isRetryable {
                let wait = min(pause.next(), deadline.remaining)
                guard wait > .zero else {
                    throw PostgresError(
                        .unreachable, sqlState: error.sqlState, error.debugDescription)
                }
                let end = Deadline(after: wait)
                while !end.isOver {
                    try interruption.check()
                    poll(nil, 0, end.pollSlice)
                }
            }
        }
    }

    /// A connection string that libpq cannot read is refused before its words reach any message:
    /// it may hold a password.
    private static func validate(_ target: DatabaseTarget) throws {
        let text = target.conninfo
        guard text.contains("=") || text.hasPrefix("postgres:") || text.hasPrefix("postgresql:")
        else {
            // libpq would take a URI of another scheme for the name of a database.
            guard !text.contains("://") else {
                throw PostgresError(.invalidTarget, "the connection string has an unknown scheme")
            }
            return
        }
        guard let options = PQconninfoParse(text, nil) else {
            throw PostgresError(.invalidTarget, "the connection string cannot be parsed")
        }
        PQconninfoFree(options)
    }

    private static func attempt(
        _ target: DatabaseTarget, application: String, limits: TimeLimits,
        interruption: Interruption
    ) throws -> Connection {
        let keywords = target.keywords(application: application)
        let limit = connectLimit(keywords, standard: limits.connect)
        // Looking up a host name blocks inside libpq, hence the thread.
        let call = BoundedCall<OpaquePointer?>(
            { establish(keywords, limit: limit) }, late: { PQfinish($0) })
        let reply = try call.wait(
            until: Deadline(after: limit + .seconds(1)), checking: { try interruption.check() })
        guard let reply else { throw PostgresError(.unreachable, "no connection in time") }
        guard let handle = reply else { throw PostgresError(.outOfResources, "no memory") }
        guard PQstatus(handle) == CONNECTION_OK else {
            defer { PQfinish(handle) }
            throw connectionFailure(handle)
        }
        let connection = Connection(
            adopting: handle, limits: limits, interruption: interruption)
        guard connection.serverVersion >= 140_000 else {
            throw PostgresError(.serverTooOld, "server version \(connection.serverVersion)")
        }
        try connection.applySessionDefaults()
        return connection
    }

    /// What `connect_timeout` says in keywords, a connection string or the environment, which libpq
    /// heeds only where it connects in one blocking call; as there, 2 seconds at least.
    static func connectLimit(
        _ keywords: [(String, String)], standard: Duration
    ) -> Duration {
        let name = "connect_timeout"
        var text = ProcessInfo.processInfo.environment["PGCONNECT_TIMEOUT"]
        for (keyword, value) in keywords {
            if keyword == name { text = value }
            if keyword == "dbname", let given = Self.option(name, of: value) { text = given }
        }
        guard let seconds = text.flatMap({ Int($0) }), seconds > 0 else { return standard }
        return .seconds(max(2, seconds))
    }

    /// One setting of a connection string; `nil` where it has none or is only a database's name.
    private static func option(_ name: String, of conninfo: String) -> String? {
        guard conninfo.contains("="), let options = PQconninfoParse(conninfo, nil) else {
            return nil
        }
        defer { PQconninfoFree(options) }
        var option = options
        while let keyword = option.pointee.keyword {
            if String(cString: keyword) == name {
                return option.pointee.val.map { String(cString: $0) }
            }
            option += 1
        }
        return nil
    }

    /// Runs libpq's handshake up to the limit; the handle it returns may be a failed one.
    static func establish(
        _ keywords: [(String, String)], limit: Duration
    ) -> OpaquePointer? {
        var names: [UnsafePointer<CChar>?] = keywords.map { UnsafePointer(strdup($0.0)) } + [nil]
        var values: [UnsafePointer<CChar>?] = keywords.map { UnsafePointer(strdup($0.1)) } + [nil]
        defer {
            for text in names + values { free(UnsafeMutablePointer(mutating: text)) }
        }
        guard let handle = PQconnectStartParams(&names, &values, 1) else { return nil }
        // Verbose, because a failed connection gives its SQLSTATE only inside its message.
        PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
        let deadline = Deadline(after: limit)
        var state =
            PQstatus(handle) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING
        while state == PGRES_POLLING_READING || state == PGRES_POLLING_WRITING, !deadline.isOver {
            let events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT
            var descriptor = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
            if poll(&descriptor, 1, deadline.pollSlice) > 0 { state = PQconnectPoll(handle) }
        }
        return handle
    }

    /// Says why a handshake failed.
    private static func connectionFailure(_ handle: OpaquePointer) -> PostgresError {
        let message = String(cString: PQerrorMessage(handle))
        if let match = message.matches(of: /:[ ]{2}([0-9A-Z]{5}):/).last {
            return PostgresError(sqlState: String(match.output.1), message)
        }
        if PQconnectionNeedsPassword(handle) != 0 {
            return PostgresError(.authenticationFailed, message)
        }
        let isSecurity = ["SSL error", "certificate", "SSL was required", "support SSL"]
            .contains { message.contains($0) }
        return PostgresError(isSecurity ? .secureConnectionFailed : .unreachable, message)
    }

    static func securityWarning(of handle: OpaquePointer) -> String? {
        guard let host = PQhost(handle).map({ String(cString: $0) }),
            let options = PQconninfo(handle)
        else { return nil }
        defer { PQconninfoFree(options) }
        let isLocal =
            host.isEmpty || host.hasPrefix("/") || host.hasPrefix("@") || host == "localhost"
            || host.hasPrefix("127.") || host == "::1"
        var mode = ""
        var option = options
        while let keyword = option.pointee.keyword {
            if String(cString: keyword) == "sslmode", let value = option.pointee.val {
                mode = String(cString: value)
            }
            option += 1
        }
        guard !isLocal, mode != "verify-full" else { return nil }
        return "sslmode=\(mode) does not prove that \(host) is the right server;"
            + " use sslmode=verify-full"
    }
}

/// The pauses between attempts: random, growing up to 30 seconds, so that many programs which lost
/// the same server do not come back at the same moment.
struct Backoff {
    private var last = 0.1

    mutating func next() -> Duration {
        last = min(30, Double.random(in: 0.1...max(0.1, last * 3)))
        return .milliseconds(Int64(last * 1000))
    }
}
