import IdentityResolution
import JourneyModel
import JourneyStore
import Postgres
import Schema
import TestSupport
import Testing

@testable import Pipeline

@Suite struct `States of the past` {
    private static let rules = [
        "", "kinds: {phone: {deny: '+4930000001'}}\ntyped: {chat: {order: '/47\\d/'}}",
        "exclude: {email: 'email0@*'}",
    ]

    /// What was believed after a stitch.
    private struct Kept {
        var run: Int
        var state: [String]
    }

    @Test(arguments: 1...6)
    func `are worked out again row for row, whatever came later`(seed: Int) throws {
        try IngestFixture.with { fixture in
            var world = PastWorld(seed: UInt64(seed))
            var kept: [Kept] = []
            for part in 0..<5 {
                for (source, channel) in PastWorld.sources {
                    try Self.load(world.batch(of: source, records: 12), source, channel, fixture)
                }
                if part > 0 { try Self.decide(part, fixture) }
                let rules = try RulesInForce(parsing: Self.rules[part / 2], origin: "rules")
                _ = try StitchRun(fixture.workspace, rules: rules)
                    .run(rebuild: part == 3, progress: { _ in })
                kept.append(
                    Kept(
                        run: try fixture.count("select max(run_id) from run"),
                        state: try Self.state(fixture.workspace.connection, "journey")))
            }
            #expect(try fixture.count("select count(*) from web_event_version") > 0)
            #expect(try fixture.count("select count(*) from contact_leg_version") > 0)
            #expect(try fixture.count("select count(*) from journey_pii.turn_text_version") > 0)

            for known in kept {
                let past = try PastStitch.find(.run(known.run), in: fixture.workspace)
                try ShadowInstallation.with(fixture.workspace) { shadow in
                    let isExact = try shadow.restore(
                        past, of: fixture.workspace, progress: { _ in })
                    let state = try Self.state(shadow.connection, shadow.schema.main)

                    #expect(isExact && past.run == known.run)
                    let difference = Set(state).symmetricDifference(known.state)
                    #expect(difference.isEmpty, "\(difference.sorted().prefix(6))")
                    #expect(state.count == known.state.count)
                }
            }
            #expect(try Self.shadows(fixture) == 0)
        }
    }

