import JourneyModel
import JourneyStore
import Postgres
import Testing

/// Legs and queue events as connectors hand them over. Seconds count from the call's start.
private enum CallFacts {
    static let start: Int64 = 1_768_210_200

    static func time(_ second: Int64) -> Timestamp { Timestamp(seconds: start + second) }

    static func batch(_ legs: [ContactLeg], phoneOf first: String? = nil) -> RecordBatch {
        .records(legs) { batch, leg in
            var leg = leg
            leg.record = batch.record
            batch.legs.append(leg)
            guard let first, leg.event == .entered else { return }
            batch.evidence.append(
                Evidence(
                    record: leg.record, subject: .leg(callID: leg.callID, legID: leg.legID),
                    identifier: Identifier(.phone, normalized: first), role: .own, ordinal: 0,
                    seenAt: leg.startedAt))
        }
    }

    /// A call record. The dialplan picked up at second 2, so the wait counts as talk.
    static func record(
        on channel: String = "u1", of call: String = "u1", _ times: (Int64, Int64),
        answer: Int64? = nil, _ outcome: Outcome, queue: String? = "support",
        agent: String? = nil
    ) -> ContactLeg {
        var leg = ContactLeg(
            record: 0, callID: call, legID: "\(channel)/\(times.0)", direction: .inbound,
            startedAt: time(times.0), outcome: outcome)
        leg.channelID = channel == call ? nil : channel
        leg.endedAt = time(times.1)
        leg.answeredAt = answer.map(time)
        leg.talkMs = answer.map { (times.1 - $0) * 1_000 }
        leg.queue = queue
        leg.agent = agent
        return leg
    }

    static func event(
        on channel: String = "u1", _ event: QueueEvent, at second: Int64,
        _ outcome: Outcome = .open,
        wait: Int64? = nil, talk: Int64? = nil, queue: String = "support", agent: String? = nil,
        isTransfer: Bool = false
    ) -> ContactLeg {
        var leg = ContactLeg(
            record: 0, callID: channel, legID: "\(channel)/\(event)\(second)\(queue)",
            direction: event == .entered ? .inbound : .unknown,
            startedAt: time(second - (event == .rang ? 0 : (wait ?? 0) + (talk ?? 0))),
            outcome: outcome)
        leg.follows = channel
        leg.event = event
        leg.queue = queue
        leg.agent = agent
        leg.waitMs = wait.map { $0 * 1_000 }
        leg.talkMs = talk.map { $0 * 1_000 }
        leg.isTransfer = isTransfer
        if event == .connected { leg.answeredAt = time(second) }
        if event == .ended { leg.endedAt = time(second) }
        if event == .ended, let talk { leg.answeredAt = time(second - talk) }
        return leg
    }

    /// Enters at 10, connected at 34, ends at 274.
    static let handledVisit = [
        event(.entered, at: 10), event(.rang, at: 22, agent: "1001"),
        event(.connected, at: 34, .handled, wait: 24, agent: "1002"),
        event(.ended, at: 274, .handled, wait: 24, talk: 240, agent: "1002"),
    ]
}

extension StoreFixture {
    /// Contacts as text, in the order of their ids.
    fileprivate func contacts(_ columns: String) throws -> [String] {
        let result = try connection.execute(
            Query(sql: "select concat_ws(' ', \(columns)) from contact order by contact_id"))
        return (0..<result.rowCount).map { result.string($0, 0) ?? "" }
    }
}

@Suite struct `Calls seen by call records and a queue log` {
    private typealias Facts = CallFacts

    private static let phone = "+441632960123"
    /// The consultation of an agent has a channel of its own, in the call of the customer.
    private static let legs: [ContactLeg] =
        Facts.handledVisit + [
            Facts.record((0, 274), answer: 2, .handled, agent: "1002"),
            Facts.record((270, 274), .ivrContained, queue: nil),
            Facts.record(on: "u7", of: "u1", (250, 270), answer: 262, .handled, agent: "1003"),
            Facts.event(on: "u7", .entered, at: 252, queue: "sales"),
            Facts.event(
                on: "u7", .connected, at: 262, .handled, wait: 10, queue: "sales", agent: "1003"),
            Facts.event(
                on: "u7", .ended, at: 270, .handled, wait: 10, talk: 8, queue: "sales",
                agent: "1003"),
        ]

