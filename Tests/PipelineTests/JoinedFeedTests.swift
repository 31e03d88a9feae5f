import IdentityResolution
import JourneyModel
import Pipeline
import Postgres
import Testing

@Suite struct `Feeds of one switchboard` {
    /// The consultation's channel is u7, the call it belongs to u1.
    private static let queueLog = """
        1768210200|1768210200.1|support|NONE|ENTERQUEUE||+441632960123|1|Ann Lee
        1768210224|1768210200.1|support|PJSIP/1002|CONNECT|24|1768210212.2|4
        1768210464|1768210200.1|support|PJSIP/1002|COMPLETEAGENT|24|240|1
        1768210440|1768210430.7|sales|NONE|ENTERQUEUE||+441632960123|1
        1768210450|1768210430.7|sales|PJSIP/1003|CONNECT|10|1768210444.8|4
        1768210460|1768210430.7|sales|PJSIP/1003|COMPLETECALLER|10|10|1

        """
    private static let records = #"""
        "","+441632960123","600","support","","PJSIP/trunk-00000041","PJSIP/1002-00000042","Queue","support,t","2026-01-12 09:29:50","2026-01-12 09:29:52","2026-01-12 09:34:24",274,272,"ANSWERED","DOCUMENTATION","1768210200.1","","","1768210200.1",1
        "","1002","601","sales","","PJSIP/1002-00000043","PJSIP/1003-00000044","Queue","sales,t","2026-01-12 09:33:50","2026-01-12 09:34:10","2026-01-12 09:34:20",30,10,"ANSWERED","DOCUMENTATION","1768210430.7","","","1768210200.1",2

        """#

    private func stitch(_ fixture: IngestFixture, rebuild: Bool = false) throws {
        let run = try fixture.count(
            "insert into run (kind, program_version) values ('stitch', '0') returning run_id")
        _ = try Stitch(
            connection: fixture.workspace.connection, schema: fixture.workspace.schema.main,
            rules: .builtIn
        ).run(rebuild: rebuild, runID: run, progress: { _ in })
    }

    private func load(
        _ fixture: IngestFixture, _ connector: String, _ text: String
    ) throws {
        let path = try fixture.write(connector, text)
        let report = try fixture.ingest([path], as: connector) {
            $0.settings = SourceSettings(name: "pbx", timeZone: "UTC", region: "GB")
        }
        #expect(report.exitCode == 0 && report.total.rejected == 0 && report.total.isBalanced)
    }

    /// What is known of persons and their journeys.
    private func derived(_ fixture: IngestFixture) throws -> [String] {
        var lines: [String] = []
        for table in ["person", "person_of", "journey_step", "identity_edge"] {
            let result = try fixture.workspace.connection.execute(
                Query(sql: "select to_jsonb(t)::text from \(table) as t"))
            for row in 0..<result.rowCount { lines.append(table + (result.string(row, 0) ?? "")) }
        }
        return lines.sorted()
    }

    @Test func `give one call and one person, stitched between them or not`() throws {
        var outcomes: [[String]] = []
        let feeds = [
            ("asterisk-queue-log", Self.queueLog), ("asterisk-cdr", Self.records),
        ]
        for order in [feeds, feeds.reversed()] {
            try IngestFixture.with { fixture in
                for (connector, text) in order {
                    try load(fixture, connector, text)
                    try stitch(fixture)
                }

                #expect(try fixture.count("select count(*) from contact") == 1)
                #expect(try fixture.count("select count(*) from person_of") == 1)
                let incremental = try derived(fixture)
                try stitch(fixture, rebuild: true)
                #expect(try derived(fixture) == incremental)
                outcomes.append(try fixture.facts() + incremental)
            }
        }

        #expect(outcomes.count == 2)
        #expect(outcomes.first == outcomes.last)
    }
}
