import JourneyModel
import Postgres

/// All event keys of one source that were ever loaded, with the rank of each.
///
/// Keys lie in sorted runs of pages; a batch adds one run, and runs of one size are merged into one
/// of the next size, so that a key is written a few times only and always in sequence. A filter in
/// memory tells most new keys at once; it is read, or made from the runs, when it would save more
/// reading than it costs. Only the holder of the source's lock may write.
final class EventKeyIndex {
    /// Runs of one level that are merged into one.
    static let fanOut = 32
    /// Reading a chunk by itself costs about as much as reading so many in sequence.
    static let seekCost = 8

    /// Keys that a stored filter need not know: reading them takes a moment.
    var looseKeys = 1_000_000
    let source: Int16
    var statements: Statements
    var runs: [EventKeyRun]?
    var filter: EventKeyFilter?
    /// Questions that went to the runs for want of a filter, in chunks.
    var unfilteredReads = 0

    init(source: Int16, schema: SchemaName) {
        self.source = source
        statements = Statements("eventkeys", schema: schema)
    }

    /// Must follow a roll-back and precede the use of another session: what others wrote meanwhile
    /// is read anew.
    func forget() {
        runs = nil
        filter = nil
        unfilteredReads = 0
    }

    /// The stored ranks of those of the keys that are known.
    ///
    /// - Parameter order: The indices of `keys` in their order.
    func ranks(
        of keys: [Key128], order: [Int32], on connection: Connection
    ) throws -> [Key128: EventRank] {
        let runs = try loadedRuns(connection)
        try prepareFilter(runs, asked: keys.count, on: connection)
        var asked: [Key128] = []
        for index in order {
            let key = keys[Int(index)]
            if filter?.mayContain(key.high) ?? true, asked.last != key { asked.append(key) }
        }
        if filter == nil { unfilteredReads += asked.count * runs.count }
        var ranks = asked.isEmpty ? [:] : Self.held(asked, runs)
        let stored = runs.filter { $0.entries == nil }
        if !asked.isEmpty, !stored.isEmpty {
            ranks.merge(try read(asked, stored, on: connection), uniquingKeysWith: min)
        }
        return ranks
    }

    private static func held(_ asked: [Key128], _ runs: [EventKeyRun]) -> [Key128: EventRank] {
        var ranks: [Key128: EventRank] = [:]
        for run in runs where run.entries != nil {
            for key in asked {
                guard let rank = run.heldRank(of: key) else { continue }
                ranks[key] = min(ranks[key] ?? rank, rank)
            }
        }
        return ranks
    }

    /// Adds a sorted run within the transaction of the rows it stands for.
    func add(_ entries: [EventKeyEntry], on connection: Connection) throws {
        if entries.isEmpty { return }
        var all = try loadedRuns(connection)
        var writer = EventKeyWriter(
            source: source, level: 0, statements: statements, connection: connection)
        try writer.begin()
        try writer.append(entries)
        var run = try writer.finish()
        run.entries = entries
        all.append(run)
        runs = all
        if let filter { for entry in entries { filter.insert(entry.key.high) } }
    }

    /// Merges the levels that have too many runs, each in a transaction of its own.
    func compact(on connection: Connection) throws {
        guard var all = runs else { return }
        while let level = Self.overfullLevel(of: all) {
            let old = all.filter { $0.level == level }
            let merged = try connection.transaction {
                var merge = EventKeyMerge(old, statements: statements, connection: connection)
                return try merge.run(
                    into: EventKeyWriter(
                        source: source, level: level + 1,
                        isFiltered: old.allSatisfy(\.isFiltered), statements: statements,
                        connection: connection))
            }
            all.removeAll { $0.level == level }
            all.append(merged)
            runs = all
        }
    }

    private static func overfullLevel(of runs: [EventKeyRun]) -> Int16? {
        var counts: [Int16: Int] = [:]
        for run in runs { counts[run.level, default: 0] += 1 }
        return counts.filter { $0.value >= fanOut }.keys.min()
    }

    private func loadedRuns(_ connection: Connection) throws -> [EventKeyRun] {
        if let runs { return runs }
        var loaded: [EventKeyRun] = []
        let query = try statements.query("read_runs", .int(Int64(source)))
        try connection.forEachBinaryRow(query) { row in
            let number = row.int32(0) ?? 0
            if loaded.last?.number != number {
                loaded.append(
                    EventKeyRun(
                        number: number, level: row.int16(1) ?? 0, keys: Int(row.int64(2) ?? 0),
                        isFiltered: row.bool(4) ?? false, firstHighs: []))
            }
            let high = UInt64(bitPattern: row.int64(3) ?? 0)
            loaded[loaded.count - 1].firstHighs.append(high)
        }
        runs = loaded
        return loaded
    }

    /// Reads the chunks in which the keys can be, each once.
    private func read(
        _ asked: [Key128], _ runs: [EventKeyRun], on connection: Connection
    ) throws -> [Key128: EventRank] {
        var keysOfChunk: [ChunkName: [Key128]] = [:]
        for key in asked {
            for run in runs {
                guard let chunks = run.chunks(for: key.high) else { continue }
                for chunk in chunks {
                    keysOfChunk[ChunkName(run: run.number, ordinal: chunk), default: []].append(key)
                }
            }
        }
        if keysOfChunk.isEmpty { return [:] }
        let wanted = keysOfChunk.keys.sorted { ($0.run, $0.ordinal) < ($1.run, $1.ordinal) }
        var ranks: [Key128: EventRank] = [:]
        let query = try statements.query(
            "read_chunks", .int(Int64(source)), .intArray(wanted.map { Int64($0.run) }),
            .intArray(wanted.map { Int64($0.ordinal) }))
        try connection.forEachBinaryRow(query) { row in
            let name = ChunkName(run: row.int32(0) ?? 0, ordinal: Int(row.int32(1) ?? 0))
            row.withBytes(2) { highs in
                row.withBytes(3) { rest in
                    guard let highs, let rest else { return }
                    for key in keysOfChunk[name] ?? [] {
                        guard let rank = EventKeyChunk.rank(of: key, highs: highs, rest: rest)
                        else { continue }
                        ranks[key] = min(ranks[key] ?? rank, rank)
                    }
                }
            }
        }
        return ranks
    }

    private struct ChunkName: Hashable {
        var run: Int32
        var ordinal: Int
    }
}
