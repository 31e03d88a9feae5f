import JourneyModel
import Testing

@testable import ChatConnectors

@Suite struct `Outcome of a Zendesk chat` {
    private func visitorOnly(_ change: (inout ChatText) -> Void) throws -> Contact {
        var text = ChatText()
        text.say("visitor", "30:00", "Hello?")
        change(&text)
        return try ChatText.read(text).chat
    }

    @Test func `an offline message is one text of the customer`() throws {
        let text = ChatText(fields: [
            "id": "\"7\"", "type": "\"offline_msg\"", "timestamp": ChatText.at("30:00"),
            "message": "\"Call me on 07700 900123\"",
            "visitor": #"{"email":"ann@mail.test","phone":""}"#,
        ])

        let records = try ChatText.read(text)

        let chat = try records.chat
        #expect(chat.outcome == .offlineMessage)
        #expect(chat.endedAt == nil)
        #expect(chat.turns.map(\.author) == [.customer])
        #expect(chat.turns.map(\.at) == [chat.startedAt])
    }

    @Test(arguments: [
        ("started_by", "\"trigger\"", InitiatedBy.trigger),
        ("started_by", "\"agent\"", .invite), ("triggered", "true", .trigger),
        ("proactive", "1", .invite),
    ])
    func `an invitation nobody answered is ignored`(
        field: String, value: String, initiator: InitiatedBy
    ) throws {
        var text = ChatText()
        text.fields["started_by"] = nil
        text.fields[field] = value
        text.say("agent:trigger", "30:00", "Can we help?")

        let chat = try ChatText.read(text).chat

        #expect(chat.outcome == .inviteIgnored)
        #expect(chat.initiatedBy == initiator)
    }

    @Test func `an invitation that was answered waits from the first message`() throws {
        var text = ChatText()
        text.fields["started_by"] = "\"trigger\""
        text.say("agent:trigger", "30:00", "Can we help?")
        text.say("visitor", "32:00", "Yes")
        text.event("chat.memberjoin", "agent:361", "32:15")
        text.say("agent:361", "32:40", "Hi")

        let chat = try ChatText.read(text).chat

        #expect(chat.outcome == .handled)
        #expect(chat.initiatedBy == .trigger)
        #expect(chat.waitMs == 15_000)
        #expect(chat.firstResponseMs == 40_000)
    }

    @Test func `a rule that fires after the customer began starts nothing`() throws {
        var text = ChatText.handled
        text.fields["started_by"] = nil
        text.fields["triggered"] = "true"
        text.say("agent:trigger", "30:05", "Please hold on.")

        #expect(try ChatText.read(text).chat.initiatedBy == .customer)
    }

    @Test func `a chat nobody took is missed`() throws {
        #expect(try visitorOnly { $0.fields["missed"] = "true" }.outcome == .missed)
        #expect(try visitorOnly { _ in }.outcome == .missed)
        #expect(
            try visitorOnly { chat in
                chat.fields["missed"] = "1"
                chat.event("chat.memberleave", "visitor", "35:00")
            }.outcome == .missed)
    }

    @Test func `a customer who left before an answer abandoned`() throws {
        let chat = try visitorOnly { $0.event("chat.memberleave", "visitor:x", "35:00") }

        #expect(chat.outcome == .abandoned)
        #expect(chat.answeredAt == nil && chat.handleMs == nil && chat.waitMs == nil)
        #expect(!chat.isDropped)
    }

    @Test func `a deleted chat is no contact`() throws {
        var text = ChatText.handled
        text.fields["deleted"] = "true"

        let records = try ChatText.read(text)

        #expect(records.batch.contacts.isEmpty && records.batch.evidence.isEmpty)
        #expect(records.batch.ignored == 1)
    }

    @Test func `the end is the last event or start and duration where none is stated`() throws {
        var text = ChatText.handled
        text.fields["end_timestamp"] = "\"\""
        #expect(try ChatText.read(text).chat.endedAt == moment("33:00"))

        text.history = []
        text.fields["duration"] = "90"
        #expect(try ChatText.read(text).chat.endedAt == moment("31:30"))
    }

    @Test func `a rating that changed later wins`() throws {
        var text = ChatText.handled
        text.fields["rating"] = "\"good\""
        #expect(try ChatText.read(text).chat.csat == 1)

        text.event("chat.rating", "visitor", "41:00", #","rating":null,"new_rating":"good""#)
        text.event("chat.rating", "visitor", "42:00", #","rating":"good","new_rating":"bad""#)
        #expect(try ChatText.read(text).chat.csat == 0)

        text.event("chat.rating", "visitor", "43:00", #","rating":"bad","new_rating":null"#)
        #expect(try ChatText.read(text).chat.csat == nil)
    }
}
