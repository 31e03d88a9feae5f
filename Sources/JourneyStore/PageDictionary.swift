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

    subscript(url: UnsafeRawBufferPointer) -> Hit {
        guard let hit = hits[url] else { preconditionFailure("a URL was not resolved") }
        return hit
    }

    /// The page of a URL, in the words of the dictionary.
    func page(_ url: String) -> String? {
        var url = url
        return url.withUTF8 { rules.page($0)?.url }
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
        batch.arena.withUnsafeBytes { arena in
            for event in batch.webEvents where range.contains(event.record) {
                look(up: bytes(event.url, arena), &unknown)
                look(up: bytes(event.referrer, arena), &unknown)
            }
        }
        for contact in batch.contacts where range.contains(contact.record) {
            guard var url = contact.pageURL else { continue }
            url.withUTF8 { look(up: UnsafeRawBufferPointer($0), &unknown) }
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

    private func bytes(
        _ text: RecordBatch.Text, _ arena: UnsafeRawBufferPointer
    ) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            rebasing: arena[Int(text.offset)..<Int(text.offset) + Int(text.count)])
    }

    private mutating func look(up url: UnsafeRawBufferPointer, _ unknown: inout Unknown) {
        if url.isEmpty || hits[url] != nil { return }
        guard let page = url.withMemoryRebound(to: UInt8.self, rules.page) else {
            hits.set(url, Hit())
            return
        }
        if let number = numbers[page.url] {
            hits.set(url, Hit(page: number, language: page.language))
        } else {
            unknown.raw[Array(url)] = page
            unknown.groups[page.url] = page.group
        }
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
