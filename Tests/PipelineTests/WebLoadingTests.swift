import Foundation
import JourneyModel
import JourneyStore
import Pipeline
import Postgres
import Testing

@Suite struct `Loading web events` {
    /// A page view of Snowplow; the fingerprint stands for another content under the same id.
    private static func row(_ id: Int, at time: String, fingerprint: String = "f") throws -> String
    {
        var row = try ConnectorRegistry.standard.connector(named: "snowplow").description.sample
            .split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        row[6] = "c6ef3124-b53a-4b13-a233-0088f79dcb\(10 + id)"
        row[3] = time
        row[124] = time
        row[129] = fingerprint
        return row.joined(separator: "\t")
    }

    /// The same or another time, the same or another content, in one file or in two, in one run or
    /// in two: what is kept is one event an id, at its earliest time.
    @Test func `an event of Snowplow is kept once, however it comes again`() throws {
        try IngestFixture.with { fixture in
            let nine = "2024-03-04 09:00:00.000"
            let ten = "2024-03-04 10:00:00.000"
            let first = try fixture.write(
                "first.tsv",
                [
                    Self.row(1, at: nine), Self.row(1, at: nine),
                    Self.row(2, at: ten), Self.row(2, at: nine),
                    Self.row(3, at: nine), Self.row(3, at: nine, fingerprint: "other"),
                    Self.row(4, at: ten), Self.row(5, at: nine),
                ].joined(separator: "\n"))
            let second = try fixture.write(
                "second.tsv",
                [
                    Self.row(4, at: nine), Self.row(5, at: nine),
                    Self.row(5, at: ten, fingerprint: "other"), Self.row(6, at: nine),
                ].joined(separator: "\n"))

            let one = try fixture.ingest([first, second], as: "snowplow")
            let facts = try fixture.facts()
            let two = try fixture.ingest([second, first], as: "snowplow")

            #expect(one.total.isBalanced && one.total.accepted == 6, "\(one)")
            #expect(two.total.isBalanced && two.total.accepted == 0)
            #expect(try fixture.count("select count(*) from web_event") == 6)
            #expect(
                try fixture.count(
                    "select count(*) from web_event where occurred_at <> '2024-03-04 09:00Z'") == 0)
            #expect(try fixture.facts() == facts)
        }
    }

    @Test func `nothing personal stands in plain beside the personal schema`() throws {
        try IngestFixture.with { fixture in
            let address = "jon.doe%40email.com"
            let segment = try fixture.write(
                "segment.ndjson",
                #"{"type":"page","messageId":"1","anonymousId":"a","userId":"jon.doe@email.com","#
                    + #""timestamp":"2024-03-04T09:00:00Z","properties":{"url":"#
                    + #""https://s.test/users/jon-doe/\#(address)?email=\#(address)","referrer":"#
                    + #""https://s.test/#/reset/\#(address)","title":"jon.doe@email.com"},"#
                    + #""context":{"campaign":{"name":"to jon.doe@email.com +49 30 23125012"}}}"#)
            let log = try fixture.write(
                "access.log",
                #"203.0.113.7 - jon.doe@email.com [04/Mar/2024:10:15:02 +0100] "GET "#
                    + #"/unsubscribe/\#(address)?utm_campaign=\#(address) HTTP/1.1" 200 5316 "#
                    + #""https://jon.doe:x@s.test/tel:+493023125012" "Mozilla/5.0 (Windows NT 10.0)""#
            )
            let chat = try fixture.write(
                "chat.ndjson",
                try ConnectorRegistry.standard.connector(named: "zendesk-chat").description.sample
                    .replacing("https://", with: "https://jon.doe%40email.com@"))

            for (name, path) in [("segment", segment), ("access-log", log), ("zendesk-chat", chat)]
            {
                #expect(try fixture.ingest([path], as: name).total.rejected == 0)
            }

            let text = try ["page", "web_event", "contact"].map { table in
                let rows = try fixture.workspace.connection.execute(
                    Query(sql: "select string_agg(t::text, ' ') from \(table) as t"))
                return rows.string(0, 0) ?? ""
            }.joined(separator: " ").lowercased()
            #expect(text.contains(":email") && text.contains(":name") && text.contains(":phone"))
            for word in ["jon", "email.com", "23125012", "203.0.113"] {
                #expect(!text.contains(word), "\(word)")
            }
        }
    }
}
