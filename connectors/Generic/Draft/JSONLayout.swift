import ConnectorKit
import JourneyModel

/// Where the records of a JSON file stand.
struct JSONLayout {
    private(set) var format = MappingFile.Format.ndjson
    private(set) var envelope: String?

    init(_ head: FileHead) {
        if head.bytes.first(where: { $0 > 0x20 && $0 < 0x80 }) == UInt8(ascii: "[") {
            format = .json
            return
        }
        var documents = 0
        var isWhole = false
        var isLong = false
        SampleTable.records(of: head, .json(envelopeKeys: [])) { bytes in
            documents += 1
            guard documents == 1 else { return }
            isLong = bytes.contains(0x0a)
            do throws(Rejection) {
                isWhole = try JSONParser().parse(bytes).kind == .object
            } catch {
                // The head cuts it, so it is looked at as far as it goes.
                isWhole = false
            }
        }
        if isWhole, documents > 1 {
            if isLong { format = .json }
            return
        }
        // One document, or the beginning of one that the head cuts.
        let found = PaddedBytes(head.bytes).withUnsafeBytes { Self.envelope($0) }
        guard let found else {
            if isLong { format = .json }
            return
        }
        format = .json
        envelope = found
    }

    /// The path of the longest array of objects in a document that is no record itself.
    static func envelope(_ bytes: UnsafeRawBufferPointer) -> String? {
        lists(bytes, depth: 1)?.max { $0.size < $1.size }?.path
    }

    /// Levels of objects that an envelope may have.
    private static let depth = 3

    /// `nil` where the object has an id and a time, as only a record has.
    private static func lists(
        _ bytes: UnsafeRawBufferPointer, depth level: Int
    ) -> [(path: String, size: Int)]? {
        var cursor = MemberBytes.Cursor(text: bytes)
        guard cursor.enter() else { return [] }
        var found: [(path: String, size: Int)] = []
        var hasID = false
        var hasTime = false
        while let key = cursor.key() {
            let name = String(decoding: bytes[key], as: UTF8.self)
            let start = cursor.at
            let end = cursor.value()?.upperBound ?? bytes.count
            guard start < end else { break }
            let value = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
            switch value[0] {
            case UInt8(ascii: "["):
                if value.dropFirst().first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
                    found.append((name, value.count))
                }
            case UInt8(ascii: "{"):
                guard level < Self.depth, !name.contains(".") else { break }
                for inner in lists(value, depth: level + 1) ?? [] {
                    found.append(("\(name).\(inner.path)", inner.size))
                }
            default:
                let text = String(decoding: value, as: UTF8.self).filter { $0 != "\"" }
                let tokens = ColumnSample.tokens(of: name)
                if tokens.last == "id" || tokens.last == "uuid" { hasID = true }
                if TimeFit.of([text]) != nil { hasTime = true }
            }
            if end == bytes.count { break }
        }
        return hasID && hasTime ? nil : found
    }
}
