import IdentityResolution
import JourneyModel
import Pipeline
import Postgres
import Testing

@Suite struct `Exports of one visit without a login` {
    private static let cookie = "2f1a6f0e-5c83-4b0e-9d7c-1f6a3e5b7c90"

    private static func event(_ id: String, _ clock: String, _ members: String) -> String {
        #"{"messageId":"\#(id)","anonymousId":"\#(cookie)","timestamp":"2026-01-12T09:\#(clock)Z","#
            + #""context":{"userAgent":"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) Mobile/15E148"},"#
            + "\(members)}\n"
    }

    private static func view(_ id: String, _ clock: String, _ path: String) -> String {
        event(id, clock, #""type":"page","properties":{"url":"https://shop.test/\#(path)?x=1"}"#)
    }

    private static func chat(_ visitor: String, trail: [(clock: String, path: String)] = [])
        -> String
    {
        let path = trail.map {
            #"{"from":"","to":"https://shop.test/\#($0.path)","timestamp":"2026-01-12T09:\#($0.clock)Z"}"#
        }
        return #"{"id":"2601.1.Ab","type":"chat","timestamp":"2026-01-12T09:30:00Z","#
            + #""visitor":{"id":"\#(visitor)"},"webpath":[\#(path.joined(separator: ","))]}"# + "\n"
    }

    /// The records of each person found.
    private func persons(
        events: String, chats: String? = nil, calls: String? = nil
    ) throws -> [String] {
        var found: [String] = []
        try IngestFixture.with { fixture in
            _ = try fixture.ingest([try fixture.write("a.ndjson", events)], as: "segment")
            if let chats {
                _ = try fixture.ingest([try fixture.write("b.ndjson", chats)], as: "zendesk-chat")
            }
            if let calls {
                _ = try fixture.ingest([try fixture.write("c.json", calls)], as: "amazon-connect") {
                    $0.settings.region = "DE"
                }
            }
            _ = try StitchRun(
                fixture.workspace,
                rules: RulesInForce.load(dataFolder: fixture.folder, environment: [:])
            ).run(rebuild: false) { _ in }
            let rows = try fixture.workspace.connection.execute(
                Query(
                    sql: """
                        select string_agg(t.channel, ' ' order by t.channel)
                        from person_of as p
                        join touchpoint as t on t.touchpoint_key = p.touchpoint_key
                        group by p.probable_person order by 1
                        """))
            found = (0..<rows.rowCount).map { rows.string($0, 0) ?? "" }
        }
        return found
    }

    @Test func `the site's browser id as visitor id joins chat and visit`() throws {
        let events = Self.view("e1", "28:00", "help")
        #expect(try persons(events: events, chats: Self.chat(Self.cookie)) == ["chat web"])
        #expect(try persons(events: events, chats: Self.chat("3.45678")) == ["chat", "web"])
    }

    @Test func `an event with the chat's id joins them`() throws {
        let started = Self.event(
            "e1", "29:59",
            #""type":"track","event":"Live Chat Conversation Started","#
                + #""properties":{"conversation_id":"2601.1.Ab"}"#)
        #expect(try persons(events: started, chats: Self.chat("3.45678")) == ["chat web"])
    }

    @Test func `the pages that a chat lists join them`() throws {
        let events = Self.view("e1", "28:00.300", "help") + Self.view("e2", "29:00.900", "returns")
        let chat = Self.chat("3.45678", trail: [("28:01", "help"), ("29:00", "returns")])
        #expect(try persons(events: events, chats: chat) == ["chat web"])
    }

    @Test(arguments: [("+4930901820", "voice web"), ("+4930901821", "voice|web")])
    func `a tapped number joins visit and call`(number: String, expected: String) throws {
        let tap = Self.event(
            "e1", "29:50",
            #""type":"track","event":"Link Clicked","properties":{"href":"tel:+49 30 901820"}"#)
        let call =
            #"{"ContactId":"v1","Channel":"VOICE","InitiationMethod":"INBOUND","#
            + #""InitiationTimestamp":"2026-01-12T09:30:00Z","#
            + #""DisconnectTimestamp":"2026-01-12T09:35:00Z","#
            + #""SystemEndpoint":{"Address":"\#(number)","Type":"TELEPHONE_NUMBER"}}"#
        #expect(
            try persons(events: tap, calls: call)
                == expected.split(separator: "|").map(String.init))
    }
}
