import ConnectorKit
import JourneyModel
import Testing
import WebConnectors

@Suite struct `Segment events` {
    private let nine = Timestamp(seconds: 1_709_542_800)  // 2024-03-04T09:00:00Z
    private let id = #""messageId":"m","anonymousId":"a""#

    @Test(arguments: [
        ("page", WebEvent.Kind.page), ("screen", .page), ("track", .track),
        ("identify", .identify), ("alias", .alias), ("group", .group), ("Page", .page),
    ])
    func `have a kind`(type: String, kind: WebEvent.Kind) throws {
        let text = #"{"type":"\#(type)",\#(id),"event":"E","timestamp":"2024-03-04T09:00:00Z"}"#
        #expect(try Events(text).events.map(\.kind) == [kind])
    }

    @Test(arguments: [
        (#""event":"Added""#, WebEvent.Kind.track), (#""previousId":"x""#, .alias),
        (#""groupId":"g""#, .group), (#""traits":{}"#, .identify), (#""name":"Home""#, .page),
    ])
    func `without type are told by their members`(member: String, kind: WebEvent.Kind) throws {
        let text = #"{\#(id),\#(member),"timestamp":"2024-03-04T09:00:00Z"}"#
        #expect(try Events(text).events.map(\.kind) == [kind])
    }

    @Test(arguments: [
        (
            #"{"messageId":"m","timestamp":"2024-03-04T09:00:00Z"}"#, Rejection.Reason.missingField,
            "type"
        ),
        (
            #"{"type":"page","timestamp":"2024-03-04T09:00:00Z"}"#, .missingField,
            "userId, anonymousId"
        ),
        (
            #"{"type":"page","userId":null,"anonymousId":" ","timestamp":"2024-03-04T09:00:00Z"}"#,
            .missingField, "userId, anonymousId"
        ),
        (#"{"type":"merge","timestamp":"2024-03-04T09:00:00Z"}"#, .badValue, "type"),
        (
            #"{"type":"track","userId":"u","timestamp":"2024-03-04T09:00:00Z"}"#, .missingField,
            "event"
        ),
        (#"{"type":"page","userId":"u"}"#, .badTime, "timestamp"),
        (#"{"type":"page","userId":"u","timestamp":"yesterday"}"#, .badTime, "timestamp"),
        (
            #"{"type":"page","userId":"u","timestamp":"1970-01-01T00:00:00Z"}"#, .badTime,
            "timestamp"
        ),
        ("[1]", .wrongShape, ""), ("{oops", .notJSON, ""),
    ])
    func `that cannot be trusted say why`(
        text: String, reason: Rejection.Reason, field: String
    ) throws {
        let events = try Events(text)
        #expect(events.reasons == [reason])
        #expect(events.fields == [field])
        #expect(events.events.isEmpty)
        #expect(events.batch.arena.isEmpty)
    }

    @Test func `take the corrected time`() throws {
        func time(_ members: String) throws -> Timestamp? {
            try Events(#"{"type":"page",\#(id),\#(members)}"#).events.first?.occurredAt
        }
        #expect(
            try time(#""timestamp":"2024-03-04T10:00:00+01:00","sentAt":"2020-01-01T00:00:00Z""#)
                == nine)
        let corrected = #"""
            "originalTimestamp":"2024-03-04T03:00:00Z","sentAt":"2024-03-04T03:00:05Z",
            "receivedAt":"2024-03-04T09:00:05Z"
            """#.replacing("\n", with: "")
        #expect(try time(corrected) == nine)
        #expect(try time(#""originalTimestamp":"2024-3-4T09:00:00.000000+00:00""#) == nine)
        #expect(
            try time(#""timestamp":"0001-01-01T00:00:00Z","receivedAt":"2024-03-04T09:00:00Z""#)
                == nine)
        #expect(try time(#""timestamp":null,"sentAt":"2024-03-04 09:00:00""#) == nine)
    }

    @Test func `without messageId are named by their bytes`() throws {
        let text = #"{"type":"page","anonymousId":"a","timestamp":"2024-03-04T09:00:00Z"}"#
        let both = try Events("\(text)\n\(text)\n")
        #expect(both.text(\.id) == both.text(\.id, 1))
        #expect(both.text(\.id)?.utf8.count == 64)
        let blank = try Events(text.replacing("\"page\"", with: "\"page\",\"messageId\":\"\""))
        #expect(blank.text(\.id)?.utf8.count == 64)
        #expect(blank.text(\.id) != both.text(\.id))
    }

    @Test(arguments: [
        (
            #""anonymousId":"2F1A6F0E-5C83-4B0E-9D7C-1F6A3E5B7C90""#,
            "2f1a6f0e-5c83-4b0e-9d7c-1f6a3e5b7c90"
        ),
        (
            #""anonymousId":"%222F1A6F0E-5C83-4B0E-9D7C-1F6A3E5B7C90%22""#,
            "2f1a6f0e-5c83-4b0e-9d7c-1f6a3e5b7c90"
        ),
        (#""anonymousId":"Ab12Cd34Ef56Gh78Ij90""#, "Ab12Cd34Ef56Gh78Ij90"),
        (#""anonymousId":12345"#, "12345"), (#""anonymousId":"null""#, ""),
        (#""anonymousId":"undefined""#, ""),
        (#""anonymousId":"00000000-0000-0000-0000-000000000000""#, ""),
    ])
    func `have a normalised browser`(member: String, browser: String) throws {
        let text = #"{"type":"page","messageId":"m",\#(member),"timestamp":"2024-03-04T09:00:00Z"}"#
        #expect(try Events(text).text(\.browser) == browser)
    }

    @Test(arguments: [
        (#""userId":" C-204 ""#, "C-204", []), (#""userId":20471"#, "20471", []),
        (#""userId":0"#, "", []), (#""userId":"null""#, "", []), (#""userId":"0""#, "", []),
        (#""userId":"Jon.Doe@Email.com""#, "jon.doe@email.com", ["jon.doe@email.com"]),
        (#""userId":"undefined""#, "", []), (#""userId":{"a":1}"#, "", []),
    ])
    func `have a normalised account`(member: String, account: String, emails: [String]) throws {
        let events = try Events(Events.page(member))
        #expect(events.text(\.account) == account)
        #expect(events.evidence == emails.map { Identifier(.email, normalized: $0) })
    }

    @Test func `carry evidence of traits, order and former browser`() throws {
        let old = "8d2e7b1c-30f5-4d58-8a47-0b5a2c9f6e13"
        let traits = #"{"email":"A@b.de","phone":"030 23125012","lastName":"Müller"}"#
        let expected = [
            Identifier(.email, normalized: "a@b.de"),
            Identifier(.phone, normalized: "+493023125012"),
            Identifier(.name, normalized: "muller"),
        ]
        let root = try Events(Events.page(#""traits":\#(traits)"#))
        #expect(root.evidence == expected)
        #expect(root.batch.evidence.map(\.ordinal) == [0, 1, 2])
        #expect(
            root.batch.evidence.allSatisfy { $0.subject == .webEvent(id: "m") && $0.seenAt == nine }
        )
        #expect(try Events(Events.page(#""context":{"traits":\#(traits)}"#)).evidence == expected)
        #expect(
            try Events(Events.page(#""properties":{"order_id":1001}"#)).evidence
                == [Identifier(.order, normalized: "1001")])
        func alias(_ previous: String) throws -> [Identifier] {
            let page = Events.page(#""userId":"C-1","previousId":"\#(previous)""#)
            return try Events(page.replacing("\"page\"", with: "\"alias\"")).evidence
        }
        #expect(try alias(old.uppercased()) == [Identifier(.browser, normalized: old)])
        #expect(try alias("v-77") == [Identifier(.visitor, normalized: "v-77", space: "segment")])
        #expect(try alias("undefined") == [])
    }

    @Test func `of a group do not carry the group's traits`() throws {
        let page = Events.page(#""groupId":"acme","traits":{"email":"office@acme.test"}"#)
        #expect(try Events(page.replacing("\"page\"", with: "\"group\"")).evidence == [])
    }

    @Test(arguments: [
        ("Phone Number Clicked", "", true), ("Tapped Phone", "", true), ("Click to Call", "", true),
        ("Link Clicked", "tel:+493023125012", true), ("Link Clicked", "https://x.test", false),
        ("Call to Action Clicked", "", false), ("Phone Added", "", false),
    ])
    func `know clicks on a number`(name: String, link: String, isClick: Bool) throws {
        let text = Events.page(#""event":"\#(name)","properties":{"href":"\#(link)"}"#)
        let events = try Events(text.replacing("\"page\"", with: "\"track\""))
        #expect(events.events.map(\.isPhoneClick) == [isClick])
        #expect(events.text(\.name) == name)
        let number = Identifier(.phone, normalized: "+493023125012", space: "company")
        #expect(events.evidence == (link.hasPrefix("tel:") ? [number] : []))
        #expect(events.batch.evidence.allSatisfy { $0.role == .click })
    }

    @Test(arguments: [
        ("Live Chat Conversation Started", #""conversation_id":"2104.10.SVhD""#, "2104.10.SVhD"),
        ("Chat Ended", #""chatId":77"#, "77"), ("Chat Ended", #""chat_id":"undefined""#, nil),
        ("Form Sent", #""conversation_id":"2104.10.SVhD""#, nil),
    ])
    func `quote the chat that they are about`(name: String, member: String, id: String?) throws {
        let text = Events.page(#""event":"\#(name)","properties":{\#(member)}"#)
        let events = try Events(text.replacing("\"page\"", with: "\"track\""))
        #expect(
            events.evidence == [id].compactMap { $0 }.map { Identifier(.contact, normalized: $0) })
        #expect(events.batch.evidence.allSatisfy { $0.role == .quoted })
    }
}
