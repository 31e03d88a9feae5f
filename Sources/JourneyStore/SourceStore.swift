import JourneyModel
import Postgres

/// A source as it is remembered.
package struct Source: Sendable, Hashable {
    package var id: Int16
    package var name: String
    package var connector: String
    package var channel: String
    package var timeZone: String?
    package var region: String?
}

/// The sources of a schema.
///
/// A source is a system. Its name may be shared by connectors only where they read feeds of one
/// switchboard, such as its call records and its queue log; such connectors share the part of
/// their name before the first dash.
package struct SourceStore {
    private let connection: Connection
    private let schema: SchemaName

    package init(_ connection: Connection, schema: SchemaName) {
        self.connection = connection
        self.schema = schema
    }

    package func all() throws -> [Source] {
        var statements = Statements("store", schema: schema)
        var sources: [Source] = []
        let result = try connection.execute(try statements.query("sources"))
        for row in 0..<result.rowCount {
            sources.append(
                Source(
                    id: Int16(result.int(row, 0) ?? 0), name: result.string(row, 1) ?? "",
                    connector: result.string(row, 2) ?? "", channel: result.string(row, 3) ?? "",
                    timeZone: result.string(row, 4), region: result.string(row, 5)))
        }
        return sources
    }

    /// The settings with what is remembered filled in where nothing is given; nothing is written.
    package func recalled(_ settings: SourceSettings) throws -> SourceSettings {
        var recalled = settings
        if let known = try find(settings.name) {
            recalled.timeZone = settings.timeZone ?? known.timeZone
            recalled.region = settings.region ?? known.region
        }
        return recalled
    }

    /// Finds the source or adds it, and remembers the settings given.
    ///
    /// - Throws: ``StoreError/sourceConflict(source:connector:known:)`` for the name of another
    ///   system.
    package func resolve(
        _ settings: SourceSettings, connector: String, channel: Channel
    ) throws -> Source {
        var statements = Statements("store", schema: schema)
        return try connection.transaction {
            try connection.execute(
                try statements.query(
                    "add_source", .text(settings.name), .text(connector), .text(channel.rawValue),
                    .text(settings.timeZone), .text(settings.region)))
            guard let known = try find(settings.name) else {
                throw StoreError.uninitialised(schema: schema.main)
            }
            guard
                known.connector == connector
                    || known.channel == Channel.voice.rawValue && channel == .voice
                        && Self.areOfOneVendor(known.connector, connector)
            else {
                throw StoreError.sourceConflict(
                    source: settings.name, connector: connector, known: known.connector)
            }
            try connection.execute(
                try statements.query(
                    "set_source", .int(Int64(known.id)), .text(settings.timeZone),
                    .text(settings.region)))
            return try find(settings.name) ?? known
        }
    }

    package func find(_ name: String) throws -> Source? {
        var statements = Statements("store", schema: schema)
        let result = try connection.execute(try statements.query("find_source", .text(name)))
        guard !result.isEmpty, let id = result.int(0, 0) else { return nil }
        return Source(
            id: Int16(id), name: name, connector: result.string(0, 1) ?? "",
            channel: result.string(0, 2) ?? "", timeZone: result.string(0, 3),
            region: result.string(0, 4))
    }

    private static func areOfOneVendor(_ left: String, _ right: String) -> Bool {
        left.contains("-") && right.contains("-")
            && left.prefix { $0 != "-" } == right.prefix { $0 != "-" }
    }
}
