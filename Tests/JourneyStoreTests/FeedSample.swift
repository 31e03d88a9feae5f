import JourneyModel
import Postgres

/// A row of any feed, made up from its columns.
struct FeedSample: Sendable {
    var feed: Feed
    /// Which row: all that is key follows from it.
    var row: Int
    /// What its other columns say.
    var value: Int
    /// Leaves every other column out that may be absent.
    var isSparse: Bool
    var version: Int64?
    /// Instead of the words made up for columns about persons.
    var text: String?

    init(_ feed: Feed, row: Int, value: Int = 0, isSparse: Bool = false, version: Int64? = nil) {
        self.feed = feed
        self.row = row
        self.value = value
        self.isSparse = isSparse
        self.version = version
    }

    static func batch(_ samples: [FeedSample]) -> RecordBatch {
        .records(samples) { $0.feedRows.append($1.feedRow(record: $0.record)) }
    }

    static func visitor(_ row: Int) -> Identifier {
        Identifier(.visitor, normalized: "visitor-\(row)", space: "chat")
    }

    /// Times that are no key come after those that are.
    static func seconds(value: Int) -> Int { 1_700_001_000 + value * 11 }

    private func feedRow(record: UInt32) -> FeedRow {
        var made = FeedRow(record: record, feed: feed)
        made.version = version.map { Timestamp(seconds: $0) }
        for (place, column) in feed.columns.enumerated() {
            if isSparse, !column.isKey, !column.isRequired { continue }
            // Absent key columns must not run together with each other.
            if column.isKey, !column.isRequired, column.name != "kind", row == 0 { continue }
            made[column.name] = content(of: column, place: place)
        }
        return made
    }

    private func content(of column: Feed.Column, place: Int) -> FeedValue {
        let number = column.isKey ? row : value
        switch column.kind {
        case .name, .text, .source: return .text("\(column.name)-\(number)")
        case .word(let words):
            return .text(words.isEmpty ? "word-\(number)" : words[number % words.count])
        case .page: return .page("https://shop.example/page-\(["a", "b", "c", "d"][number % 4])")
        case .time:
            let seconds = Self.seconds(value: number) - (column.isKey ? 1_000 : 0)
            return .time(Timestamp(microseconds: Int64(seconds) * 1_000_000 + Int64(place)))
        // 9 and 10 differ in order as texts and as numbers.
        case .number: return .number(Int64(8 + number) * 10_000 + 500)
        case .count: return .number(Int64(8 + number) * 10_000)
        case .account: return .identifier(Identifier(.account, normalized: "lea-\(number)"))
        case .phone: return .identifier(Identifier(.phone, normalized: "+4930\(number)"))
        case .visitor: return .identifier(Self.visitor(number))
        case .personal: return .personal(text ?? "words of \(number)")
        }
    }
}

extension Feed {
    /// Where its rows are kept.
    var table: String {
        switch name {
        case "number_pool", "agent_state", "calendar": name
        default: String(name.dropLast())
        }
    }
}

extension StoreFixture {
    /// The rows that a source brought to the table of a feed, as text, with the plain values about
    /// persons and without what differs from source to source and from run to run.
    func rows(of feed: Feed, source: String = "shop") throws -> [String] {
        let transport = "- 'row_key' - 'source_id' - 'run_id' - 'file_id' - 'line'"
        let result = try connection.execute(
            Query(
                sql: """
                    select (to_jsonb(t) \(transport))::text || coalesce((
                        select string_agg(p.field || '=' || p.value, ' ' order by p.field)
                        from \(schema.personal).feed_text as p
                        where p.row_key = t.row_key
                    ), '')
                    from \(feed.table) as t join source using (source_id)
                    where source.name = '\(source)'
                    """))
        return (0..<result.rowCount).compactMap { result.string($0, 0) }.sorted()
    }
}
