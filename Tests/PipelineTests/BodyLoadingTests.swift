import JourneyModel
import Pipeline
import Testing

@Suite struct `Loading request bodies` {
    private static func event(_ id: String, _ more: String = "") -> String {
        #"{"type":"page","messageId":"\#(id)","anonymousId":"a","timestamp":"#
            + #""2026-02-13T10:00:00Z"\#(more)}"#
    }

    private static let text =
        event("m1") + "\n" + #"{"batch":[\#(event("m2")),{"type":"walk"},\#(event("m3"))],"#
        + #""sentAt":"2026-02-13T10:00:01Z"}"# + "\n" + event("m4") + "\n"

    @Test(arguments: [1, 2, 3, 100])
    func `each event is in the books, and a bad one takes none along`(batch: Int) throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.ndjson", Self.text)

            let first = try fixture.ingest([path], as: "segment", batch: batch)
            let second = try fixture.ingest([path], as: "segment", batch: batch)

            #expect(first.total.read == 5 && first.total.accepted == 4)
            #expect(first.total.rejected == 1)
            #expect(second.total.accepted == 0 && second.total.duplicate == 4)
            let rejects = try Rejects(fixture.workspace).list()
            #expect(rejects.map(\.line) == [2])
            let bytes = Array(Self.text.utf8)
            #expect(bytes[Int(rejects[0].byteOffset)...].starts(with: #"{"type":"walk"}"#.utf8))
            let unbalanced = try fixture.count(
                """
                select count(*) from ingest_file
                where record_bytes + between_bytes <> text_bytes or text_bytes is null
                """)
            #expect(unbalanced == 0)
        }
    }

    @Test func `a rejected event is read again with what its body says`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("a.ndjson", Self.text)
            _ = try fixture.ingest([path], as: "segment")
            let rejects = Rejects(fixture.workspace)

            let outcome = try rejects.retry(source: "segment")

            #expect(outcome.counts.read == 1 && outcome.counts.rejected == 1)
            let raw = try rejects.show(try rejects.list()[0].digest)[0].raw
            #expect(
                String(decoding: raw, as: UTF8.self)
                    == #"{"batch":[{"type":"walk"}],"sentAt":"2026-02-13T10:00:01Z"}"#)
        }
    }

    @Test func `an event that only the database refuses is rejected alone, with its bytes`() throws
    {
        try IngestFixture.with { fixture in
            try fixture.workspace.connection.script(
                "alter table journey.page add constraint refused check (url !~ 'refused')")
            let bad = Self.event("m9", #","properties":{"url":"https://shop.test/refused"}"#)
            let text = Self.event("m1") + "\n" + #"{"batch":[\#(Self.event("m2")),\#(bad)]}"# + "\n"
            let path = try fixture.write("a.ndjson", text)

            let report = try fixture.ingest([path], as: "segment", batch: 100)

            #expect(report.total.read == 3 && report.total.accepted == 2)
            #expect(report.total.rejected == 1)
            let reject = try #require(try Rejects(fixture.workspace).list().first)
            #expect(reject.length == Int64(bad.utf8.count + #"{"batch":[]}"#.utf8.count))
        }
    }
}
