import JourneyModel
import Postgres

/// Merges sorted runs into one; of a key that several of them hold the lowest rank stays.
///
/// Holds a few chunks of each run in memory, whatever their size.
struct EventKeyMerge {
    /// Chunks read ahead of a run.
    private static let readAhead = 64

    private struct Reader {
        let run: EventKeyRun
        var nextChunk = 0
        var entries: [EventKeyEntry] = []
        var position = 0

        var head: EventKeyEntry? { position < entries.count ? entries[position] : nil }
    }

    private var statements: Statements
    private let connection: Connection
    private var readers: [Reader]

    init(_ runs: [EventKeyRun], statements: Statements, connection: Connection) {
        self.statements = statements
        self.connection = connection
        readers = runs.map { Reader(run: $0) }
    }

    /// Within a transaction: writes the merged run and removes the others.
    mutating func run(into writer: EventKeyWriter) throws -> EventKeyRun {
        var writer = writer
        try writer.begin()
        for index in readers.indices { try refill(index) }
        var last: EventKeyEntry?
        while let index = smallest() {
            guard let entry = readers[index].head else { break }
            readers[index].position += 1
            if readers[index].head == nil { try refill(index) }
            if let held = last, held.key == entry.key {
                last = EventKeyEntry(key: held.key, rank: min(held.rank, entry.rank))
            } else {
                if let held = last { try writer.append(held) }
                last = entry
            }
        }
        if let last { try writer.append(last) }
        let merged = try writer.finish()
        try connection.execute(
            try statements.query("drop_runs", .intArray(readers.map { Int64($0.run.number) })))
        return merged
    }

    private func smallest() -> Int? {
        var best: Int?
        var bestKey = Key128(high: .max, low: .max)
        for index in readers.indices {
            guard let head = readers[index].head else { continue }
            if best == nil || head.key.precedes(bestKey) {
                best = index
                bestKey = head.key
            }
        }
        return best
    }

    private mutating func refill(_ index: Int) throws {
        let run = readers[index].run
        if let held = run.entries, readers[index].nextChunk == 0 {
            readers[index].entries = held
            readers[index].nextChunk = run.firstHighs.count
            return
        }
        let first = readers[index].nextChunk
        let end = min(first + Self.readAhead, run.firstHighs.count)
        var entries: [EventKeyEntry] = []
        if first < end {
            entries.reserveCapacity((end - first) * EventKeyChunk.capacity)
            let query = try statements.query(
                "read_run", .int(Int64(run.number)), .int(Int64(first)), .int(Int64(end)))
            try connection.forEachBinaryRow(query) { row in
                row.withBytes(0) { highs in
                    row.withBytes(1) { rest in
                        guard let highs, let rest else { return }
                        entries += EventKeyChunk.decode(highs: highs, rest: rest)
                    }
                }
            }
        }
        readers[index].entries = entries
        readers[index].position = 0
        readers[index].nextChunk = end
    }
}