    @Test func `nothing is kept of what no stitch saw, and once of what several runs change`()
        throws
    {
        try IngestFixture.with { fixture in
            func versions() throws -> Int {
                try fixture.count("select count(*) from contact_version")
            }
            try Self.load("a", "c1 ann a@x.example\n", fixture)
            try Self.load("b", "c1 bob a@x.example\n", fixture)
            #expect(try versions() == 0)

            try Self.stitch(fixture)
            try Self.load("c", "c1 bob a@x.example\nc2 bob b@x.example\n", fixture)
            #expect(try versions() == 0, "a duplicate changes nothing")
            try Self.load("d", "c1 cid a@x.example\n", fixture)
            try Self.load("e", "c1 dan a@x.example\n", fixture)
            #expect(try versions() == 1)
            #expect(
                try fixture.workspace.connection.value("select agent from contact_version") == "bob"
            )
        }
    }

    @Test func `every table with versions has their columns, behind the run`() throws {
        try IngestFixture.with { fixture in
            let connection = fixture.workspace.connection
            let tables = try fixture.workspace.past("versioned", .text("journey"))
            for row in 0..<tables.rowCount {
                let name = tables.string(row, 0) ?? ""
                let columns = try [name, "\(name)_version"].map { table in
                    try connection.value(
                        Query(
                            sql: """
                                select string_agg(a.attname || ' ' || a.atttypid::regtype, ', '
                                    order by a.attnum)
                                from pg_attribute as a
                                where a.attrelid = $1::regclass and a.attnum > 0
                                    and not a.attisdropped
                                """, .text(table)))
                }
                #expect(columns[1] == "superseded_by integer, \(columns[0] ?? "")", "\(name)")
            }
            #expect(tables.rowCount >= 17)
        }
    }

    @Test func `a time means the last stitch that had ended by then`() throws {
        try IngestFixture.with { fixture in
            try Self.load("a", "c1 ann a@x.example\n", fixture)
            try Self.stitch(fixture)
            try Self.stitch(fixture)
            let ends = try fixture.workspace.connection.execute(
                """
                select run_id, (extract(epoch from ended_at) * 1000000)::bigint
                from run where kind = 'stitch' order by run_id
                """)
            let moments = (0..<2).map { Timestamp(microseconds: Int64(ends.int($0, 1) ?? 0)) }

            func found(_ moment: PastStitch.Moment) throws -> Int {
                try PastStitch.find(moment, in: fixture.workspace).run
            }
            #expect(try found(.time(moments[0])) == ends.int(0, 0))
            #expect(try found(.time(moments[1])) == ends.int(1, 0))
            #expect(try found(.now) == ends.int(1, 0))
            let early = Timestamp(microseconds: moments[0].microseconds - 1)
            for moment in [PastStitch.Moment.time(early), .run(1), .run(99)] {
                let failure = #expect(throws: Failure.self) { try found(moment) }
                #expect(failure?.exitCode == 66)
            }
        }
    }

    @Test func `persons that became one are told with what joined them`() throws {
        try IngestFixture.with { fixture in
            try Self.load(
                "a",
                "c1 ann a@x.example\nc2 ann b@x.example\nc3 ann c@x.example\nc4 ann d@x.example\n",
                fixture)
            try Self.stitch(fixture)
            let past = try PastStitch.find(.now, in: fixture.workspace)
            try Self.load("b", "c5 bob a@x.example\n", fixture)
            try fixture.workspace.connection.script(
                """
                insert into evidence
                select o.record_key, e.identifier, 1, o.touchpoint_key, false, 2, 9, o.seen_at, null,
                    o.source_id, o.run_id, o.file_id, o.line
                from evidence as e
                join contact as c on c.contact_key = e.touchpoint_key and c.contact_id = 'c2'
                cross join (
                    select x.* from evidence as x
                    join contact as y on y.contact_key = x.touchpoint_key and y.contact_id = 'c5'
                ) as o;
                insert into person_decision (ruling, first_key, first_record, second_key,
                    second_record, author, run_id)
                select 'merge', a.contact_key, 'c3', b.contact_key, 'c4', 'tester',
                    (select max(run_id) from run)
                from contact as a join contact as b on a.contact_id = 'c3' and b.contact_id = 'c4'
                """)
            try Self.stitch(fixture)

            try ShadowInstallation.with(fixture.workspace) { shadow in
                try shadow.restore(past, of: fixture.workspace, progress: { _ in })
                let changes = PersonChanges(shadow, .shadowIsBefore)
                let counts = try changes.counts()
                let sentences = try changes.examples(limit: 9).compactMap(\.evidence?.sentence)

                #expect(counts.personsBefore == 4 && counts.personsAfter == 2)
                #expect(counts.merged == 4 && counts.mergedInto == 2 && counts.split == 0)
                #expect(counts.recordsMoved == 2)
                #expect(
                    sentences.sorted() == [
                        "notes:c1 and notes:c5 by email a***@x.example"
                            + " (otherwise: one of the records is not there)",
                        "notes:c3 and notes:c4 by decision",
                    ])
                let reversed = PersonChanges(shadow, .shadowIsAfter)
                #expect(try reversed.counts().split == 2)
                #expect(try reversed.examples(limit: 1).map(\.change) == ["split"])
            }
        }
    }

    @Test func `a shadow goes with its question, and left-overs with the next one`() throws {
        try IngestFixture.with { fixture in
            let connection = fixture.workspace.connection
            try connection.script(
                """
                create schema journey_shadow_0123abcd; create schema journey_shadow_0123abcd_pii;
                create schema journey_shadow_mine
                """)

            #expect(throws: Failure.self) {
                try ShadowInstallation.with(fixture.workspace) { shadow in
                    #expect(try Self.shadows(fixture) == 2)
                    throw Failure(exitCode: 1, message: "")
                }
            }

            #expect(try Self.shadows(fixture) == 0)
            #expect(
                try fixture.count(
                    "select count(*) from pg_namespace where nspname = 'journey_shadow_mine'") == 1)
        }
    }

    @Test func `a shadow in use is no left-over`() throws {
        try IngestFixture.with { fixture in
            try ShadowInstallation.with(fixture.workspace) { first in
                try ShadowInstallation.with(fixture.workspace) { second throws in
                    #expect(first.schema != second.schema)
                    #expect(try Self.shadows(fixture) == 4)
                }
                #expect(try Self.shadows(fixture) == 2)
            }
        }
    }

    private static func shadows(_ fixture: IngestFixture) throws -> Int {
        try fixture.count(
            "select count(*) from pg_namespace where nspname ~ '^journey_shadow_[0-9a-f]{8}'")
    }

    private static func stitch(_ fixture: IngestFixture) throws {
        let rules = RulesInForce(rules: .builtIn, origin: "built-in")
        _ = try StitchRun(fixture.workspace, rules: rules).run(rebuild: false, progress: { _ in })
    }

    private static func load(_ file: String, _ notes: String, _ fixture: IngestFixture) throws {
        #expect(try fixture.ingest([try fixture.write(file, notes)]).exitCode == 0)
    }

    private static func load(
        _ batch: RecordBatch, _ source: String, _ channel: Channel, _ fixture: IngestFixture
    ) throws {
        let workspace = fixture.workspace
        let known = try SourceStore(workspace.connection, schema: workspace.schema).resolve(
            SourceSettings(name: source), connector: source, channel: channel)
        try workspace.booked("ingest") { run in
            let loader = try BatchLoader(
                workspace.connection,
                .init(
                    schema: workspace.schema, source: known, run: run, key: try workspace.key(),
                    isSharedBrowserID: { _ in true }, isAddress: { _ in false }))
            try loader.beginFile(.init(path: source))
            try loader.load(batch, upTo: .init(offset: 1, isEndOfFile: true))
        }
    }

    /// Decides about values and records, and maps topics, differently each time.
    private static func decide(_ part: Int, _ fixture: IngestFixture) throws {
        let workspace = fixture.workspace
        try workspace.booked("decide") { run in
            try workspace.connection.script(
                """
                insert into identifier_decision (identifier, kind, ruling, author, run_id)
                select identifier, kind, '\(["allow", "deny"][part % 2])', 'tester', \(run)
                from evidence where kind in (2, 3)
                order by md5(identifier::text || \(part)) limit 2;
                insert into person_decision (ruling, first_key, first_record, second_key,
                    second_record, author, run_id)
                select '\(["split", "merge"][part % 2])', a.contact_key, 'chat:' || a.contact_id,
                    b.contact_key, 'chat:' || b.contact_id, 'tester', \(run)
                from contact as a join contact as b on a.contact_key < b.contact_key
                order by md5(a.contact_id || b.contact_id || \(part)) limit 2;
                delete from topic_map;
                insert into topic_map values ('chat', 'sales', 'topic \(part / 2)');
                update installation set site_time_zone = 'Etc/GMT+\(part)';
                """)
        }
    }

    /// Everything that reports read and stitch derives, as sorted lines.
    private static func state(_ connection: Connection, _ schema: String) throws -> [String] {
        let tables = try connection.execute(
            Query(
                sql: Schema.localized(try Schema.query("past/versioned"), schema: schema),
                .text(schema)))
        let facts = (0..<tables.rowCount).map { tables.string($0, 0) ?? "" }
        let others = [
            "\(schema)_pii.turn_text", "source_complete", "topic_map", "source_channel", "run",
            "identifier_decision", "person_decision", "source", "stitch_state",
            "(select site_time_zone from installation)", "contact_fact",
        ]
        var lines = try StitchWorld.dump(connection)
        for table in facts + others {
            try connection.forEachRow(
                Query(sql: "select to_jsonb(t)::text from \(table) as t")
            ) { row in
                lines.append(table.replacing(schema, with: "") + (row.string(0) ?? ""))
            }
        }
        return lines.sorted()
    }
}
