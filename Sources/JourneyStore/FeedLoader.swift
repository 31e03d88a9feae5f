import JourneyModel
import Postgres

/// Stages rows of feeds as text in the order of their columns; the statements of each feed know
/// what the places mean.
extension StagingWriter {
    /// - Returns: The feeds staged, each once, in the order they came.
    mutating func writeFeeds(
        _ batch: RecordBatch, _ range: Range<UInt32>, _ pages: PageDictionary,
        on connection: Connection
    ) throws -> [Feed] {
        let rows = batch.feedRows.filter { range.contains($0.record) }
        if rows.isEmpty { return [] }
        var feeds: [Feed] = []
        for row in rows where !feeds.contains(where: { $0.name == row.feed.name }) {
            feeds.append(row.feed)
        }
        try connection.copyIn(Self.copy("stage_feed")) { writer in
            for row in rows {
                try writer.row(fields: 6)
                writer.int32(Int32(row.record))
                writer.text(row.feed.name)
                writer.key(key(of: row))
                writer.timestamp(row.version?.microseconds)
                writer.textArray(row.values.map { $0.flatMap { text(of: $0, pages) } })
                writer.int64(batch.places[Int(row.record)].line)
            }
        }
        return feeds
    }

    /// Keyed, because a number or a visitor is easily guessed from a plain hash of the row's name.
    private func key(of row: FeedRow) -> Key128 {
        var name = "feed\u{1f}\(source)\u{1f}\(row.feed.name)"
        for (column, value) in zip(row.feed.columns, row.values) where column.isKey {
            name += "\u{1f}" + (value.map(Self.name) ?? "")
        }
        return hash(name)
    }

    private static func name(_ value: FeedValue) -> String {
        switch value {
        case .text(let text), .page(let text), .personal(let text): text
        case .number(let units): "\(units)"
        case .time(let moment): "\(moment.microseconds)"
        case .identifier(let it): "\(it.kind.rawValue)\u{1e}\(it.space)\u{1e}\(it.value)"
        }
    }

    private mutating func text(of value: FeedValue, _ pages: PageDictionary) -> String? {
        switch value {
        case .text(let text): return text
        case .page(let url): return pages.page(url)
        case .number(let units): return FeedNumber.text(units)
        case .time(let moment): return "\(moment.microseconds)"
        case .identifier(let identifier):
            let key = hasher.key(identifier)
            if Self.isKept(identifier.kind) { remember(key) { identifier } }
            return Self.hex(key)
        case .personal(let text):
            return text + "\u{1f}" + Self.hex(hash("personal\u{1f}\(text)"))
        }
    }

    private func hash(_ text: String) -> Key128 {
        hasher.code(of: text).withUnsafeBytes(Digest.key)
    }

    private static func hex(_ key: Key128) -> String {
        let bytes = [key.high, key.low].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
        }
        return Digest.hex(bytes)
    }
}

extension BatchLoader {
    func mergeFeeds() throws {
        for feed in staging.feeds {
            try run("fold_feed", .text(feed.name), .textArray(feed.columns.map(\.fold)))
            let personal = feed.columns.indices.filter { feed.columns[$0].kind == .personal }
            if !personal.isEmpty {
                try run(
                    "write_feed_text", .intArray(personal.map { Int64($0 + 1) }),
                    .textArray(personal.map { feed.columns[$0].name }))
            }
            try runForFile("merge_feed_\(feed.name)")
            if staging.feeds.count > 1 { try run("clear_folded_feed") }
        }
    }
}

extension Feed.Column {
    /// How `fold_feed` chooses between two values of copies without version.
    fileprivate var fold: String {
        switch kind {
        case .time: keepsEarliest ? "smallest" : "number"
        case .number, .count: "number"
        case .name, .text, .page, .word, .source, .account, .phone, .visitor, .personal: "text"
        }
    }
}

/// Ten-thousandths as the database writes numbers without trailing zeros.
enum FeedNumber {
    static func text(_ units: Int64) -> String {
        let (whole, rest) = units.magnitude.quotientAndRemainder(dividingBy: 10_000)
        let sign = units < 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        let places = String(10_000 + rest).dropFirst()
        return "\(sign)\(whole)." + String(places.reversed().drop { $0 == "0" }.reversed())
    }
}
