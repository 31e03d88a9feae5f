import JourneyModel
import Postgres
import Testing

@testable import JourneyStore

@Suite struct `Settling a batch` {
    @Test func `merging event keys may fail without loading the batch again`() throws {
        try StoreFixture.with { store in
            let loader = try store.loader()
            try store.connection.script(
                "alter table event_key_run add constraint flat check (level = 0)")
            let last = EventKeyIndex.fanOut + 1
            func load(_ number: Int) throws {
                try loader.load(
                    SampleRecord.batch([
                        .event(id: "a\(number)", at: 100), .event(id: "b\(number)", at: 200),
                    ]),
                    upTo: .init(offset: Int64(number), isEndOfFile: number == last))
            }

            for number in 1..<last { try load(number) }
            // What fails at the end of a file, too, is said.
            let error = #expect(throws: PostgresError.self) { try load(last) }

            #expect(error?.exitCode == 70)
            var books = try loader.books()
            #expect(books.counts.read == Int64(2 * last))
            #expect(books.counts.accepted == Int64(2 * last))
            #expect(books.checkpoint.offset == Int64(last) && books.checkpoint.isEndOfFile)
            #expect(try store.count("select count(*) from web_event") == 2 * last)

            try store.connection.script("alter table event_key_run drop constraint flat")
            try load(last)

            books = try loader.books()
            #expect(books.counts.accepted == Int64(2 * last) && books.counts.duplicate == 2)
            #expect(try store.count("select count(*) from event_key_run where level = 1") == 1)
        }
    }

    @Test func `books that do not balance are a defect, not a bad record`() throws {
        try StoreFixture.with { store in
            let loader = try store.loader()
            let batch = SampleRecord.batch([.chat(id: "c1"), .chat(id: "c2"), .chat(id: "c3")])
            var wrong = BatchLoader.Checkpoint(offset: 300, isEndOfFile: true)
            wrong.bytes = .init(records: 299, between: 0, text: 300)

            let error = #expect(throws: PostgresError.self) {
                try loader.load(batch, upTo: wrong)
            }

            #expect(error?.sqlState == "23514" && error?.exitCode == 70)
            #expect(try loader.books().counts.read == 0)
            #expect(try store.count("select count(*) from contact") == 0)
            #expect(try store.count("select count(*) from rejected_record") == 0)
        }
    }
}
