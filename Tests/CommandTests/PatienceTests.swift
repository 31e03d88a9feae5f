import Foundation
import Postgres
import Synchronization
import Testing

@Suite struct `The patience of a load` {
    @Test func `is for a server that restarts in the middle of it, too`() throws {
        try Workshop.withPrivateCluster { journey in
            let data = try #require(journey.variable("JOURNEY_DATA_DIR"))
            #expect(try journey("init", "--region", "DE").status == 0)
            let cluster = EmbeddedCluster(dataFolder: data)
            let target = try cluster.start()
            let gate = try Connection.open(target, application: "gate", retryFor: .zero)
            try gate.script(Self.gate)
            let program = JourneyProgram(
                in: journey.folder,
                ["JOURNEY_DATA_DIR": data, "DATABASE_URL": try Self.conninfo(of: gate)])

            let load = Background {
                try program("ingest", "orders", Workshop.path("orders.csv"), "--retry-for", "60s")
            }
            let isWaiting: Query = """
                select exists (
                    select from pg_stat_activity
                    where wait_event = 'advisory' and application_name like 'journey ingest%')
                """
            while try gate.value(isWaiting) != "t", !load.isOver {}
            #expect(!load.isOver)
            gate.close()
            try cluster.stop()
            let after = try Connection.open(
                try cluster.start(), application: "after", retryFor: .seconds(10))
            let reply = try load.result()

            #expect(reply.status == 0, "\(reply.messages)")
            let books: Query = """
                select sum(records_accepted) = (select count(*) from journey.conversion)
                    and sum(records_accepted) = sum(records_read) and bool_and(is_complete)
                from journey.ingest_file
                """
            #expect(try after.value(books) == "t")
            after.close()
        }
    }

    /// Whoever stores an order waits for as long as the session of the gate lives.
    private static let gate = """
        select pg_advisory_lock(4711);
        create function journey.wait_at_gate() returns trigger language plpgsql as $$
        begin
            perform pg_advisory_xact_lock_shared(4711);
            return new;
        end $$;
        create trigger wait_at_gate before insert on journey.conversion
        for each statement execute function journey.wait_at_gate();
        """

    private static func conninfo(of connection: Connection) throws -> String {
        let port = try connection.execute("show port").string(0, 0) ?? "5432"
        return "host=\(connection.host) port=\(port) dbname=\(connection.database)"
            + " user=\(connection.user)"
    }
}

/// Work on a thread of its own, and what came of it.
private final class Background<Value: Sendable>: Sendable {
    private let outcome = Mutex<Result<Value, any Error>?>(nil)
    private let end = DispatchSemaphore(value: 0)

    init(_ work: @escaping @Sendable () throws -> Value) {
        Thread.detachNewThread { [self] in
            let result = Result { try work() }
            outcome.withLock { $0 = result }
            end.signal()
        }
    }

    var isOver: Bool { outcome.withLock { $0 != nil } }

    func result() throws -> Value {
        end.wait()
        return try #require(outcome.withLock { $0 }).get()
    }
}
