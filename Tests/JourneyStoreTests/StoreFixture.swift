import JourneyModel
import JourneyStore
import Postgres
import TestSupport
import Testing

/// An initialised schema in a database of its own, and loaders for it.
struct StoreFixture {
    static let key = HashingKey(path: "test.key", bytes: Array(repeating: 7, count: 32))

    let connection: Connection
    let target: DatabaseTarget
    let schema: SchemaName

    static func with(
        schema: SchemaName = .standard, _ body: (StoreFixture) throws -> Void
    ) throws {
        try withTestDatabase { connection, target in
            try Migrator(connection, schema: schema).migrate()
            try InstallationStore(connection, schema: schema)
                .install(key, site: .init(), programVersion: "test")
            do {
                try body(StoreFixture(connection: connection, target: target, schema: schema))
            } catch let error as PostgresError {
                Issue.record("\(error.debugDescription)")
            }
        }
    }

    /// A loader in a run of its own with the books of one file open.
    func loader(source: String = "shop", channel: Channel = .chat) throws -> BatchLoader {
        let known = try SourceStore(connection, schema: schema)
            .resolve(SourceSettings(name: source), connector: source, channel: channel)
        let run = try RunStore(connection, schema: schema)
            .begin(kind: "ingest", programVersion: "test")
        let loader = try BatchLoader(
            connection,
            .init(
                schema: schema, source: known, run: run, key: Self.key,
                isSharedBrowserID: { $0.count > 8 },
                isAddress: { $0.contains(UInt8(ascii: "@")) }))
        try loader.beginFile(.init(path: "file"))
        return loader
    }

    /// Loads batches in a run of their own.
    ///
    /// - Returns: The books of the file.
    @discardableResult
    func load(_ batches: [RecordBatch], source: String = "shop") throws -> LoadCounts {
        let loader = try loader(source: source)
        for (index, batch) in batches.enumerated() {
            try loader.load(
                batch,
                upTo: .init(offset: Int64(index + 1), isEndOfFile: index == batches.count - 1))
        }
        return try loader.books().counts
    }

    /// Every fact, without what differs from run to run.
    func facts() throws -> [String] {
        let transport = "- 'run_id' - 'file_id' - 'line' - 'page_id' - 'referrer_page_id'"
        let tables = [
            "web_event", "contact", "contact_leg", "chat_page", "chat_turn", "conversion",
            "customer", "evidence", "journey_pii.identifier_value", "journey_pii.turn_text",
            "journey_pii.rejected_bytes",
        ]
        var lines: [String] = []
        for table in tables {
            let name = table.replacing("journey_pii.", with: "\(schema.personal).")
            let result = try connection.execute(
                Query(
                    sql: """
                        select '\(table) ' || (to_jsonb(t) \(transport))::text
                            || coalesce((select url from page where page_id
                                = (to_jsonb(t) ->> 'page_id')::int), '')
                        from \(name) as t
                        """))
            for row in 0..<result.rowCount { lines.append(result.string(row, 0) ?? "") }
        }
        return lines.sorted()
    }

    func count(_ sql: String) throws -> Int {
        try connection.execute(Query(sql: sql)).int(0, 0) ?? -1
    }
}

extension RecordBatch {
    /// A batch with one record an element.
    static func records<T>(_ items: [T], _ add: (inout RecordBatch, T) -> Void) -> RecordBatch {
        var batch = RecordBatch()
        for item in items {
            batch.places.append(
                RecordPlace(
                    byteOffset: Int64(batch.places.count * 100),
                    line: Int64(batch.places.count + 1)))
            add(&batch, item)
        }
        return batch
    }
}
