import JourneyModel
import Postgres

/// Writes one sorted run, chunk by chunk.
struct EventKeyWriter {
    /// Entries written by one COPY.
    private static let copied = EventKeyChunk.capacity * 512

    private let source: Int16
    private var statements: Statements
    private let connection: Connection
    private var run: EventKeyRun
    private var pending: [EventKeyEntry] = []

    init(
        source: Int16, level: Int16, isFiltered: Bool = false, statements: Statements,
        connection: Connection
    ) {
        self.source = source
        self.statements = statements
        self.connection = connection
        run = EventKeyRun(
            number: 0, level: level, keys: 0, isFiltered: isFiltered, firstHighs: [])
    }

    mutating func begin() throws {
        let result = try connection.execute(
            try statements.query(
                "add_run", .int(Int64(source)), .int(Int64(run.level)), .bool(run.isFiltered)))
        guard let number = result.int(0, 0) else { preconditionFailure("a run has a number") }
        run.number = Int32(number)
    }

    mutating func append(_ entries: [EventKeyEntry]) throws {
        pending += entries
        if pending.count >= Self.copied { try write(whole: false) }
    }

    mutating func append(_ entry: EventKeyEntry) throws {
        pending.append(entry)
        if pending.count >= Self.copied { try write(whole: false) }
    }

    mutating func finish() throws -> EventKeyRun {
        try write(whole: true)
        try connection.execute(
            try statements.query("close_run", .int(Int64(run.number)), .int(Int64(run.keys))))
        return run
    }

    /// - Parameter whole: Also what does not fill a chunk.
    private mutating func write(whole: Bool) throws {
        let capacity = EventKeyChunk.capacity
        let count = whole ? pending.count : pending.count / capacity * capacity
        if count == 0 { return }
        let (source, number) = (source, run.number)
        var firstHighs = run.firstHighs
        try connection.copyIn(try statements.text("copy_chunks")) { copy in
            for start in stride(from: 0, to: count, by: capacity) {
                let entries = pending[start..<min(start + capacity, count)]
                let chunk = EventKeyChunk.encode(entries)
                let first = entries[start].key.high
                try copy.row(fields: 6)
                copy.int16(source)
                copy.int32(number)
                copy.int32(Int32(firstHighs.count))
                copy.int64(Int64(bitPattern: first))
                copy.bytea(chunk.highs)
                copy.bytea(chunk.rest)
                firstHighs.append(first)
            }
        }
        run.firstHighs = firstHighs
        run.keys += count
        pending.removeFirst(count)
    }
}