    /// Split into single legs: what each order leaves behind.
    private static func facts(inOrder legs: [ContactLeg], of size: Int) throws -> [String] {
        var facts: [String] = []
        try StoreFixture.with { store in
            var rest = legs[...]
            while !rest.isEmpty {
                let books = try store.load(
                    [Facts.batch(Array(rest.prefix(size)), phoneOf: phone)], source: "pbx")
                #expect(books.isBalanced)
                #expect(books.accepted == min(size, rest.count))
                rest = rest.dropFirst(size)
            }
            #expect(try store.count("select count(*) from contact") == 1)
            #expect(
                try store.count(
                    "select count(*) from evidence where touchpoint_key in"
                        + " (select contact_key from contact)") == 2)
            facts = try store.facts()
        }
        return facts
    }

    @Test func `are one call in whatever order they come`() throws {
        let isEvent = { (leg: ContactLeg) in leg.event != nil }
        let queueFirst = Self.legs.filter(isEvent) + Self.legs.filter { !isEvent($0) }
        let expected = try Self.facts(inOrder: queueFirst, of: 1)
        #expect(!expected.isEmpty)

        #expect(try Self.facts(inOrder: queueFirst, of: 6) == expected)
        #expect(try Self.facts(inOrder: queueFirst.reversed(), of: 1) == expected)
        #expect(try Self.facts(inOrder: queueFirst.reversed(), of: 4) == expected)
        #expect(try Self.facts(inOrder: queueFirst, of: 20) == expected)
        for seed: UInt64 in 1...4 {
            var random = SeededGenerator(seed: seed)
            let shuffled = queueFirst.shuffled(using: &random)
            #expect(try Self.facts(inOrder: shuffled, of: Int(seed) + 1) == expected)
        }
    }

    @Test func `wait and talk come from the queue, though the dialplan answered first`() throws {
        try StoreFixture.with { store in
            let record = Facts.record((0, 274), answer: 2, .handled, agent: "1002")
            try store.load([Facts.batch([record])], source: "pbx")
            #expect(try store.contacts("wait_ms, talk_ms") == ["2000 272000"])

            try store.load([Facts.batch(Facts.handledVisit)], source: "pbx")

            #expect(
                try store.contacts("contact_id, outcome, queue, agent, wait_ms, talk_ms, handle_ms")
                    == ["u1 handled support 1002 24000 240000 240000"])
            #expect(
                try store.contacts("extract(epoch from answered_at)::bigint - \(Facts.start)")
                    == ["34"])
            #expect(
                try store.contacts("extract(epoch from started_at)::bigint - \(Facts.start)")
                    == ["0"])
        }
    }

    @Test func `a contact of the queue log alone gives way to the call it was part of`() throws {
        try StoreFixture.with { store in
            let events = [
                Facts.event(on: "u7", .entered, at: 10),
                Facts.event(on: "u7", .ended, at: 50, .abandoned, wait: 40),
            ]
            try store.load([Facts.batch(events, phoneOf: Self.phone)], source: "pbx")
            #expect(try store.contacts("contact_id, outcome") == ["u7 abandoned"])

            let record = Facts.record(on: "u7", of: "u1", (5, 50), .abandoned)
            try store.load([Facts.batch([record])], source: "pbx")

            #expect(try store.contacts("contact_id, outcome") == ["u1 abandoned"])
            #expect(try store.count("select count(*) from contact_gone") == 1)
            #expect(
                try store.count(
                    "select count(*) from evidence as e join contact as c"
                        + " on c.contact_key = e.touchpoint_key") == 1)

            try store.load([Facts.batch(events, phoneOf: Self.phone)], source: "pbx")
            #expect(try store.contacts("contact_id, outcome") == ["u1 abandoned"])
        }
    }

    @Test func `feeds of two switchboards stay apart`() throws {
        try StoreFixture.with { store in
            try store.load([Facts.batch(Facts.handledVisit)], source: "queue")
            try store.load([Facts.batch([Facts.record((0, 274), answer: 2, .handled)])])

            #expect(try store.count("select count(*) from contact") == 2)
        }
    }
}

@Suite struct `What a queue says of a call` {
    private typealias Facts = CallFacts

    private func contact(_ legs: [ContactLeg], _ columns: String) throws -> String {
        var found: [String] = []
        try StoreFixture.with { store in
            try store.load([Facts.batch(legs)], source: "pbx")
            found = try store.contacts(columns)
        }
        #expect(found.count == 1)
        return found.first ?? ""
    }

