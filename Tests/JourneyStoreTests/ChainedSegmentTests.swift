import JourneyModel
import JourneyStore
import Postgres
import Testing

@Suite struct `Contacts of a chain of segments` {
    /// A segment as a platform's contact record gives it.
    private static func segment(
        _ id: String, of first: String? = nil, after previous: String? = nil, at second: Int64,
        agent: String? = nil, channel: Channel = .voice, version: Int64 = 1,
        outcome: Outcome? = nil, wait: Int64? = nil
    ) -> ContactLeg {
        var leg = ContactLeg(
            record: 0, callID: first ?? id, legID: id,
            direction: previous == nil ? .inbound : .unknown,
            startedAt: Timestamp(seconds: 1_000 + second),
            outcome: outcome ?? (agent == nil ? .open : .handled))
        leg.channel = channel
        leg.channelID = id
        leg.follows = previous
        leg.version = Timestamp(seconds: version)
        leg.chainID = first ?? id
        leg.isTransfer = previous != nil
        leg.agent = agent
        leg.waitMs = wait.map { $0 * 1_000 }
        leg.endedAt = Timestamp(seconds: 1_000 + second + 100)
        if agent != nil {
            leg.answeredAt = Timestamp(seconds: 1_000 + second + 10)
            leg.talkMs = 60_000
            leg.holdMs = 5_000
            leg.wrapMs = 10_000
        }
        return leg
    }

    private static func batch(_ legs: [ContactLeg], phones: [String] = []) -> RecordBatch {
        .records(legs) { batch, leg in
            var leg = leg
            leg.record = batch.record
            batch.legs.append(leg)
            guard !phones.isEmpty else { return }
            batch.evidence.append(
                Evidence(
                    record: leg.record, subject: .leg(callID: leg.callID, legID: leg.legID),
                    identifier: Identifier(
                        .phone, normalized: "\(phones[0])\(leg.legID.prefix(1))"),
                    role: .own, ordinal: 0, seenAt: leg.startedAt))
        }
    }

    private static func facts(_ legs: [ContactLeg], of size: Int) throws -> [String] {
        var facts: [String] = []
        try StoreFixture.with { store in
            var rest = legs[...]
            while !rest.isEmpty {
                let books = try store.load([batch(Array(rest.prefix(size)), phones: ["+441"])])
                #expect(books.isBalanced)
                rest = rest.dropFirst(size)
            }
            facts = try store.facts()
        }
        return facts
    }

    private static func contacts(_ store: StoreFixture, _ columns: String) throws -> [String] {
        let result = try store.connection.execute(
            Query(sql: "select concat_ws(' ', \(columns)) from contact order by contact_id"))
        return (0..<result.rowCount).map { result.string($0, 0) ?? "" }
    }

    /// A call moved twice; a callback that followed it, itself moved; a chat moved to a telephone.
    private static let chain = [
        segment("a1", at: 0, agent: "ann", wait: 10),
        segment("a2", of: "a1", after: "a1", at: 90, agent: "bo", wait: 10),
        segment("a3", of: "a1", after: "a2", at: 180, agent: "cy"),
        segment("b1", of: nil, at: 900, agent: "ann"),
        segment("b2", of: "a1", after: "b1", at: 990, agent: "bo"),
        segment("b3", of: "a1", after: "b2", at: 1_080, agent: "cy"),
        segment("c1", at: 2_000, agent: "ann", channel: .chat),
        segment("c2", of: "c1", after: "c1", at: 2_090, agent: "bo", channel: .chat),
        segment("c3", of: "c1", after: "c2", at: 2_180, agent: "cy"),
        segment("c4", of: "c1", after: "c3", at: 2_270, agent: "di"),
    ]

