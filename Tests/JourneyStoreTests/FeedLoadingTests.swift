import JourneyModel
import JourneyStore
import Postgres
import Testing

@Suite struct `Loading feeds` {
    @Test func `a row is accepted once and a duplicate for ever`() throws {
        try StoreFixture.with { store in
            for feed in Feed.all {
                let batch = FeedSample.batch([.init(feed, row: 1), .init(feed, row: 2, value: 3)])

                let first = try store.load([batch])
                let rows = try store.rows(of: feed)
                let again = try store.load([batch, batch])

                #expect(first.accepted == 2 && first.isBalanced, "\(feed.name)")
                #expect(again.duplicate == 4 && again.isBalanced, "\(feed.name)")
                #expect(rows.count == 2, "\(feed.name)")
                #expect(try store.rows(of: feed) == rows)
                #expect(
                    try store.count("select count(distinct run_id) from \(feed.table)") == 1)
            }
        }
    }

    @Test func `copies without version give the same row in any order`() throws {
        var random = SeededGenerator(seed: 11)
        try StoreFixture.with { store in
            for feed in Feed.all {
                let copies = (0..<24).map { _ in
                    FeedSample(
                        feed, row: Int.random(in: 0...2, using: &random),
                        value: Int.random(in: 0...3, using: &random),
                        isSparse: Bool.random(using: &random))
                }
                var results: Set<[String]> = []
                for source in ["a", "b", "c", "d"] {
                    let shuffled = copies.shuffled(using: &random)
                    let cut = Int.random(in: 1..<shuffled.count, using: &random)
                    let books = try store.load(
                        [
                            FeedSample.batch(Array(shuffled[..<cut])),
                            FeedSample.batch(Array(shuffled[cut...])),
                        ], source: source)
                    #expect(books.isBalanced && books.read == 24 && books.accepted == 3)
                    #expect(books.outdated == 0)
                    results.insert(try store.rows(of: feed, source: source))
                }
                #expect(results.count == 1, "\(feed.name)")
            }
        }
    }

    @Test func `the higher version counts as a whole in any order`() throws {
        try StoreFixture.with { store in
            for feed in Feed.all {
                let old = FeedSample(feed, row: 1, value: 3, version: 1)
                let new = FeedSample(feed, row: 1, value: 0, isSparse: true, version: 2)
                let bare = FeedSample(feed, row: 1, value: 2)
                var results: Set<[String]> = []
                let orders = [
                    [old, new, bare], [old, bare, new], [new, old, bare], [new, bare, old],
                    [bare, old, new], [bare, new, old],
                ]
                for (place, copies) in orders.enumerated() {
                    let batches =
                        place % 2 == 0
                        ? [FeedSample.batch(copies)] : copies.map { FeedSample.batch([$0]) }
                    let books = try store.load(batches, source: "order-\(place)")
                    #expect(books.accepted == 1 && books.isBalanced)
                    #expect(books.updated + books.outdated == 2)
                    results.insert(try store.rows(of: feed, source: "order-\(place)"))
                }
                #expect(results.count == 1, "\(feed.name)")
            }
        }
    }

    @Test func `numbers compare as numbers and a later end beats an earlier one`() throws {
        try StoreFixture.with { store in
            // The samples of value 1 and 2 score 9.05 and 10.05.
            try store.load([
                FeedSample.batch([
                    .init(.surveys, row: 1, value: 1), .init(.surveys, row: 1, value: 2),
                    .init(.segments, row: 1, value: 1), .init(.segments, row: 1, value: 2),
                ])
            ])
            #expect(try store.count("select (score * 100)::int from survey") == 1_005)
            #expect(
                try store.count("select extract(epoch from valid_to)::int from segment")
                    == FeedSample.seconds(value: 2))
        }
    }

    @Test func `an experiment keeps the first assignment`() throws {
        try StoreFixture.with { store in
            for (place, value) in [2, 3, 1].enumerated() {
                let books = try store.load([
                    FeedSample.batch([.init(.experiments, row: 1, value: value)])
                ])
                #expect(books.duplicate == (place == 1 ? 1 : 0))
            }
            #expect(
                try store.count("select extract(epoch from assigned_at)::int from experiment")
                    == FeedSample.seconds(value: 1))
        }
    }

    @Test func `a later answer replaces the comment and one without takes it away`() throws {
        try StoreFixture.with { store in
            let texts = Query(
                sql: "select string_agg(field || '=' || value, ' ') from journey_pii.feed_text")
            var survey = FeedSample(.surveys, row: 1, version: 1)
            survey.text = "call 0171 2345678"
            try store.load([FeedSample.batch([survey])])
            #expect(try store.connection.value(texts) == "comment=call 0171 2345678")

            survey.version = 2
            survey.text = "never mind"
            let books = try store.load([FeedSample.batch([survey])])
            #expect(books.updated == 1)
            #expect(try store.connection.value(texts) == "comment=never mind")

            try store.load([
                FeedSample.batch([.init(.surveys, row: 1, isSparse: true, version: 3)])
            ])
            #expect(try store.connection.value(texts) == nil)
            #expect(try store.count("select count(*) from survey where comment is null") == 1)
        }
    }

    @Test func `nothing about a person stands plain among the facts`() throws {
        try StoreFixture.with { store in
            try store.load([FeedSample.batch(Feed.all.map { FeedSample($0, row: 7, value: 7) })])

            for feed in Feed.all {
                let facts = try store.connection.value(
                    Query(sql: "select string_agg(t::text, '') from \(feed.table) as t"))
                for plain in ["4930", "visitor-", "lea-", "words of"] {
                    #expect(facts?.contains(plain) == false, "\(plain) in \(feed.name)")
                }
            }
            #expect(try store.count("select count(*) from journey_pii.feed_text") == 5)
            #expect(
                try store.count(
                    "select count(*) from journey_pii.identifier_value where kind in (1, 3)") == 2)
        }
    }

    @Test func `an identifier of a feed is that of evidence`() throws {
        try StoreFixture.with { store in
            var chat = SampleRecord.batch([.chat(id: "c1")])
            chat.evidence.append(
                Evidence(
                    record: 0, subject: .contact(id: "c1"), identifier: FeedSample.visitor(7),
                    role: .own, ordinal: 0, seenAt: nil))
            try store.load([chat, FeedSample.batch([.init(.experiments, row: 7)])])

            #expect(
                try store.count(
                    "select count(*) from experiment as x join evidence as e"
                        + " on e.identifier = x.visitor") == 1)
        }
    }

    @Test func `an address becomes the page of the page rules`() throws {
        try StoreFixture.with { store in
            try store.load([FeedSample.batch([.init(.invites, row: 1, value: 2)])])
            #expect(
                try store.connection.value(Query(sql: "select page from invite"))
                    == "shop.example/page-c")
        }
    }

    @Test func `rows of two sources stay apart, and other schemas work alike`() throws {
        try StoreFixture.with(schema: SchemaName("north_shop")) { store in
            let batch = FeedSample.batch(Feed.all.map { FeedSample($0, row: 1) })
            try store.load([batch])
            let books = try store.load([batch], source: "other")

            #expect(books.accepted == Feed.all.count)
            #expect(try store.count("select count(*) from north_shop_pii.feed_text") == 10)
        }
    }

    @Test func `a value that the database refuses rejects its record alone`() throws {
        try StoreFixture.with { store in
            var batch = FeedSample.batch([.init(.costs, row: 1), .init(.costs, row: 2)])
            batch.feedRows[0]["rate_per_hour"] = .number(.max)
            let books = try store.load([batch])
            #expect(books.rejected == 1 && books.accepted == 1 && books.isBalanced)
        }
    }
}
