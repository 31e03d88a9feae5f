import ConnectorContract
import ConnectorKit
import JourneyModel
import WebConnectors

/// What a web connector makes of a text.
struct Rows {
    let batch: RecordBatch

    init<C: Connector>(
        _ type: C.Type, _ text: String, options: [String: String] = [:]
    ) throws {
        let name = C.description.name
        let connector = try C(
            settings: SourceSettings(name: name, region: "DE", options: options))
        batch = try ConnectorRun.load(C.self, connector, bytes: Array(text.utf8))
    }

    /// Enriched events, each the sample with columns of its own, numbered from 1.
    init(
        snowplow rows: [Int: String]..., options: [String: String] = [:]
    ) throws {
        try self.init(
            Snowplow.self, rows.map(Self.snowplowRow).joined(separator: "\n"), options: options)
    }

    static func snowplowRow(_ columns: [Int: String]) -> String {
        var row = Snowplow.description.sample.split(
            separator: "\t", omittingEmptySubsequences: false
        ).map(String.init)
        for (column, value) in columns { row[column - 1] = value }
        return row.joined(separator: "\t")
    }

    var events: [WebEvent] { batch.webEvents }
    var reasons: [Rejection.Reason] { batch.rejections.map(\.rejection.reason) }
    var fields: [String] { batch.rejections.map(\.rejection.field) }
    var evidence: [Identifier] { batch.evidence.map(\.identifier) }

    func text(_ path: KeyPath<WebEvent, RecordBatch.Text>, _ place: Int = 0) -> String? {
        guard batch.webEvents.indices.contains(place) else { return nil }
        let text = batch.webEvents[place][keyPath: path]
        let bytes = batch.arena[Int(text.offset)..<Int(text.offset + text.count)]
        return String(decoding: bytes, as: UTF8.self)
    }

    func texts(_ path: KeyPath<WebEvent, RecordBatch.Text>) -> [String?] {
        events.indices.map { text(path, $0) }
    }
}
