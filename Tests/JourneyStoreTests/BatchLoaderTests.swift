import JourneyModel
import JourneyStore
import Postgres
import Testing

@Suite struct `Loading batches` {
    static let everything: [SampleRecord] = [
        .event(id: "a1", at: 100, email: "a@shop.example"), .event(id: "b1", at: 200),
        .chat(
            id: "c1", end: 1_200, agent: "Ann", turns: ["hi", "bye"], emails: ["a@shop.example"]),
        .leg(
            call: "k", leg: "1", start: 0, answer: 5, end: 60, agent: "Bob", phone: "+49301234567"),
        .leg(call: "k", leg: "2", start: 50, answer: 55, end: 90, agent: "Cid"),
        .order(id: "o1", version: 1, amount: 1_990_000, status: "paid"),
        .customer(account: "7", brand: "north", phone: "+49301234567"),
        .note(email: "second@shop.example", ofChat: "c1"), .reject("{broken"), .nothing,
    ]

    @Test func `every record is on the books exactly once`() throws {
        try StoreFixture.with { store in
            let books = try store.load([SampleRecord.batch(Self.everything)])

            #expect(books.read == 10)
            #expect(books.accepted == 8)
            #expect(books.rejected == 1)
            #expect(books.ignored == 1)
            #expect(books.isBalanced)
        }
    }

    @Test func `loading the same twice changes nothing`() throws {
        try StoreFixture.with { store in
            let batch = SampleRecord.batch(Self.everything)
            try store.load([batch])
            let facts = try store.facts()

            let books = try store.load([batch])

            #expect(try store.facts() == facts)
            #expect(books.duplicate == 8)
            #expect(books.accepted == 0 && books.updated == 0 && books.outdated == 0)
            #expect(try store.count("select max(run_id) from evidence") == 1)
            #expect(try store.count("select max(run_id) from contact") == 1)
        }
    }

    @Test func `another schema name works alike`() throws {
        try StoreFixture.with(schema: SchemaName("north_shop")) { store in
            let books = try store.load([SampleRecord.batch(Self.everything)])

            #expect(books.accepted == 8)
            #expect(try store.count("select count(*) from north_shop_pii.turn_text") == 2)
        }
    }

