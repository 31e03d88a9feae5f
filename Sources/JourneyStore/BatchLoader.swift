import JourneyModel
import Postgres

/// Loads batches of records, each in one transaction with its rejects, books and checkpoint.
///
/// A record loaded again is a duplicate for ever, in whatever file, order or run it comes. After an
/// error go on with ``loadRest(of:upTo:)``, which knows what of the batch is there.
package final class BatchLoader {
    package struct Configuration {
        package var schema: SchemaName
        package var source: Source
        package var run: Int32
        package var key: HashingKey
        package var pageRules: PageRules
        /// Whether a normalised browser id has a form that several systems share.
        package var isSharedBrowserID: @Sendable (UnsafeBufferPointer<UInt8>) -> Bool
        /// A login that is an e-mail address identifies as one, whatever column it stands in.
        package var isAddress: @Sendable (UnsafeBufferPointer<UInt8>) -> Bool
        /// The bytes of a record as delivered, should the database refuse it; empty when lost.
        package var rawRecord: (RecordPlace) -> [UInt8]

        package init(
            schema: SchemaName, source: Source, run: Int32, key: HashingKey,
            pageRules: PageRules = PageRules(),
            isSharedBrowserID: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> Bool,
            isAddress: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> Bool,
            rawRecord: @escaping (RecordPlace) -> [UInt8] = { _ in [] }
        ) {
            self.schema = schema
            self.source = source
            self.run = run
            self.key = key
            self.pageRules = pageRules
            self.isSharedBrowserID = isSharedBrowserID
            self.isAddress = isAddress
            self.rawRecord = rawRecord
        }
    }

    package var configuration: Configuration
    package private(set) var connection: Connection
    var statements: Statements
    var staging: StagingWriter
    var pages: PageDictionary
    let eventKeys: EventKeyIndex
    private var months: Set<Int> = []
    private var file: Int32?
    /// Up to which run a stitch has seen the facts. What it saw stays as a version when it changes;
    /// no stitch runs while a file is loaded.
    private(set) var seenThrough: Int?

    package init(_ connection: Connection, _ configuration: Configuration) throws {
        self.connection = connection
        self.configuration = configuration
        statements = Statements("ingest", schema: configuration.schema)
        staging = StagingWriter(configuration)
        pages = PageDictionary(rules: configuration.pageRules)
        eventKeys = EventKeyIndex(
            source: configuration.source.id, schema: configuration.schema)
        try connection.script(try statements.text("staging"))
    }

    /// Goes on with another session after the one before was lost.
    package func resume(on connection: Connection) throws {
        self.connection = connection
        forget()
        try connection.script(try statements.text("staging"))
    }

    /// Opens the books of a file.
    package func beginFile(_ opened: OpenedFile) throws {
        let result = try connection.execute(
            try statements.query(
                "begin_file", .int(Int64(configuration.run)),
                .int(Int64(configuration.source.id)), .text(opened.path),
                .text(opened.fingerprint.map(Digest.hex)), .int(opened.size.map(Int.init)),
                .text(opened.head),
                .text(opened.settings), .int(opened.start?.offset ?? 0),
                .int(opened.start?.line ?? 1), .text(opened.start?.prefix),
                .text(opened.connector), .text(opened.encoding), .text(opened.header)))
        file = result.int(0, 0).map(Int32.init)
        seenThrough = result.int(0, 1)
    }

    /// What is on the books of the file now.
    package func books() throws -> (counts: LoadCounts, checkpoint: Checkpoint) {
        let result = try connection.execute(try statements.query("file_books", .int(currentFile)))
        func number(_ column: Int) -> Int64 { Int64(result.int(0, column) ?? 0) }
        var counts = LoadCounts()
        counts.read = number(2)
        counts.accepted = number(3)
        counts.updated = number(4)
        counts.duplicate = number(5)
        counts.outdated = number(6)
        counts.rejected = number(7)
        counts.ignored = number(8)
        return (
            counts, Checkpoint(offset: number(0), isEndOfFile: result.bool(0, 1) ?? false)
        )
    }

    /// How many records of a batch say anything that is kept.
    package static func keptRecords(in batch: RecordBatch) -> Int {
        RecordParts(batch, 0..<UInt32(batch.places.count)).kept
    }

    /// Loads a batch and moves the checkpoint of the file.
    package func load(_ batch: RecordBatch, upTo checkpoint: Checkpoint) throws {
        try load(batch, from: 0, upTo: checkpoint)
    }

    /// Loads what is missing of a batch whose load failed.
    ///
    /// All of it may be there, where the answer to a COMMIT was lost or only what follows it failed,
    /// or a part, where the batch had been halved. The checkpoint on the books tells.
    package func loadRest(of batch: RecordBatch, upTo checkpoint: Checkpoint) throws {
        let settled = try books().checkpoint
        let isDone =
            settled.offset >= checkpoint.offset
            && (settled.isEndOfFile || !checkpoint.isEndOfFile)
        if isDone { return }
        let rest = batch.places.firstIndex { $0.byteOffset >= settled.offset }
        try load(batch, from: UInt32(rest ?? batch.places.count), upTo: checkpoint)
    }

    var currentFile: Int64 {
        guard let file else { preconditionFailure("a batch belongs to a file") }
        return Int64(file)
    }

    private func load(
        _ batch: RecordBatch, from first: UInt32, upTo checkpoint: Checkpoint
    ) throws {
        try ensureMonths(batch)
        do {
            try load(batch, first..<UInt32(batch.places.count), upTo: checkpoint)
        } catch let refusal as Refusal {
            throw refusal.cause
        }
        try compactKeys(isLast: checkpoint.isEndOfFile)
    }

    /// The database does not take what some record says.
    private struct Refusal: Error { var cause: PostgresError }

    /// Should the database refuse the range although everything was validated, it is halved until
    /// the one record is found and rejected.
    private func load(
        _ batch: RecordBatch, _ range: Range<UInt32>, upTo checkpoint: Checkpoint
    ) throws {
        do {
            try loadAtOnce(batch, range, upTo: checkpoint)
        } catch is Refusal where !range.isEmpty {
            if range.count == 1 {
                return try loadAtOnce(
                    refused(batch, range.lowerBound), range, upTo: checkpoint)
            }
            let middle = range.lowerBound + UInt32(range.count / 2)
            let place = batch.places[Int(middle)]
            var half = Checkpoint(offset: place.byteOffset, isEndOfFile: false)
            half.line = place.line
            try load(batch, range.lowerBound..<middle, upTo: half)
            try load(batch, middle..<range.upperBound, upTo: checkpoint)
        }
    }

    private static func isRefusal(_ error: PostgresError) -> Bool {
        ["22", "23", "54"].contains(error.sqlState?.prefix(2))
    }

    /// A batch in which the one record is nothing but a reject.
    private func refused(_ batch: RecordBatch, _ record: UInt32) -> RecordBatch {
        let raw = configuration.rawRecord(batch.places[Int(record)])
        var rest = RecordBatch()
        rest.places = batch.places
        rest.rejections = [
            RejectedRecord(
                record: record,
                rejection: Rejection(
                    .badValue, "The database refuses a value of this record; look at its fields."),
                raw: Array(raw.prefix(Limits.rejectedBytes)), length: Int64(raw.count))
        ]
        return rest
    }

    /// - Throws: ``Refusal`` for what the records say; books that the database does not take are
    ///   a defect and no matter of a record.
    private func loadAtOnce(
        _ batch: RecordBatch, _ range: Range<UInt32>, upTo checkpoint: Checkpoint
    ) throws {
        let parts = RecordParts(batch, range)
        do {
            try connection.transaction {
                do {
                    try run("clear_staging")
                    try pages.resolve(batch, range, on: connection, &statements)
                    staging.begin()
                    try loadWebEvents(batch, range, parts)
                    try staging.write(batch, range, parts, pages, on: connection)
                    try merge(batch, parts)
                } catch let error as PostgresError where Self.isRefusal(error) {
                    throw Refusal(cause: error)
                }
                try book(parts, records: range.count, checkpoint)
            }
        } catch {
            forget()
            throw error
        }
    }

    /// Merges runs of event keys after the batch is settled, and stores the filter over them.
    ///
    /// The keys are right without it, so a failure is put off to the next batch; at the end of a
    /// file there is none, and it is thrown.
    private func compactKeys(isLast: Bool) throws {
        do {
            try eventKeys.compact(on: connection)
            if isLast { try eventKeys.storeFilter(on: connection) }
        } catch let error as PostgresError where !error.endsConnection && !isLast {
            eventKeys.forget()
        } catch {
            eventKeys.forget()
            throw error
        }
    }

    private func book(_ parts: RecordParts, records: Int, _ checkpoint: Checkpoint) throws {
        let outcomes = try connection.execute(try statements.query("count_outcomes"))
        let (updated, duplicate, outdated) = (
            outcomes.int(0, 0) ?? 0, outcomes.int(0, 1) ?? 0, outcomes.int(0, 2) ?? 0
        )
        let numbers = [
            records, parts.kept - updated - duplicate - outdated, updated, duplicate, outdated,
            parts.rejected, records - parts.kept - parts.rejected,
        ]
        let parameters: [Parameter] =
            [.int(currentFile), .int(checkpoint.offset), .bool(checkpoint.isEndOfFile)]
            + numbers.map { .int(Int64($0)) }
            + [
                .int(checkpoint.line), .text(checkpoint.prefix),
                .int(checkpoint.bytes.map { Int($0.records) }),
                .int(checkpoint.bytes.map { Int($0.between) }),
                .int(checkpoint.bytes?.text.map { Int($0) }),
            ]
        try connection.execute(
            Query(sql: try statements.text("book_batch"), parameters: parameters))
    }

    /// Partitions are made before the batch and apart from it: making one locks the whole table.
    private func ensureMonths(_ batch: RecordBatch) throws {
        var missing: Set<Int> = []
        var month = MonthOfYear(containing: Timestamp(microseconds: 0))
        for event in batch.webEvents {
            if !month.contains(event.occurredAt) {
                month = MonthOfYear(containing: event.occurredAt)
            }
            if month.isPlausible, !months.contains(month.number) { missing.insert(month.number) }
        }
        if missing.isEmpty { return }
        let days = missing.sorted().map { MonthOfYear(number: $0).firstDay }
        var store = Statements("store", schema: configuration.schema)
        try connection.transaction {
            try connection.execute(
                try store.query("lock_migration", .int(LockKey.months(of: configuration.schema))))
            try connection.execute(try statements.query("ensure_months", .textArray(days)))
        }
        months.formUnion(missing)
    }

    /// What was remembered may have been rolled back.
    private func forget() {
        pages.forget()
        staging.forget()
        eventKeys.forget()
    }
}
