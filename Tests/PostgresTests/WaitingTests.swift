import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct `Waiting` {
    @Test func `past the deadline ends the statement and not the session`() throws {
        try withTestDatabase { connection, _ in
            let failure = #expect(throws: PostgresError.self) {
                try connection.execute("select pg_sleep(300)", within: .milliseconds(300))
            }

            #expect(failure?.code == .deadlineExceeded)
            #expect(failure?.exitCode == 75)
            try #expect(connection.value("select 'usable'") == "usable")
        }
    }

    @Test func `ends when the program is interrupted, and the transaction with it`() throws {
        try withTestDatabase { connection, target in
            try connection.script("create table sample (a int)")
            let interruption = Interruption()
            let other = try Connection.open(
                target, application: "tests", retryFor: .zero, interruption: interruption)
            let process = other.processID
            let watcher = Watcher(target: target, process: process, interruption: interruption)

            let failure = #expect(throws: Interrupted.self) {
                try other.transaction {
                    try other.script("insert into sample values (1)")
                    watcher.start()
                    try other.execute("select pg_sleep(300)")
                }
            }

            #expect(failure?.exitCode == 130)
            #expect(throws: Interrupted.self) { try other.execute("select 1") }
            try #expect(connection.value("select count(*) from sample") == "0")
            let noted = try other.withoutInterruption { try other.value("select 'noted'") }
            #expect(noted == "noted")
        }
    }

    @Test func `for a server that is not there ends after the retry time`() throws {
        let nowhere = DatabaseTarget(conninfo: "host=/nonexistent/socket dbname=x user=x")

        let failure = #expect(throws: PostgresError.self) {
            try Connection.open(nowhere, application: "tests", retryFor: .milliseconds(400))
        }

        #expect(failure?.code == .unreachable)
        #expect(failure?.exitCode == 75)
    }

    @Test func `for a server is not needed when trying again cannot help`() throws {
        try withTestDatabase { _, target in
            let missing = #expect(throws: PostgresError.self) {
                try Connection.open(
                    target.naming(database: "no such database"), application: "tests",
                    retryFor: .seconds(3600))
            }
            let nobody = #expect(throws: PostgresError.self) {
                try Connection.open(
                    DatabaseTarget(conninfo: target.conninfo + " user='no such role'"),
                    application: "tests", retryFor: .seconds(3600))
            }

            #expect(missing?.code == .databaseMissing)
            #expect(missing?.sqlState == "3D000")
            #expect(nobody?.code == .authenticationFailed)
        }
    }

    @Test func `starts only with a connection string that can be read`() throws {
        let failure = #expect(throws: PostgresError.self) {
            try Connection.open(
                DatabaseTarget(conninfo: "host=x password=secret oops"), application: "tests",
                retryFor: .seconds(3600))
        }

        #expect(failure?.code == .invalidTarget)
        #expect(failure?.debugDescription.contains("secret") == false)
    }

    @Test func `a URI of another kind of server is refused at once`() {
        let failure = #expect(throws: PostgresError.self) {
            try Connection.open(
                DatabaseTarget(conninfo: "mysql://user:secret@db.test/shop"), application: "tests",
                retryFor: .seconds(3600))
        }

        #expect(failure?.code == .invalidTarget)
        #expect(failure?.debugDescription.contains("secret") == false)
    }

    @Test(.timeLimit(.minutes(5)))
    func `is not needed for a server that accepts and never answers`() throws {
        let silent = try SilentServer()
        var limits = TimeLimits()
        limits.connect = .milliseconds(300)

        let failure = #expect(throws: PostgresError.self) {
            try Connection.open(
                DatabaseTarget(conninfo: "host=127.0.0.1 port=\(silent.port) sslmode=disable"),
                application: "tests", retryFor: .zero, limits: limits)
        }

        #expect(failure?.code == .unreachable)
    }
}

/// Interrupts once the server shows that the statement runs.
private final class Watcher: Sendable {
    private let target: DatabaseTarget
    private let process: Int
    private let interruption: Interruption

    init(target: DatabaseTarget, process: Int, interruption: Interruption) {
        self.target = target
        self.process = process
        self.interruption = interruption
    }

    func start() {
        Thread.detachNewThread { [self] in
            defer { interruption.request(signal: SIGINT) }
            do {
                let connection = try Connection.open(
                    target, application: "watcher", retryFor: .seconds(10))
                let query: Query = """
                    select state = 'active' and query like '%pg_sleep%' from pg_stat_activity
                    where pid = \(process)
                    """
                while try connection.value(query) != "t" {}
            } catch {
                Issue.record("the watcher failed: \(error)")
            }
        }
    }
}

/// Takes connections into its backlog and says nothing.
private final class SilentServer {
    private let descriptor: Int32
    let port: Int

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(descriptor, $0, size)
                listen(descriptor, 5)
                getsockname(descriptor, $0, &size)
            }
            return Int(UInt16(bigEndian: pointer.pointee.sin_port))
        }
        try #require(port > 0)
    }

    deinit { close(descriptor) }
}
