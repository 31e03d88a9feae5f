import JourneyModel
import JourneyStore
import Testing

@Suite struct `Any order gives the same facts` {
    /// Copies of few records that contradict each other in every field.
    static func copies(_ random: inout SeededGenerator) -> [SampleRecord] {
        let agents = ["Ann", "Bob", nil]
        let texts = ["hello", "hello there", "bye", "x"]
        let mails = ["a@x.example", "b@x.example", "c@x.example"]
        return (0..<24).map { _ in
            let id = "id\(Int.random(in: 0...2, using: &random))"
            let version =
                Bool.random(using: &random) ? Int64.random(in: 1...3, using: &random) : nil
            let turns = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                texts.randomElement(using: &random) ?? ""
            }
            switch Int.random(in: 0...4, using: &random) {
            case 0:
                return .event(
                    id: "event-\(id)", at: Int64.random(in: 1...2, using: &random) * 1_000_000,
                    url: ["/a", "/b", "/c"].randomElement(using: &random) ?? "",
                    email: mails.randomElement(using: &random))
            case 1:
                return .chat(
                    id: id, version: version,
                    end: Bool.random(using: &random)
                        ? Int64.random(in: 1_001...1_009, using: &random) : nil,
                    agent: agents.randomElement(using: &random) ?? nil, turns: turns,
                    emails: mails.filter { _ in Bool.random(using: &random) },
                    trail: (900...904).filter { _ in Bool.random(using: &random) })
            case 2:
                let start = Int64.random(in: 0...50, using: &random)
                return .leg(
                    call: "call-\(id)", leg: "\(Int.random(in: 1...3, using: &random))",
                    start: start, answer: start + 5, end: start + 50,
                    outcome: [.handled, .abandoned, .voicemail].randomElement(using: &random)
                        ?? .handled,
                    agent: agents.randomElement(using: &random) ?? nil, phone: "+4930123456")
            case 3:
                return .order(
                    id: "order-\(id)", version: version,
                    amount: Int64.random(in: 1...3, using: &random),
                    status: ["paid", "refunded", nil].randomElement(using: &random) ?? nil)
            default:
                return .customer(
                    account: "account-\(id)", brand: agents.randomElement(using: &random) ?? nil,
                    phone: "+4930\(Int.random(in: 1_000_000...1_000_003, using: &random))")
            }
        }
    }

    static func split(
        _ records: [SampleRecord], _ random: inout SeededGenerator
    ) -> [RecordBatch] {
        var batches: [[SampleRecord]] = [[]]
        for record in records {
            if Int.random(in: 0..<6, using: &random) == 0 { batches.append([]) }
            batches[batches.count - 1].append(record)
        }
        return batches.map(SampleRecord.batch)
    }

    @Test(arguments: 1...8)
    func `of batches, of files and of copies within a batch`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let records = Self.copies(&random)
        var expected: [String] = []
        try StoreFixture.with { store in
            for record in records { try store.load([SampleRecord.batch([record])]) }
            expected = try store.facts()
        }

        try StoreFixture.with { store in
            let shuffled = records.shuffled(using: &random)
            let books = try store.load(Self.split(shuffled, &random))

            #expect(books.isBalanced)
            let facts = try store.facts()
            #expect(Set(facts).subtracting(expected) == [])
            #expect(facts == expected)
        }
    }

    @Test(arguments: 1...6)
    func `one batch is booked as the same records one by one`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed * 1_000)
        let records = Self.copies(&random)
        var single = LoadCounts()
        try StoreFixture.with { store in
            for record in records { single += try store.load([SampleRecord.batch([record])]) }
        }

        try StoreFixture.with { store in
            let books = try store.load([SampleRecord.batch(records)])

            #expect(books.accepted == single.accepted)
            #expect(books.outdated == single.outdated)
            #expect(books.read == single.read)
        }
    }
}

/// SplitMix64: the same seed gives the same test.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
