import Foundation
import JourneyStore
import Postgres

/// The lock under which one scheduled run works, in a session of its own: loads end theirs.
final class RunLock {
    /// PostgreSQL cuts longer ones.
    private static let longestName = 63

    private let workspace: Workspace
    private var connection: Connection

    /// - Parameter wait: How long to wait for another run.
    /// - Throws: ``StoreError/locked(what:holder:)`` naming the other run.
    init(_ workspace: Workspace, wait: Duration) throws {
        self.workspace = workspace
        connection = try workspace.anotherConnection()
        try take(wait: wait)
    }

    /// Tells others who look for the holder which run it is.
    func name(run: Int32) throws {
        let host = ProcessInfo.processInfo.hostName
        let name = "journey run \(run), process \(getpid()) on \(host)"
        try SchemaLocks(connection, schema: workspace.schema)
            .nameSession(String(name.prefix(Self.longestName)))
    }

    /// Between steps: takes the lock again where the session was lost with a server that restarted.
    func hold(run: Int32) throws {
        if connection.isOpen {
            do {
                return try name(run: run)
            } catch let error as PostgresError where error.endsConnection {
                // The session is gone, and the lock with it.
            }
        }
        connection.close()
        connection = try workspace.anotherConnection()
        try take(wait: .zero)
        try name(run: run)
    }

    func release() { connection.close() }

    private func take(wait: Duration) throws {
        try SchemaLocks(connection, schema: workspace.schema).lockRun(wait: wait)
    }
}
