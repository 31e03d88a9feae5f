import ConnectorKit
import JourneyModel
import JourneyStore
import Postgres
import Schema

/// Answers the commands that look at what is stored without being reports.
package struct Overview {
    /// Rows with the name of each column; `nil` where there is no value.
    package struct Listing: Sendable, Hashable {
        package var columns: [String]
        package var rows: [[String?]]

        package init(columns: [String], rows: [[String?]]) {
            self.columns = columns
            self.rows = rows
        }
    }

    private let connection: Connection
    private let schema: String

    package init(connection: Connection, schema: String) {
        self.connection = connection
        self.schema = schema
    }

    /// The newest runs first.
    package func runs(limit: Int) throws -> Listing { try list("runs", .int(limit)) }

    /// What one run was; no rows for a number that no run has.
    package func run(_ id: Int) throws -> Listing { try list("run", .int(id)) }

    /// The files that a run and its parts read.
    package func files(ofRun id: Int) throws -> Listing { try list("run_files", .int(id)) }

    /// The most viewed first.
    package func pages(limit: Int) throws -> Listing { try list("pages", .int(limit)) }

    package func topics() throws -> Listing { try list("topics") }

    /// Replaces the whole map.
    package func replaceTopics(_ map: TopicMap) throws {
        try connection.transaction {
            try connection.execute(Query(sql: text("clear_topics")))
            try addTopics(map.entries)
        }
    }

    /// Replaces what is mapped of one source.
    func replaceTopics(_ entries: [TopicMap.Entry], of source: String) throws {
        try connection.transaction {
            _ = try execute("run/clear_source_topics", .text(source))
            try addTopics(entries)
        }
    }

    private func addTopics(_ entries: [TopicMap.Entry]) throws {
        let add = try text("add_topic")
        for entry in entries {
            try connection.execute(
                Query(sql: add, .text(entry.source), .text(entry.word), .text(entry.topic)))
        }
    }

    /// Persons who hold a value, in whatever form somebody writes it, or a record.
    ///
    /// - Parameter region: Country of telephone numbers without a country code.
    package func findPersons(_ value: String, region: String?, limit: Int) throws -> Listing {
        let normalizer = IdentifierNormalizer(region: region)
        var values = [value, value.lowercased()]
        values += [normalizer.email(value), normalizer.phone(value).e164].compactMap(\.self)
        if let account = normalizer.account(value) { values.append(account.account.value) }
        let record = RecordName(parsing: value)
        return try list(
            "find_person", .textArray(values), .text(record?.source), .text(record?.id),
            .int(limit), leadingPerson(value).map { .text($0) } ?? .null)
    }

    /// The id that leads today for an id that was ever given out.
    ///
    /// - Returns: `nil` for an id that nobody has.
    package func leadingPerson(_ id: String) throws -> String? {
        guard id.wholeMatch(of: /[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/) != nil else {
            return nil
        }
        let rows = try connection.execute(Query(sql: text("resolve_person"), .text(id)))
        return rows.isEmpty ? nil : rows.string(0, 0)
    }

    /// Everything one person did, in order of time.
    package func steps(of person: String) throws -> Listing {
        try list("person_steps", .text(person))
    }

    /// With whom one person shares a value that does not join them.
    package func relations(of person: String) throws -> Listing {
        try list("person_relations", .text(person))
    }

    /// Values that join nothing because many share them, and what was decided about values; the
    /// plain values only where the role may read them.
    package func genericValues(limit: Int) throws -> Listing {
        let mayRead = try execute("report/may_read_personal").bool(0, 0) == true
        let plain = mayRead ? try text("plain_value") : "null::text"
        let sql = try text("generic_values").replacing("{plain}", with: plain)
        return try list(Query(sql: sql, parameters: [.int(Int64(limit))]))
    }

    /// What was ever decided about two records.
    package func personDecisions() throws -> Listing { try list("person_decisions") }

    /// One row that says how much is stored and whether it is stitched.
    package func state(now: Timestamp) throws -> [String: String] {
        let listing = try list("state", .timestamp(now.microseconds))
        var state: [String: String] = [:]
        for (name, value) in zip(listing.columns, listing.rows.first ?? []) { state[name] = value }
        return state
    }

    var expectations: ExpectationStore {
        get throws { ExpectationStore(connection, schema: try SchemaName(schema)) }
    }

    /// - Parameter path: Below `schema/queries`, such as `run/expectations`.
    func execute(_ path: String, _ parameters: Parameter...) throws -> ResultSet {
        let sql = Schema.localized(try Schema.query(path), schema: schema)
        return try connection.execute(Query(sql: sql, parameters: parameters))
    }

    private func list(_ name: String, _ parameters: Parameter...) throws -> Listing {
        try list(Query(sql: text(name), parameters: parameters))
    }

    private func list(_ query: Query) throws -> Listing {
        let result = try connection.execute(query)
        let columns = result.names
        var listing = Listing(columns: columns, rows: [])
        for row in 0..<result.rowCount {
            listing.rows.append(columns.indices.map { result.string(row, $0) })
        }
        return listing
    }

    private func text(_ name: String) throws -> String {
        Schema.localized(try Schema.query("overview/\(name)"), schema: schema)
    }
}
