import JourneyModel
import Postgres

/// The numbers of pages, so that a URL that was seen before costs one look-up of its raw bytes.
struct PageDictionary {
    /// Distinct raw URLs that are remembered.
    private static let rememberedURLs = 500_000

    struct Hit {
        /// `nil` for what is no page.
        var page: Int32?
        /// The language that the URL itself states.
        var language: String?
    }

    private let rules: PageRules
    private var hits = ByteTable<Hit>(limit: rememberedURLs)
    private var numbers: [String: Int32] = [:]

    init(rules: PageRules) { self.rules = rules }

    /// URL and referrer of every web event of a batch, as ``subscript(place:)`` takes them.
    private(set) var eventPlaces: [(url: Int32, referrer: Int32)] = []

    /// `nil` for the place of no URL.
    subscript(place place: Int32) -> Hit? { place < 0 ? nil : hits[place: Int(place)] }

    subscript(url: UnsafeRawBufferPointer) -> Hit {
        guard let hit = hits[url] else { preconditionFailure("a URL was not resolved") }
        return hit
    }

    /// The page of a URL, in the words of the dictionary.
    func page(_ url: String) -> String? {
        var url = url
        return url.withUTF8 { rules.page($0)?.url }
    }

    /// The number of a resolved URL; `nil` for what is no page.
    func number(_ url: String) -> Int32? {
        var url = url
        return url.withUTF8 { self[UnsafeRawBufferPointer($0)].page }
    }

    /// Must follow a roll-back: numbers given in that transaction are gone.
    mutating func forget() {
        hits.removeAll()
        numbers.removeAll()
    }

    /// Makes sure that every URL of the range has its number.
    mutating func resolve(
        _ batch: RecordBatch, _ range: Range<UInt32>, on connection: Connection,
        _ statements: inout Statements
    ) throws {
        hits.makeRoom()
        if numbers.count > Self.rememberedURLs { numbers.removeAll(keepingCapacity: true) }
        var unknown = Unknown()
        eventPlaces.removeAll(keepingCapacity: true)
        batch.arena.withUnsafeBytes { arena in
            for event in batch.webEvents {
                guard range.contains(event.record) else {
                    eventPlaces.append((-1, -1))
                    continue
                }
                let url = look(up: arena.text(event.url), &unknown)
                eventPlaces.append((url, look(up: arena.text(event.referrer), &unknown)))
            }
        }
        for contact in batch.contacts where range.contains(contact.record) {
            for url in [contact.pageURL].compactMap({ $0 }) + contact.trail.map(\.url) {
                var url = url
                url.withUTF8 { _ = look(up: UnsafeRawBufferPointer($0), &unknown) }
            }
        }
        try number(unknown, on: connection, &statements)
        for (raw, page) in unknown.raw {
            raw.withUnsafeBytes {
                hits.set($0, Hit(page: numbers[page.url], language: page.language))
            }
        }
    }

    private struct Unknown {
        var groups: [String: String] = [:]
        var raw: [[UInt8]: Page] = [:]
    }

    /// - Returns: Where its hit stands, which for a URL seen for the first time is filled in once it
    ///   has its number; -1 for none.
    private mutating func look(up url: UnsafeRawBufferPointer, _ unknown: inout Unknown) -> Int32 {
        if url.isEmpty { return -1 }
        if let place = hits.place(of: url) { return Int32(place) }
        var hit = Hit()
        if let page = url.withMemoryRebound(to: UInt8.self, rules.page) {
            hit = Hit(page: numbers[page.url], language: page.language)
            if hit.page == nil {
                unknown.raw[Array(url)] = page
                unknown.groups[page.url] = page.group
            }
        }
        hits.set(url, hit)
        return Int32(hits.count - 1)
    }

    private mutating func number(
        _ unknown: Unknown, on connection: Connection, _ statements: inout Statements
    ) throws {
        if unknown.groups.isEmpty { return }
        let urls = Array(unknown.groups.keys)
        let groups = urls.map { unknown.groups[$0] ?? "" }
        try connection.execute(
            try statements.query("add_pages", .textArray(urls), .textArray(groups)))
        let found = try connection.execute(try statements.query("find_pages", .textArray(urls)))
        for row in 0..<found.rowCount {
            if let number = found.int(row, 0), let url = found.string(row, 1) {
                numbers[url] = Int32(number)
            }
        }
    }
}
