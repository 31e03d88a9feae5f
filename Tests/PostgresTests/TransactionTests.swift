import Postgres
import TestSupport
import Testing

@Suite struct `Transactions` {
    struct Stop: Error {}

    @Test func `keep what they did only when they end well`() throws {
        try withTestDatabase { connection, _ in
            try connection.script("create table sample (a int)")

            try connection.transaction { try connection.script("insert into sample values (1)") }
            #expect(throws: Stop.self) {
                try connection.transaction {
                    try connection.script("insert into sample values (2)")
                    throw Stop()
                }
            }

            try #expect(connection.value("select string_agg(a::text, ',') from sample") == "1")
            #expect(!connection.isInTransaction)
        }
    }

    @Test func `whose failed statement was ignored do not count as committed`() throws {
        try withTestDatabase { connection, _ in
            let failure = #expect(throws: PostgresError.self) {
                try connection.transaction {
                    do { try connection.script("select 1/0") } catch is PostgresError {}
                }
            }

            #expect(failure?.code == .transactionAborted)
            #expect(!connection.isInTransaction)
        }
    }

    @Test func `of a session that the server ended can be tried again`() throws {
        try withTestDatabase { connection, target in
            let victim = try Connection.open(target, application: "victim", retryFor: .zero)

            let failure = #expect(throws: PostgresError.self) {
                try victim.transaction {
                    let process = victim.processID
                    try connection.execute("select pg_terminate_backend(\(process), 5000)")
                    try victim.execute("select 1")
                }
            }
            let next = #expect(throws: PostgresError.self) { try victim.execute("select 1") }

            #expect(failure?.code == .connectionLost)
            #expect(failure?.isRetryable == true)
            #expect(failure?.exitCode == 75)
            #expect(next?.code == .connectionLost)
            #expect(!victim.isOpen)
        }
    }

    @Test func `lost between the last statement and the commit have an unknown outcome`() throws {
        try withTestDatabase { connection, target in
            let victim = try Connection.open(target, application: "victim", retryFor: .zero)
            var id = ""

            let failure = #expect(throws: PostgresError.self) {
                try victim.transaction {
                    id = try victim.transactionID()
                    let process = victim.processID
                    try connection.execute("select pg_terminate_backend(\(process), 5000)")
                }
            }

            #expect(failure?.code == .outcomeUnknown)
            try #expect(connection.outcome(ofTransaction: id) == false)
        }
    }

    @Test func `in snapshot mode see one state and cannot write`() throws {
        try withTestDatabase { connection, target in
            try connection.script("create table sample (a int)")
            let other = try Connection.open(target, application: "writer", retryFor: .zero)

            let counts = try connection.transaction(.snapshot) {
                let before = try connection.value("select count(*) from sample")
                try other.script("insert into sample values (1)")
                return [before, try connection.value("select count(*) from sample")]
            }
            let failure = #expect(throws: PostgresError.self) {
                try connection.transaction(.snapshot) {
                    try connection.script("insert into sample values (2)")
                }
            }

            #expect(counts == ["0", "0"])
            #expect(failure?.code == .readOnly)
        }
    }

    @Test func `share advisory locks that name their holder`() throws {
        try withTestDatabase { connection, target in
            let holder = try Connection.open(target, application: "holder 7", retryFor: .zero)
            let key = Int64.min + 12345

            let first = try holder.tryAdvisoryLock(key: key)
            let second = try connection.tryAdvisoryLock(key: key)
            let found = try connection.advisoryLockHolder(key: key)
            let released = try holder.unlockAdvisory(key: key)
            let third = try connection.tryAdvisoryLock(key: key)

            #expect(first)
            #expect(!second)
            #expect(found?.processID == holder.processID)
            #expect(found?.application == "holder 7")
            #expect(found?.since?.hasSuffix("+00") == true)
            #expect(released)
            #expect(third)
        }
    }
}
