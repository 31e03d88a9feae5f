import Foundation
import JourneyModel
import Pipeline
import Testing

@Suite struct `Losing the connection` {
    private static let text = """
        c1 ann a@shop.example
        c2 bob b@shop.example
        c3 cid c@shop.example

        """

    @Test func `within a batch that was halved does not book its first half twice`() throws {
        try IngestFixture.with { fixture in
            // Too long for an index, which only the database knows.
            let long = (0..<100_000).map { String($0 % 9_973, radix: 36) }.joined()
            let path = try fixture.write(
                "a.txt", Self.text + "c\(long) dan d@shop.example\nc5 eve e@shop.example\n")
            try fixture.lose("insert on journey.rejected_record")

            let report = try fixture.ingest([path], batch: 10)

            #expect(try fixture.losses() == 1)
            #expect(report.total.read == 5 && report.total.accepted == 4)
            #expect(report.total.rejected == 1 && report.total.duplicate == 0)
            #expect(try fixture.count("select count(*) from contact") == 4)
            #expect(try fixture.count("select count(*) from rejected_record where line = 4") == 1)
        }
    }

    @Test func `again while it is being made anew is not the end`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.txt", Self.text)
            try fixture.lose("insert on journey.contact")
            try fixture.lose(
                "insert on journey.run", when: "new.detail like 'goes on after%'", times: 2)

            let report = try fixture.ingest([path])

            #expect(try fixture.losses() == 3)
            #expect(report.total.read == 3 && report.total.accepted == 3)
            #expect(try fixture.count("select count(*) from contact") == 3)
            #expect(try fixture.count("select count(*) from run where status = 'running'") == 0)
        }
    }

    @Test(arguments: [
        "insert on journey.source", "insert on journey.run", "update on journey.run",
    ])
    func `before and after the batches is made good`(_ step: String) throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.txt", Self.text)
            try fixture.lose(step)

            let report = try fixture.ingest([path])

            #expect(try fixture.losses() == 1)
            #expect(report.total.read == 3 && report.total.accepted == 3)
            let run = try #require(report.run)
            #expect(
                try fixture.count(
                    "select count(*) from run where run_id = \(run) and status = 'complete'") == 1)
            #expect(try fixture.count("select count(*) from run where status = 'running'") == 0)
        }
    }
}

extension IngestFixture {
    /// Ends the session of whoever does this, for the first time or times.
    ///
    /// The counting sequence is not set back with the transaction.
    fileprivate func lose(_ event: String, when condition: String = "true", times: Int = 1) throws {
        let name = "loss_\(event.filter(\.isLetter))"
        try workspace.connection.script(
            """
            create sequence journey.\(name);
            create function journey.\(name)() returns trigger language plpgsql as $$
            begin
                if \(condition) and not (
                    select is_called and last_value >= \(times) from journey.\(name))
                then
                    perform nextval('journey.\(name)');
                    perform pg_terminate_backend(pg_backend_pid());
                end if;
                return new;
            end $$;
            create trigger \(name) after \(event) for each row execute function journey.\(name)();
            """)
        workspace.options.retryFor = .seconds(60)
    }

    /// How many sessions were ended so.
    fileprivate func losses() throws -> Int {
        try count(
            """
            select sum(coalesce(pg_sequence_last_value(oid), 0))::int from pg_class
            where relkind = 'S' and relname like 'loss%'
            """)
    }
}
