import ConnectorKit
import JourneyModel

/// One line of a tap, or of an Airbyte source.
enum SingerMessage {
    struct Record {
        var stream: String
        var value: JSONValue
        /// Names of the members around the record, from the outside.
        var members: [StaticString]
        /// Of an Airbyte source: no schema comes before it.
        var isAirbyte: Bool
    }

    case schema(stream: String, schema: JSONValue?, keys: [String])
    case record(Record)
    /// Names of the member that is to be told once everything before is stored; empty for the whole
    /// message.
    case state(member: StaticString?)
    case batch(stream: String)
    /// Logs, versions, catalogues: nothing to keep.
    case other

    /// - Throws: ``Rejection`` for what is no message.
    init(_ root: JSONValue) throws(Rejection) {
        guard root.kind == .object, let type = root["type"]?.string else {
            throw Rejection(
                .wrongShape, field: "type",
                "The line is no message of a tap: it has no type such as RECORD.")
        }
        switch type.uppercased() {
        case "RECORD": self = .record(try Self.record(root))
        case "STATE": self = .state(member: try Self.state(root))
        case "SCHEMA":
            var keys: [String] = []
            root["key_properties"]?.forEachElement { if let key = $0.string { keys.append(key) } }
            self = .schema(stream: try Self.stream(root), schema: root["schema"], keys: keys)
        case "BATCH": self = .batch(stream: try Self.stream(root))
        case "ACTIVATE_VERSION", "LOG", "TRACE", "SPEC", "CATALOG", "CONNECTION_STATUS", "CONTROL":
            self = .other
        default:
            throw Rejection(
                .badValue, field: "type",
                "The message has a type that neither Singer nor Airbyte"
                    + " knows.")
        }
    }

    private static func record(_ root: JSONValue) throws(Rejection) -> Record {
        guard let record = root["record"], record.kind == .object else {
            throw Rejection(.missingField, field: "record", "The RECORD message holds no record.")
        }
        if root["stream"] != nil {
            return Record(
                stream: try stream(root), value: record, members: ["record"], isAirbyte: false)
        }
        guard let data = record["data"], data.kind == .object else {
            throw Rejection(
                .missingField, field: "stream", "The RECORD message names no stream.")
        }
        return Record(
            stream: try stream(record), value: data, members: ["record", "data"], isAirbyte: true)
    }

    private static func state(_ root: JSONValue) throws(Rejection) -> StaticString? {
        if root["value"] != nil { return "value" }
        guard root["state"] != nil else {
            throw Rejection(.missingField, field: "value", "The STATE message holds no state.")
        }
        return nil
    }

    private static func stream(_ object: JSONValue) throws(Rejection) -> String {
        guard let stream = object["stream"]?.string, !stream.isEmpty else {
            throw Rejection(.missingField, field: "stream", "The message names no stream.")
        }
        return stream
    }
}
