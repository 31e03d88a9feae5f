import JourneyModel
import Postgres

/// Finds web events by their record name; the events themselves lie by time.
package struct StoredEvents {
    private let connection: Connection
    private let schema: SchemaName

    package init(_ connection: Connection, schema: SchemaName) {
        self.connection = connection
        self.schema = schema
    }

    /// When an event happened; `nil` for one that is not stored.
    package func time(of record: RecordName) throws -> Timestamp? {
        guard let source = try SourceStore(connection, schema: schema).find(record.source) else {
            return nil
        }
        let key = RecordKeys(source: record.source).key(record.id)
        let index = EventKeyIndex(source: source.id, schema: schema)
        let ranks = try index.ranks(of: [key], order: [0], on: connection)
        return ranks[key].map { Timestamp(microseconds: $0.time) }
    }
}
