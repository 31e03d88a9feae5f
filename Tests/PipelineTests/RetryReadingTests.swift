import Foundation
import JourneyModel
import Pipeline
import Testing

/// Rejects that cannot be read by their own bytes alone.
@Suite struct `Loading rejects again with what stood before them` {
    /// The key comes from SCHEMA, and so does that `begin` is in UTC.
    private static func mapping(_ begin: String) -> String {
        """
        streams:
          calls:
            record: call
            fields: {started_at: \(begin), direction: {value: inbound}}
            identifiers: [{kind: phone, from: caller}]
        """
    }

    private static func schema(_ keys: String) -> String {
        #"{"type":"SCHEMA","stream":"calls","key_properties":[\#(keys)],"schema":{"properties":"#
            + #"{"begin":{"type":"string","format":"date-time"},"#
            + #""since":{"type":"string","format":"date-time"}}}}"# + "\n"
    }

    private static func call(_ no: Int) -> String {
        #"{"type":"RECORD","stream":"calls","record":{"site":"s","no":\#(no),"#
            + #""begin":"2024-03-04 09:00 am","since":"2024-03-04 09:00:00","#
            + #""caller":"+493023125012"}}"# + "\n"
    }

    /// The second schema names another key.
    private static let messages =
        schema(#""no""#) + call(1) + schema(#""no""#) + call(2) + schema(#""site","no""#) + call(3)

    private static func load(_ fixture: IngestFixture) throws -> IngestReport {
        let path = try fixture.write("messages", messages)
        let mapping = try fixture.write("calls.yaml", mapping("begin"))
        return try fixture.ingest([path], as: "singer", batch: 2) {
            $0.settings.options["mapping"] = mapping
            $0.settings.timeZone = "Europe/Berlin"
        }
    }

    private static func calls(_ fixture: IngestFixture) throws -> String? {
        try fixture.workspace.connection.value(
            """
            select string_agg(contact_id || to_char(started_at at time zone 'UTC', '@HH24'), ' '
                order by contact_id)
            from contact
            """)
    }

    @Test func `records of a tap after another mapping, with the schema of their place`() throws {
        try IngestFixture.with { fixture in
            // A tap may end without a good record when its mapping is wrong: some is good here.
            let loaded = try Self.load(fixture)
            let fixed = try fixture.write("fixed.yaml", Self.mapping("since"))

            let again = try Rejects(fixture.workspace).retry(
                source: "singer", options: ["mapping": fixed], page: 2)

            #expect(loaded.total.rejected == 3 && loaded.exitCode == 0)
            #expect(again.counts.accepted == 3 && again.counts.rejected == 0)
            #expect(try Self.calls(fixture) == "1@09 2@09 s/3@09")
            #expect(try fixture.count("select count(*) from journey_pii.declaration") == 2)
        }
    }

    @Test func `an export of a tap holds the schemas its records need`() throws {
        try IngestFixture.with { fixture in
            _ = try Self.load(fixture)
            var exported: [UInt8] = []

            let outcome = try Rejects(fixture.workspace).export(.init()) { exported += $0 }

            let expected =
                Self.schema(#""no""#) + Self.call(1) + Self.call(2) + Self.schema(#""site","no""#)
                + Self.call(3)
            #expect(outcome.records == 3)
            #expect(String(decoding: exported, as: UTF8.self) == expected)
        }
    }

    @Test func `schemas of a file without rejects are not kept`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("messages", Self.messages)
            let mapping = try fixture.write("calls.yaml", Self.mapping("since"))

            let report = try fixture.ingest([path], as: "singer") {
                $0.settings.options["mapping"] = mapping
            }

            #expect(report.total.accepted == 3)
            #expect(try fixture.count("select count(*) from journey_pii.declaration") == 0)
        }
    }

    @Test func `feeds of one switchboard, each as what it is`() throws {
        try IngestFixture.with { fixture in
            let record =
                #""","+441632960123","600","in","","PJSIP/trunk-41","PJSIP/1002-42","Queue","#
                + #""support,t","2026-03-29 01:30:00","2026-03-29 01:30:02","2026-03-29 01:34:24","#
                + #"264,262,"ANSWERED","DOCUMENTATION","u1","","","u1",1"# + "\n"
            let event = "2026-03-29 01:30:10,u1,support,NONE,ENTERQUEUE,,+441632960123,1\n"
            let header = "time,callid,queuename,agent,event,data1,data2,data3\n"
            for (connector, text) in [
                ("asterisk-cdr", record), ("asterisk-queue-log", header + event),
            ] {
                let path = try fixture.write(connector, text)
                let report = try fixture.ingest([path], as: connector) {
                    $0.settings = SourceSettings(
                        name: "pbx", timeZone: "Europe/London", region: "GB")
                }
                #expect(report.total.rejected == 1 && report.exitCode == 0, "\(report)")
            }
            try fixture.workspace.connection.execute("update source set time_zone = 'UTC'")

            let outcome = try Rejects(fixture.workspace).retry(source: "pbx")

            #expect(outcome.counts.read == 2 && outcome.counts.rejected == 0, "\(outcome)")
            #expect(outcome.notRetried == 0)
            #expect(try fixture.count("select count(*) from contact_leg") == 2)
            #expect(try fixture.count("select count(*) from contact") == 1)
        }
    }

    @Test func `rows under a header in Latin-1`() throws {
        try IngestFixture.with { fixture in
            func mapping(_ zone: String) -> String {
                """
                format: csv
                record: chat
                time_zone: \(zone)
                fields: {id: Gespräch, started_at: Beginn, queue: Warteschlange}
                """
            }
            let text =
                "Gespräch,Beginn,Warteschlange\nä1,2024-03-31 02:30:00,Küche\n"
                + "ä2,2024-01-31 02:30:00,Küche\n"
            let path = try fixture.write(
                "a.csv", Array(try #require(text.data(using: .isoLatin1))))
            let wrong = try fixture.write("wrong.yaml", mapping("Europe/Berlin"))
            let fixed = try fixture.write("fixed.yaml", mapping("UTC"))
            let report = try fixture.ingest([path], as: "mapped") {
                $0.settings.encoding = .latin1
                $0.settings.options["mapping"] = wrong
            }
            #expect(report.total.rejected == 1 && report.exitCode == 0, "\(report)")
            try FileManager.default.removeItem(atPath: path)

            let outcome = try Rejects(fixture.workspace)
                .retry(source: "mapped", options: ["mapping": fixed])

            #expect(outcome.counts.accepted == 1 && outcome.notRetried == 0)
            #expect(
                try fixture.workspace.connection.value(
                    "select contact_id || ' ' || queue from contact where contact_id = 'ä1'")
                    == "ä1 Küche")
        }
    }
}
