import ConnectorKit
import JourneyModel

extension RecordBatch {
    /// Text without the blanks around it and without e-mail addresses and telephone numbers in it;
    /// numbers are written out. Empty for nothing.
    mutating func append(text value: JSONValue?, field: String) throws(Rejection) -> Text {
        guard let value else { return .empty }
        guard let bytes = value.utf8 else {
            return value.text.map { append(text: $0.utf8) } ?? .empty
        }
        return try append(text: bytes, field: field)
    }

    mutating func append(
        text bytes: UnsafeBufferPointer<UInt8>, field: String
    ) throws(Rejection) -> Text {
        let trimmed = ByteText.trimmed(bytes)
        guard trimmed.count <= Limits.valueBytes else { throw .tooLong(field) }
        return append(cleaning: trimmed)
    }

    mutating func append(cleaning bytes: UnsafeBufferPointer<UInt8>) -> Text {
        guard PersonalData.isIn(text: bytes) else { return append(bytes: bytes) }
        let start = arena.count
        PersonalData.append(text: bytes, to: &arena)
        return Text(offset: UInt32(start), count: UInt32(arena.count - start))
    }

    /// An address without what it tells about a person.
    mutating func append(url: JSONValue?, field: String) throws(Rejection) -> Text {
        guard let bytes = url?.utf8 else { return .empty }
        return try append(url: bytes, field: field)
    }

    mutating func append(
        url raw: UnsafeBufferPointer<UInt8>, field: String
    ) throws(Rejection) -> Text {
        let bytes = ByteText.trimmed(raw)
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
    static func tooLong(_ field: String) -> Rejection {
        Rejection(.tooLong, field: field, "\(field) is longer than \(Limits.valueBytes) bytes.")
    }
}
