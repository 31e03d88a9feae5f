import JourneyStore
import Pipeline
import Testing

@Suite struct `Killed runs` {
    private static func open(
        _ fixture: IngestFixture, _ kind: String, _ detail: String?
    ) throws -> Int32 {
        try RunStore(fixture.workspace.connection, schema: .standard)
            .begin(kind: kind, programVersion: "test", detail: detail)
    }

    private static func killed(_ fixture: IngestFixture) throws -> [Int] {
        let rows = try fixture.workspace.connection.execute(
            """
            select run_id from run where status = 'failed' and detail like 'killed%'
            order by run_id
            """)
        return (0..<rows.rowCount).map { rows.int($0, 0) ?? 0 }
    }

    @Test func `who holds the lock of a source notes its older open loads as killed`() throws {
        try IngestFixture.with { fixture in
            let own = try Self.open(fixture, "ingest", "notes into notes")
            _ = try Self.open(fixture, "ingest", "notes into other")
            _ = try Self.open(fixture, "run", nil)

            _ = try fixture.ingest([try fixture.write("a", "c1 ann a@shop.example\n")])

            #expect(try Self.killed(fixture) == [Int(own)])
            #expect(try fixture.count("select count(*) from run where status = 'complete'") == 1)
        }
    }

    @Test func `a stitch has everything alone, and a scheduled run other scheduled runs`() throws {
        try IngestFixture.with { fixture in
            let whole = try Self.open(fixture, "run", nil)
            let load = try Self.open(fixture, "ingest", "segment into web, crawlers of 1")
            let night = try Night(fixture)

            _ = try night.run("sources: []\n")

            #expect(try Self.killed(fixture) == [Int(whole), Int(load)])
        }
    }

    @Test func `one that ends after all was not killed`() throws {
        try IngestFixture.with { fixture in
            let run = try Self.open(fixture, "ingest", "notes into notes")
            _ = try Self.open(fixture, "stitch", nil)
            #expect(try Self.killed(fixture) == [Int(run)])

            try RunStore(fixture.workspace.connection, schema: .standard).end(run, .complete)

            let kept = """
                select count(*) from run where status = 'complete' and detail = 'notes into notes'
                """
            #expect(try fixture.count(kept) == 1)
        }
    }

    @Test func `the first failure in the order of the inputs is the exit code`() throws {
        try IngestFixture.with { fixture in
            let broken = try fixture.write("bad.csv", "this,is\nno,order\n")
            let absent = "\(fixture.folder)/absent.csv"

            let first = try fixture.ingest([broken, absent], as: "orders")
            let second = try fixture.ingest([absent, broken], as: "orders")

            #expect(first.exitCode == 65, "\(first)")
            #expect(second.exitCode == 66, "\(second)")
        }
    }
}
