import ConnectorKit
import JourneyModel

/// A target for Singer taps and Airbyte sources: their messages, one a line.
///
/// What a tap tells to remember (`STATE`) is echoed once everything before it is stored.
package struct Singer: Connector {
    package static let description = ConnectorDescription(
        name: "singer",
        channel: .chat,
        framing: .lines,
        summary:
            "Messages of a Singer tap or an Airbyte source (`tap-x | journey ingest singer -`);"
            + " STATE goes to standard output once stored.",
        key: "the mapping's id, else the stream's key_properties, else the hash of the record",
        options: [
            .init("mapping", "a YAML file that maps streams to records", isFile: true),
            .init(
                "tap",
                "a tap that needs no mapping: "
                    + SingerTap.allCases.map(\.rawValue).joined(separator: ", ")),
        ],
        sample: """
            {"type":"SCHEMA","stream":"calls","key_properties":["sid"],"schema":{"properties":\
            {"sid":{"type":"string"},"start_time":{"type":"string","format":"date-time"}}}}
            {"type":"RECORD","stream":"calls","record":{"sid":"CA17","direction":"inbound",\
            "from":"+493023125012","to":"+493090182000","status":"completed","duration":184,\
            "start_time":"2024-03-04T09:12:44.000000Z","end_time":"2024-03-04T09:15:48.000000Z"}}
            {"type":"STATE","value":{"bookmarks":{"calls":"2024-03-04T09:15:48Z"}}}
            """,
        isOfAnyChannel: true
    )

    private let settings: SourceSettings
    private let mappings: [String: Mapping?]
    private let clocks: [String: MappedClock]
    package let channel: Channel

    package init(settings: SourceSettings) throws(SettingError) {
        for option in settings.options.keys.sorted() where option != "mapping" && option != "tap" {
            throw SettingError("singer has no option \(option)", isUnknownOption: true)
        }
        var mappings: [String: Mapping?] = [:]
        if let name = settings.options["tap"] {
            mappings = try Self.mappings(ofTap: name)
        }
        if let text = settings.options["mapping"] {
            do {
                let file = try MappingFile.streams(text)
                mappings.merge(file.streams) { _, own in own }
            } catch {
                throw SettingError("the mapping, \(error)")
            }
        }
        let channels = Set(mappings.values.compactMap { $0?.kind.channel })
        guard let channel = Channel.allCases.first(where: channels.contains) else {
            throw SettingError(
                "singer needs to know its streams: give --option tap=NAME ("
                    + SingerTap.allCases.map(\.rawValue).joined(separator: ", ")
                    + ") or --option mapping=FILE.yaml", isMissingOption: true)
        }
        self.channel = channel
        self.mappings = mappings
        self.settings = settings
        var clocks: [String: MappedClock] = [:]
        for (stream, mapping) in mappings {
            clocks[stream] = try MappedClock(zone: mapping?.timeZone ?? settings.timeZone)
        }
        self.clocks = clocks
    }

    package static func recognises(_ head: FileHead) -> Recognition {
        guard head.bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") else { return .no }
        return head.withFirstJSON { message in
            guard let type = message["type"]?.string else { return Recognition.no }
            switch type {
            case "SCHEMA": return message["stream"] != nil ? .certain : .no
            case "RECORD": return message["record"] != nil ? .certain : .no
            case "STATE": return message["value"] ?? message["state"] != nil ? .certain : .no
            case "SPEC", "LOG", "TRACE", "CATALOG":
                return message[named: type.lowercased()] != nil ? .certain : .no
            default: return .no
            }
        } ?? .no
    }

    package func reader(header: [String]?) throws(FormatMismatch) -> any RecordReader {
        var streams: [String: SingerStream?] = [:]
        for (name, mapping) in mappings {
            guard let mapping, let clock = clocks[name] else {
                streams[name] = .some(nil)
                continue
            }
            streams[name] = SingerStream(
                RecordBuilder(
                    mapping, source: settings.name, clock: clock, region: settings.region))
        }
        return SingerReader(streams: streams)
    }

    private static func mappings(
        ofTap name: String
    ) throws(SettingError) -> [String: Mapping?] {
        guard let tap = SingerTap(rawValue: name) else {
            let known = SingerTap.allCases.map(\.rawValue)
            let near = Spelling.nearest(to: name, in: known)
            let advice =
                near.map { "did you mean \($0)?" } ?? "known are \(known.joined(separator: ", "))"
            throw SettingError("the tap \(name) is unknown; \(advice)")
        }
        do {
            return try MappingFile.streams(tap.mapping).streams
        } catch {
            preconditionFailure("the built-in mapping of \(name): \(error)")
        }
    }
}