    @Test func `alone is enough for outcome, wait, talk, queue and agent`() throws {
        #expect(
            try contact(
                Facts.handledVisit, "outcome, direction, queue, agent, wait_ms, talk_ms, transfers")
                == "handled inbound support 1002 24000 240000 0")
    }

    @Test func `outranks the menu and the hang-up row of the call records`() throws {
        let legs = [
            Facts.record((0, 50), .ivrContained), Facts.record((50, 50), .ivrContained, queue: nil),
            Facts.event(.entered, at: 10), Facts.event(.ended, at: 50, .abandoned, wait: 40),
        ]

        #expect(try contact(legs, "outcome, wait_ms") == "abandoned 40000")
    }

    @Test func `outranks a call record that takes the queue's pick-up for an answer`() throws {
        let legs = [
            Facts.record((0, 50), answer: 2, .handled), Facts.event(.entered, at: 10),
            Facts.event(.ended, at: 50, .missed, wait: 40),
        ]

        #expect(try contact(legs, "outcome, wait_ms, coalesce(talk_ms, -1)") == "missed 40000 -1")
    }

    @Test func `yields to a telephone that answered behind the queue`() throws {
        let legs = [
            Facts.record((0, 50), .abandoned), Facts.event(.entered, at: 10),
            Facts.event(.ended, at: 50, .missed, wait: 40),
            Facts.record((50, 90), answer: 60, .handled, agent: "1009"),
        ]

        #expect(try contact(legs, "outcome, agent, talk_ms, wait_ms") == "handled 1009 30000 40000")
    }

    @Test func `yields to a mailbox behind the queue`() throws {
        let legs = [
            Facts.event(.entered, at: 10), Facts.event(.ended, at: 50, .missed, wait: 40),
            Facts.record((50, 90), .voicemail, queue: nil),
        ]

        #expect(try contact(legs, "outcome") == "voicemail")
    }

    @Test func `under five seconds of waiting is a short abandon, however long the menu`() throws {
        let legs = [
            Facts.record((0, 63), .ivrContained), Facts.event(.entered, at: 60),
            Facts.event(.ended, at: 63, .abandoned, wait: 3),
        ]

        #expect(try contact(legs, "outcome") == "short_abandon")
    }

    @Test func `the waits of an overflow add up, the last queue's end counts`() throws {
        let legs = [
            Facts.event(.entered, at: 10, queue: "sales"),
            Facts.event(.ended, at: 70, .missed, wait: 60, queue: "sales"),
            Facts.event(.entered, at: 70),
            Facts.event(.ended, at: 90, .abandoned, wait: 20),
        ]

        #expect(try contact(legs, "outcome, queue, wait_ms") == "abandoned support 80000")
    }

    @Test func `two visits to one queue are two, though one ends as the other begins`() throws {
        let legs = [
            Facts.event(.entered, at: 10), Facts.event(.ended, at: 70, .missed, wait: 60),
            Facts.event(on: "u1", .entered, at: 70),
            Facts.event(.connected, at: 90, .handled, wait: 20, agent: "1001"),
            Facts.event(.ended, at: 190, .handled, wait: 20, talk: 100, agent: "1001"),
        ]

        #expect(try contact(legs, "outcome, wait_ms, talk_ms") == "handled 80000 100000")
    }

    @Test func `a visit without an end takes what the call records say`() throws {
        let open = [Facts.event(.entered, at: 10)]
        let connected = open + [Facts.event(.connected, at: 34, .handled, wait: 24, agent: "1002")]

        #expect(try contact(open, "outcome") == "open")
        #expect(
            try contact(open + [Facts.record((0, 50), .abandoned)], "outcome") == "abandoned")
        #expect(
            try contact(
                connected + [Facts.record((0, 274), answer: 2, .handled)],
                "outcome, wait_ms, talk_ms") == "handled 24000 240000")
    }

    @Test func `a transfer counts, also where only the queue log tells of it`() throws {
        let legs = [
            Facts.event(.entered, at: 10),
            Facts.event(
                .ended, at: 274, .handled, wait: 24, talk: 240, agent: "1002", isTransfer: true),
        ]

        #expect(try contact(legs, "transfers, agent") == "1 1002")
    }

    @Test func `one agent under two names is no transfer`() throws {
        let legs =
            Facts.handledVisit.map { leg in
                var leg = leg
                if leg.agent != nil { leg.agent = "Ann Lee" }
                return leg
            } + [Facts.record((0, 274), answer: 2, .handled, agent: "1002")]

        #expect(try contact(legs, "transfers, agent") == "0 1002")
    }
}
