import ConnectorKit
import JourneyModel

/// What is known of one stream of a tap.
struct SingerStream {
    let builder: RecordBuilder
    /// Names of the key, by the stream's schema; `nil` before a schema has come.
    private var keys: [FieldPath]?
    /// Slots of the mapping whose times are RFC 3339 by the schema, so that one without offset is
    /// in UTC.
    private var utcSlots: Set<Int> = []

    init(_ builder: RecordBuilder) { self.builder = builder }

    mutating func learn(schema: JSONValue?, keys: [String]) {
        self.keys = keys.map { FieldPath(member: $0) }
        utcSlots = []
        guard let schema else { return }
        for (slot, path) in builder.mapping.paths.enumerated() where path.isDateTime(in: schema) {
            utcSlots.insert(slot)
        }
    }

    /// - Parameter bytes: The record as written, which names one that has no key.
    func read(
        _ record: SingerMessage.Record, bytes: UnsafeRawBufferPointer, into batch: inout RecordBatch
    ) throws(Rejection) {
        let mapping = builder.mapping
        let needsKey = mapping.fields["id"] == nil && mapping.kind != .customer
        var key: String?
        if needsKey, let keys, !keys.isEmpty { key = try value(of: keys, in: record.value) }
        if needsKey, keys == nil, !record.isAirbyte {
            throw Rejection(
                .missingField, field: "stream",
                "No SCHEMA of the stream came before this record, so its key is unknown; map the"
                    + " field id, or run the tap again.")
        }
        let input = RecordBuilder.Input(
            values: try RecordValues.of(
                record.value, mapping.paths, emptyWords: mapping.emptyWords),
            turns: mapping.turns?.path.value(in: record.value),
            key: { key ?? ContentDigest.sha256Hex(bytes) }, utcSlots: utcSlots)
        try builder.append(input, to: &batch)
    }

    private func value(of keys: [FieldPath], in record: JSONValue) throws(Rejection) -> String {
        var parts: [String] = []
        for key in keys {
            guard let text = key.value(in: record)?.text, !text.isEmpty else {
                throw Rejection(
                    .missingField, field: key.text, "The value of the key \(key.text) is missing.")
            }
            parts.append(text)
        }
        return parts.joined(separator: "/")
    }
}

extension FieldPath {
    /// Whether a JSON schema declares the value a time in RFC 3339.
    fileprivate func isDateTime(in schema: JSONValue) -> Bool {
        var nodes = [schema]
        for step in steps {
            var inner: [JSONValue] = []
            for node in nodes.flatMap(Self.alternatives) {
                switch step {
                case .member(let name):
                    if let found = node["properties"]?[named: name] { inner.append(found) }
                case .element, .everyElement:
                    if let found = node["items"] { inner.append(found) }
                }
            }
            nodes = inner
        }
        return nodes.flatMap(Self.alternatives).contains { $0["format"]?.string == "date-time" }
    }

    /// A schema, and those of which one has to hold.
    private static func alternatives(_ node: JSONValue) -> [JSONValue] {
        var all = [node]
        node["anyOf"]?.forEachElement { all.append($0) }
        node["oneOf"]?.forEachElement { all.append($0) }
        return all
    }
}
