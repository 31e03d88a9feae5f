import Foundation
import JourneyModel
import JourneyStore
import Pipeline
import Postgres
import Testing

@Suite struct `Ingesting files` {
    static let text = """
        c1 ann a@shop.example
        # nothing
        bad line
        c2 bob b@shop.example

        c3 cid c@shop.example
        bad again
        c1 ann a@shop.example

        """

    @Test func `books balance and a second time changes nothing`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.txt", Self.text)

            let first = try fixture.ingest([path])
            let facts = try fixture.facts()
            let second = try fixture.ingest([path])

            #expect(first.exitCode == 0)
            #expect(first.total.read == 7 && first.total.accepted == 3)
            #expect(first.total.duplicate == 1 && first.total.rejected == 2)
            #expect(first.total.ignored == 1 && first.total.isBalanced)
            #expect(second.total.duplicate == 4 && second.total.accepted == 0)
            #expect(try fixture.facts() == facts)
            #expect(try fixture.count("select count(*) from rejected_record") == 2)
        }
    }

    @Test func `a reject is kept as it stands in the file`() throws {
        try IngestFixture.with { fixture in
            let bytes = Array("\u{feff}c1 a b\r\nb\u{e4}d\r\nc2 a b\nbad \tend\n".utf8)
            let path = try fixture.write("a.txt", bytes)

            let report = try fixture.ingest([path])

            #expect(report.files[0].rejects.map(\.line) == [2, 4])
            var count = 0
            for reject in try Rejects(fixture.workspace).show("") {
                count += 1
                let start = Int(reject.byteOffset)
                #expect(Array(bytes[start..<start + Int(reject.length)]) == reject.raw)
                #expect(reject.reason == "wrong_shape")
            }
            #expect(count == 2)
        }
    }

    @Test func `a run that was cut off is completed by the next`() throws {
        struct Stop: Error {}
        var expected: [String] = []
        try IngestFixture.with { fixture in
            _ = try fixture.ingest([try fixture.write("a.txt", Self.text)])
            expected = try fixture.facts()
        }
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.txt", Self.text)
            var request = Ingest.Request(
                connector: "notes", inputs: [path], settings: SourceSettings(name: "notes"))
            request.batchRecords = 2
            let loader = try BatchLoader(
                fixture.workspace.connection,
                .init(
                    schema: .standard,
                    source: try SourceStore(fixture.workspace.connection, schema: .standard)
                        .resolve(request.settings, connector: "notes", channel: .chat),
                    run: try RunStore(fixture.workspace.connection, schema: .standard)
                        .begin(kind: "ingest", programVersion: "test"),
                    key: try fixture.workspace.key(), isSharedBrowserID: { _ in true },
                    isAddress: { _ in false }))
            try loader.beginFile(.init(path: path))
            var batch = RecordBatch()
            batch.places.append(RecordPlace(byteOffset: 0, line: 1))
            var reader = Notes.Reader()
            try Array("c1 ann a@shop.example".utf8).withUnsafeBytes {
                try reader.read($0, into: &batch)
            }
            try loader.load(batch, upTo: .init(offset: 22, isEndOfFile: false))

            #expect(
                try fixture.count("select count(*) from ingest_file where not is_complete") == 1)
            let report = try fixture.ingest([path])

            #expect(report.total.duplicate == 2)
            #expect(try fixture.facts() == expected)
        }
    }

    @Test func `a lost connection is replaced and nothing is lost or doubled`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.txt", Self.text)
            var request = Ingest.Request(
                connector: "notes", inputs: [path], settings: SourceSettings(name: "notes"))
            request.batchRecords = 2
            let killer = try Connection.open(fixture.target, application: "k", retryFor: .zero)
            var batches = 0

            let report = try Ingest(fixture.workspace, registry: Notes.registry).run(request) { _ in
                batches += 1
                if batches == 2 {
                    kill(killer)
                }
            }

            #expect(batches == 4)
            #expect(report.total.read == 7 && report.total.accepted == 3)
            #expect(report.total.isBalanced)
            // What came after belongs to a later run, which a stitch in between has not seen.
            let latest = try fixture.workspace.connection
                .execute("select max(run_id) from contact").int(0, 0)
            #expect(latest ?? 0 > report.run.map(Int.init) ?? 0)
        }
        func kill(_ killer: Connection) {
            do {
                try killer.execute(
                    """
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where pid <> pg_backend_pid() and application_name = 'journey test'
                      and datname = current_database()
                    """)
            } catch {
                Issue.record("the server process was not ended: \(error)")
            }
        }
    }

    @Test func `a bad file does not stop the others`() throws {
        try IngestFixture.with { fixture in
            let good = try fixture.write("good.txt", "c1 a b\n")
            let other = try fixture.write(
                "other.csv",
                "order_id,amount,currency,created_at\no1,5,EUR,2024-01-01T00:00:00Z\n")

            let report = try fixture.ingest([other, good, "\(fixture.folder)/none*.txt"])

            #expect(report.total.accepted == 1)
            #expect(report.files.map { $0.failure?.exitCode } == [65, nil])
            #expect(report.files[0].failure?.advice.contains("journey ingest orders") == true)
            #expect(report.missing.map(\.exitCode) == [66])
            #expect(try fixture.count("select count(*) from rejected_record") == 0)
        }
    }

    @Test func `a file whose records are all bad is refused unless it is short and looks right`()
        throws
    {
        try IngestFixture.with { fixture in
            let long = String(repeating: "bad one\n", count: 150)

            let refused = try fixture.ingest([try fixture.write("l.txt", long)], batch: 20_000)
            let kept = try fixture.ingest([try fixture.write("s.txt", "bad one\n")])

            #expect(refused.exitCode == 65)
            #expect(kept.exitCode == 0 && kept.total.rejected == 1)
            #expect(try fixture.count("select count(*) from rejected_record") == 1)
        }
    }

    @Test func `the last line without an end is loaded when whole, else rejected as cut`() throws {
        try IngestFixture.with { fixture in
            let whole = try fixture.ingest([try fixture.write("w.txt", "c1 a b\nc2 a b")])
            let cut = try fixture.ingest([try fixture.write("c.txt", "c3 a b\nc4 a")])
            let growing = try fixture.ingest([try fixture.write("g.txt", "c5 a b\nc6 a b")]) {
                $0.settings.options["growing"] = "true"
            }

            #expect(whole.total.accepted == 2)
            #expect(cut.files[0].rejects.map(\.reason) == [.truncated])
            #expect(growing.total.read == 1 && growing.files[0].isUnfinished)
            #expect(
                try fixture.count(
                    "select committed_offset from ingest_file where path like '%g.txt'") == 7)
        }
    }

    @Test func `a limit on rejects refuses the whole file before anything is loaded`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.txt", Self.text)

            let refused = try fixture.ingest([path]) { $0.maxRejects = .count(1) }
            let dry = try fixture.ingest([path]) { $0.isDryRun = true }

            #expect(refused.exitCode == 65)
            #expect(try fixture.count("select count(*) from contact") == 0)
            #expect(dry.total.rejected == 2 && dry.total.isBalanced)
        }
    }

    @Test func `an unknown option and an unknown connector are wrong usage`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.txt", Self.text)

            #expect(throws: Error.self) {
                try fixture.ingest([path]) { $0.settings.options["colour"] = "red" }
            }
            #expect(throws: Failure.self) { try fixture.ingest([path], as: "nothing") }
        }
    }

    @Test func `a second run of the same source is told who holds it`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.txt", Self.text)
            let other = try IngestFixture.open(fixture.target, fixture.folder, for: .identify)
            try SchemaLocks(other.connection, schema: .standard).lockForIngest(source: "notes")

            let error = #expect(throws: StoreError.self) { try fixture.ingest([path]) }

            #expect(error.map(Failure.init)?.exitCode == 75)
            #expect(error?.description.contains("journey test") == true)
        }
    }

    @Test func `the report counts linkable contacts and says what would help`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.txt", Self.text)

            let report = try fixture.ingest([path])

            #expect(report.linkage?.shares.map(\.linkable) == [0])
            #expect(report.linkage?.shares.map(\.contacts) == [3])
            #expect(report.linkage?.advice.first?.contains("customers") == true)
        }
    }
}
