import ConnectorKit
import JourneyModel

extension RecordBatch {
    /// Text without the blanks around it; numbers are written out. Empty for nothing.
    mutating func append(_ value: JSONValue?, field: String) throws(Rejection) -> Text {
        guard let value else { return .empty }
        guard let bytes = value.utf8 else {
            return value.text.map { append(text: $0.utf8) } ?? .empty
        }
        let trimmed = ByteText.trimmed(bytes)
        guard trimmed.count <= Limits.valueBytes else { throw .tooLong(field) }
        return append(bytes: trimmed)
    }

    /// An address without what it tells about a person.
    mutating func append(url: JSONValue?, field: String) throws(Rejection) -> Text {
        guard let bytes = url?.utf8.map(ByteText.trimmed) else { return .empty }
        guard bytes.count <= Limits.valueBytes else { throw .tooLong(field) }
        if PageURL.isPlain(bytes) { return append(bytes: bytes) }
        let start = arena.count
        PageURL.appendCleaned(bytes, to: &arena)
        return Text(offset: UInt32(start), count: UInt32(arena.count - start))
    }
}

extension RecordBatch.Text {
    var range: Range<Int> { Int(offset)..<Int(offset) + Int(count) }
}

extension Rejection {
    fileprivate static func tooLong(_ field: String) -> Rejection {
        Rejection(.tooLong, field: field, "\(field) is longer than \(Limits.valueBytes) bytes.")
    }
}
