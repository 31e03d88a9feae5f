import Foundation
import JourneyModel
import Pipeline
import Postgres
import Testing

@Suite struct `E-mail addresses outside of identifiers` {
    private static let mail = "ann@shop.example"

    /// Every row of the plain schema as text.
    private static func plain(_ fixture: IngestFixture) throws -> String {
        try ["contact", "contact_leg", "web_event"].map { table in
            let rows = "select coalesce(string_agg(t::text, ' '), '') from \(table) as t"
            return try fixture.workspace.connection.value(Query(sql: rows)) ?? ""
        }.joined(separator: " ")
    }

    @Test func `give way to their kind in sessions, languages and targets of transfers`() throws {
        try IngestFixture.with { fixture in
            let event =
                #"{"type":"page","messageId":"m1","anonymousId":"a","timestamp":"#
                + #""2026-01-12T09:00:00Z","context":{"sessionId":"\#(Self.mail)","#
                + #""locale":"\#(Self.mail)"}}"#
            let segment = try fixture.ingest(
                [try fixture.write("a.ndjson", event + "\n")], as: "segment")
            let mapping = try fixture.write(
                "map.yaml",
                """
                format: csv
                record: chat
                fields:
                  id: id
                  started_at: at
                  language: language
                  transferred_to: target
                  agent: agent
                """)
            let chats = try fixture.write(
                "a.csv",
                "id,at,language,target,agent\nc1,2026-01-12T09:00:00Z,de ann%40shop.example,"
                    + "\(Self.mail),bob@shop.example\n")
            let mapped = try fixture.ingest([chats], as: "mapped") {
                $0.settings.options["mapping"] = mapping
            }

            #expect(segment.total.accepted == 1 && mapped.total.accepted == 1)
            let rows = try Self.plain(fixture)
            #expect(!rows.contains("ann"), "\(rows)")
            #expect(rows.contains(":email"))
            #expect(rows.contains("bob@shop.example"))
        }
    }
}