    @Test func `a web event keeps its earliest time`() throws {
        try StoreFixture.with { store in
            try store.load([SampleRecord.batch([.event(id: "a1", at: 5_000_000, url: "/late")])])

            let books = try store.load([
                SampleRecord.batch([
                    .event(id: "a1", at: 6_000_000), .event(id: "a1", at: 100, url: "/early"),
                    .event(id: "a1", at: 200), .event(id: "z9", at: 9), .event(id: "z9", at: 7),
                ])
            ])

            #expect(books.accepted == 1)
            #expect(books.updated == 2)
            #expect(books.duplicate == 2)
            #expect(try store.count("select count(*) from web_event") == 2)
            #expect(
                try store.count(
                    """
                    select extract(epoch from w.occurred_at)::int
                    from web_event as w join page using (page_id)
                    where message_id = 'a1' and url = '/early' and run_id = 2
                    """) == 100)
        }
    }

    @Test func `a higher version replaces a lower one as a whole`() throws {
        try StoreFixture.with { store in
            let old = SampleRecord.chat(
                id: "c", version: 1, end: 9_000, agent: "Old", turns: ["1", "2", "3"],
                emails: ["old@shop.example"])
            let new = SampleRecord.chat(
                id: "c", version: 2, agent: "New", turns: ["1"], emails: ["new@shop.example"])
            try store.load([SampleRecord.batch([old])])

            let books = try store.load([SampleRecord.batch([new, old])])

            #expect(books.updated == 1)
            #expect(books.outdated == 1)
            #expect(try store.count("select count(*) from contact where ended_at is null") == 1)
            #expect(try store.count("select count(*) from journey_pii.turn_text") == 1)
            #expect(try store.count("select count(*) from evidence where run_id = 2") == 1)
            #expect(try store.count("select count(*) from evidence") == 1)
        }
    }

    @Test func `evidence alone makes a copy an update of its owner`() throws {
        try StoreFixture.with { store in
            try store.load([SampleRecord.batch([.customer(account: "7", brand: "north")])])

            let books = try store.load([
                SampleRecord.batch([.customer(account: "7", phone: "+49301234567")])
            ])

            #expect(books.updated == 1)
            #expect(try store.count("select run_id from customer") == 2)
            #expect(try store.count("select count(*) from customer where brand = 'north'") == 1)
        }
    }

    @Test func `a final state of an order beats one on the way`() throws {
        try StoreFixture.with { store in
            try store.load([
                SampleRecord.batch([
                    .order(id: "o", amount: 10, status: "cancelled"),
                    .order(id: "o", amount: 10, status: "shipped"),
                ])
            ])

            #expect(
                try store.count("select count(*) from conversion where status = 'cancelled'") == 1)
        }
    }

    @Test func `a call is made from all its legs`() throws {
        try StoreFixture.with { store in
            let legs: [SampleRecord] = [
                .leg(call: "k", leg: "1", start: 0, end: 20, outcome: .abandoned),
                .leg(call: "k", leg: "2", start: 10, answer: 30, end: 100, agent: "Ann"),
                .leg(call: "k", leg: "3", start: 80, answer: 90, end: 160, agent: "Bob"),
            ]
            for leg in legs.reversed() { try store.load([SampleRecord.batch([leg])]) }

            let result = try store.connection.execute(
                """
                select outcome, agent, transfers, wait_ms, talk_ms,
                    extract(epoch from ended_at - started_at)::int
                from contact
                """)
            #expect(result.rowCount == 1)
            #expect(result.string(0, 0) == "handled")
            #expect(result.string(0, 1) == "Bob")
            #expect(result.int(0, 2) == 1)
            #expect(result.int(0, 3) == 30_000)
            #expect(result.int(0, 4) == 130_000, "the ten seconds of both agents count once")
            #expect(result.int(0, 5) == 160)
        }
    }

    @Test func `a caller who gives up is a short abandon only if the whole call is short`() throws {
        try StoreFixture.with { store in
            try store.load([
                SampleRecord.batch([
                    .leg(call: "short", leg: "1", start: 0, end: 4, outcome: .abandoned),
                    .leg(call: "long", leg: "1", start: 0, end: 4, outcome: .shortAbandon),
                    .leg(call: "long", leg: "2", start: 4, end: 9, outcome: .shortAbandon),
                ])
            ])

            let result = try store.connection.execute(
                "select outcome from contact order by contact_id")
            #expect(result.string(0, 0) == "abandoned")
            #expect(result.string(1, 0) == "short_abandon")
        }
    }

    @Test func `a record that the database refuses is rejected alone`() throws {
        try StoreFixture.with { store in
            let long = String(repeating: "x", count: 1 << 20).enumerated()
                .map { String($0.offset % 9_973, radix: 36) }.joined()
            let records: [SampleRecord] = [
                .chat(id: "c1"), .chat(id: long), .chat(id: "c3"), .chat(id: "c4"),
            ]

            let books = try store.load([SampleRecord.batch(records)])

            #expect(books.accepted == 3)
            #expect(books.rejected == 1)
            #expect(books.isBalanced)
            #expect(
                try store.count("select line from rejected_record where reason = 'bad_value'") == 2)
        }
    }

    @Test func `nothing of a batch remains when it fails`() throws {
        try StoreFixture.with { store in
            let loader = try store.loader()
            let empty = try store.facts()
            let blocker = try Connection.open(store.target, application: "b", retryFor: .zero)
            try blocker.setSearchPath(["journey"])
            try store.connection.setLockTimeout(.milliseconds(50))
            let batch = SampleRecord.batch(Self.everything)

            try blocker.transaction {
                try blocker.execute("lock table evidence in exclusive mode")
                #expect(throws: PostgresError.self) {
                    try loader.load(batch, upTo: .init(offset: 1, isEndOfFile: true))
                }
            }
            #expect(try store.facts() == empty)
            #expect(try loader.books().checkpoint.offset == 0)

            try loader.load(batch, upTo: .init(offset: 1, isEndOfFile: true))
            #expect(try loader.books().counts.accepted == 8)
        }
    }
}
