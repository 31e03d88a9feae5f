import JourneyModel
import Testing

@testable import ChatConnectors

@Suite struct `Measures of a chat` {
    @Test func `wait, first response and handle time of an answered chat`() throws {
        let chat = try ChatText.read(.handled).chat

        #expect(chat.outcome == .handled)
        #expect(chat.startedAt == moment("30:00"))
        #expect(chat.answeredAt == moment("30:20"))
        #expect(chat.endedAt == moment("40:00"))
        #expect(chat.lastHumanAt == moment("33:00"))
        #expect(chat.version == moment("40:05"))
        #expect(chat.waitMs == 20_000)
        #expect(chat.firstResponseMs == 50_000)
        // From 30:20 to five minutes after the last message at 33:00.
        #expect(chat.handleMs == 460_000)
        #expect(chat.agent == "361")
        #expect(!chat.isDropped)
    }

    @Test func `automatic messages are no answer`() throws {
        var text = ChatText()
        text.say("visitor", "30:00", "Hello?")
        text.say("agent:trigger", "30:02", "An agent will be with you.")
        text.say("agent:system", "30:03", "You are first in the queue.")
        text.event("chat.memberjoin", "agent:361", "30:20")
        text.say("agent:361", "31:00", "Hi")

        let chat = try ChatText.read(text).chat

        #expect(chat.firstResponseMs == 60_000)
        #expect(chat.turns.map(\.author) == [.customer, .bot, .system, .agent])
        #expect(chat.turns.map(\.agent) == [nil, nil, nil, "361"])
    }

    @Test func `an agent who writes first has responded at once`() throws {
        var text = ChatText()
        text.event("chat.memberjoin", "agent:361", "30:05")
        text.say("agent:361", "30:08", "Hi, how can I help?")
        text.say("visitor", "31:00", "My parcel")

        #expect(try ChatText.read(text).chat.firstResponseMs == 0)
    }

    @Test func `an agent who only looked in did not answer`() throws {
        var text = ChatText.handled
        text.event("chat.memberjoin", "agent:999", "30:05")
        text.event("chat.memberleave", "agent:999", "30:06")

        #expect(try ChatText.read(text).chat.answeredAt == moment("30:20"))
    }

    @Test(arguments: [("39:30", false), ("39:00", false), ("38:59", true)])
    func `a last message unanswered for over a minute is a drop`(
        clock: String, expected: Bool
    ) throws {
        var text = ChatText.handled
        text.say("visitor", clock, "Are you there?")

        #expect(try ChatText.read(text).chat.isDropped == expected)
    }

    @Test(arguments: ["true", "1", "\"true\""])
    func `the source may say itself that a chat was dropped`(flag: String) throws {
        var text = ChatText.handled
        text.fields["dropped"] = flag

        #expect(try ChatText.read(text).chat.isDropped)
    }

    @Test func `a change of department is one transfer with its agent`() throws {
        var text = ChatText.handled
        text.fields["department_name"] = "\"Billing\""
        text.event(
            "chat.memberjoin", "agent:361", "30:19",
            #","department_id":7,"department_name":"Support""#)
        text.event(
            "chat.memberjoin", "agent:404", "35:00",
            #","department_id":"9","prev_department_id":7,"department_name":"Billing""#)
        text.say("agent:404", "35:10", "Billing here.")

        let chat = try ChatText.read(text).chat

        #expect(chat.transfers == 1)
        #expect(chat.transferredTo == "Billing")
        #expect(chat.queue == "Billing")
        #expect(chat.agent == "404")
    }

    @Test func `the queue is the department that handled it last`() throws {
        var text = ChatText.handled
        text.fields["department_name"] = "\"Billing\""
        text.event(
            "chat.memberjoin", "agent:361", "30:19",
            #","department_id":7,"department_name":"Support""#)
        text.event(
            "chat.transfer", "agent:361", "36:00",
            #","department_id":9,"prev_department_id":7,"department_name":"Billing""#)

        let chat = try ChatText.read(text).chat

        #expect(chat.queue == "Support")
        #expect(chat.transfers == 1)
    }

    @Test func `a second agent is a transfer and one who comes back is none`() throws {
        var text = ChatText.handled
        text.event("chat.memberleave", "agent:361", "34:00")
        text.event("chat.memberjoin", "agent:361", "35:00")
        #expect(try ChatText.read(text).chat.transfers == 0)

        text.event("chat.memberjoin", "agent:404", "36:00")
        text.say("agent:404", "36:10", "I take over.")
        text.event("chat.memberjoin", "agent:361", "37:00")

        let chat = try ChatText.read(text).chat

        #expect(chat.transfers == 1)
        #expect(chat.transferredTo == "404")
        #expect(chat.agent == "404")
    }

    @Test func `an unsorted history gives the same chat`() throws {
        let sorted = ChatText.handled
        var shuffled = sorted
        shuffled.history.reverse()

        let one = try ChatText.read(sorted).chat
        let two = try ChatText.read(shuffled).chat

        #expect(one.turns == two.turns)
        #expect(one.waitMs == two.waitMs && one.firstResponseMs == two.firstResponseMs)
    }

    @Test func `an export without history is measured by its totals`() throws {
        var text = ChatText()
        text.fields["count"] = #"{"visitor":3,"agent":"2","total":5}"#
        text.fields["response_time"] = #"{"first":12,"avg":9.5,"max":20}"#
        text.fields["agent_ids"] = #"["361",404]"#

        let chat = try ChatText.read(text).chat

        #expect(chat.outcome == .handled)
        #expect(chat.firstResponseMs == 12_000)
        #expect(chat.agent == "404")
        #expect(chat.waitMs == nil)
    }
}