    @Test func `are the calls and chats that customers had`() throws {
        try StoreFixture.with { store in
            try store.load([Self.batch(Self.chain)])

            #expect(
                try Self.contacts(store, "contact_id, channel, agent, transfers, direction")
                    == [
                        "a1 voice cy 2 inbound", "b1 voice cy 2 inbound", "c1 chat bo 1 inbound",
                        "c3 voice di 2 unknown",
                    ])
            #expect(try Self.contacts(store, "chain_id") == ["a1", "a1", "c1", "c1"])
            #expect(
                try Self.contacts(store, "wait_ms, talk_ms, hold_ms, wrap_ms, handle_ms").first
                    == "10000 180000 15000 30000 225000")
        }
    }

    @Test func `come out the same in whatever order the segments come`() throws {
        let expected = try Self.facts(Self.chain, of: 20)
        #expect(expected.count { $0.hasPrefix("contact ") } == 4)

        #expect(try Self.facts(Self.chain.reversed(), of: 1) == expected)
        for seed: UInt64 in 1...5 {
            var random = SeededGenerator(seed: seed)
            let shuffled = Self.chain.shuffled(using: &random)
            #expect(try Self.facts(shuffled, of: Int(seed)) == expected)
        }
    }

    @Test func `a segment whose predecessor is missing counts to the first of the chain`() throws {
        try StoreFixture.with { store in
            try store.load([Self.batch([Self.chain[0], Self.chain[2]])])

            #expect(try Self.contacts(store, "contact_id, transfers") == ["a1 1"])
        }
    }

    @Test func `a chat in a voice source is known as a channel of it`() throws {
        try StoreFixture.with { store in
            let loader = try store.loader(source: "connect", channel: .voice)
            try loader.load(
                Self.batch([Self.chain[0], Self.chain[6]]),
                upTo: .init(offset: 1, isEndOfFile: true))

            #expect(
                try store.count(
                    "select count(*) from source_channel where channel = 'chat'") == 1)
            #expect(
                try store.count("select (complete_through('{chat}') is not null)::integer") == 1)
        }
    }

    @Test func `a short wait given up is short for calls only`() throws {
        try StoreFixture.with { store in
            try store.load([
                Self.batch([
                    Self.segment("v", at: 0, outcome: .abandoned, wait: 3),
                    Self.segment("w", at: 0, channel: .chat, outcome: .abandoned, wait: 3),
                ])
            ])

            #expect(try Self.contacts(store, "outcome") == ["short_abandon", "abandoned"])
        }
    }
}

@Suite struct `Versions of a leg` {
    private static func leg(_ version: Int64?, agent: String?, queue: String?) -> ContactLeg {
        var leg = ContactLeg(
            record: 0, callID: "a1", legID: "a1", direction: .inbound,
            startedAt: Timestamp(seconds: 1_000), outcome: .handled)
        leg.channelID = "a1"
        leg.version = version.map { Timestamp(seconds: $0) }
        leg.agent = agent
        leg.queue = queue
        return leg
    }

    private static let copies: [(leg: ContactLeg, phone: String)] = [
        (leg(1, agent: "zoe", queue: "sales"), "+441"), (leg(2, agent: "ann", queue: nil), "+442"),
        (leg(nil, agent: "zoe", queue: "sales"), "+443"),
        (leg(2, agent: "ann", queue: nil), "+442"),
    ]

    private static func load(_ order: [Int], of size: Int) throws -> (facts: [String], LoadCounts) {
        var facts: [String] = []
        var counts = LoadCounts()
        try StoreFixture.with { store in
            var rest = order[...]
            while !rest.isEmpty {
                let batch = RecordBatch.records(rest.prefix(size).map { copies[$0] }) {
                    var leg = $1.leg
                    leg.record = $0.record
                    $0.legs.append(leg)
                    $0.evidence.append(
                        Evidence(
                            record: leg.record, subject: .leg(callID: "a1", legID: "a1"),
                            identifier: Identifier(.phone, normalized: $1.phone), role: .own,
                            ordinal: 0, seenAt: leg.startedAt))
                }
                counts += try store.load([batch])
                rest = rest.dropFirst(size)
            }
            facts = try store.facts().filter { !$0.contains("identifier_value") }
        }
        return (facts, counts)
    }

    @Test func `the highest counts as a whole, evidence and all, in any order`() throws {
        let (expected, books) = try Self.load([0, 1, 2, 3], of: 1)

        #expect(expected.count { $0.hasPrefix("evidence ") } == 1)
        #expect(expected.contains { $0.hasPrefix("contact ") && $0.contains("\"ann\"") })
        #expect(!expected.contains { $0.contains("sales") })
        #expect(
            [books.accepted, books.updated, books.outdated, books.duplicate] == [1, 1, 1, 1])
        for order in [[3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]] {
            #expect(try Self.load(order, of: 1).facts == expected)
            #expect(try Self.load(order, of: 4).facts == expected)
        }
    }
}
