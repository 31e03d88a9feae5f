import JourneyModel
import JourneyStore
import Pipeline
import Testing

@Suite struct Freshness {
    private static func age(_ fixture: IngestFixture, at now: String) throws -> SourceAge {
        let overview = Overview(connection: fixture.workspace.connection, schema: "journey")
        return try #require(try overview.freshness(now: try now.moment).first)
    }

    private static func event(_ id: Int, at time: String, agent: String = "Mozilla/5.0") -> String {
        """
        {"type": "page", "messageId": "m-\(id)", "anonymousId": "a-\(id)", "timestamp": "\(time)", \
        "context": {"userAgent": "\(agent)", "page": {"url": "https://shop.example/"}}}

        """
    }

    @Test func `a record of the future makes no source new, and is counted`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write(
                "orders.csv",
                Night.orders(2, on: "2026-02-13") + "o-x,5,EUR,2031-01-01T00:00:00Z\n")
            _ = try fixture.ingest([path], as: "orders")

            let age = try Self.age(fixture, at: "2026-02-14T12:00:00Z")

            #expect(age.newest == (try "2026-02-13T12:00:00Z".moment))
            #expect(age.ageSeconds == 86_400)
            #expect(age.future == 1)
        }
    }

    @Test func `a web source is as new as its newest event before any stitch`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write(
                "web.ndjson",
                Self.event(1, at: "2025-12-30T10:00:00Z")
                    + Self.event(2, at: "2026-01-31T15:00:00Z")
                    + Self.event(3, at: "2026-02-01T09:00:00Z", agent: "Googlebot/2.1")
                    + Self.event(4, at: "2030-01-01T00:00:00Z"))
            let report = try fixture.ingest([path], as: "segment")

            let age = try Self.age(fixture, at: "2026-02-01T12:00:00Z")

            #expect(report.total.accepted == 4, "\(report)")
            #expect(age.newest == (try "2026-01-31T15:00:00Z".moment))
            #expect(age.ageSeconds == 21 * 3600)
            #expect(age.future == 1)
        }
    }
}
