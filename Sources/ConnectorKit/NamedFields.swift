import JourneyModel

/// The values of one record by name, from a CSV row or from a JSON object alike.
///
/// For feeds; formats on the hot path read bytes.
package struct NamedFields {
    private enum Layout {
        case row(width: Int, columns: [Int?])
        case object(JSONParser)
    }

    private let names: [String]
    /// How many of the names are required; they come first.
    private let required: Int
    private let layout: Layout
    private var row = CSVRow()
    private var values: [String?]
    /// Columns of the header that have no name here; of JSON the members so far, with how many
    /// records had them.
    private var unknown: [String: Int] = [:]
    private var rows = 0

    /// - Parameter header: `nil` for JSON.
    package init(
        header: [String]?, required: [String], optional: [String]
    ) throws(FormatMismatch) {
        names = required + optional
        self.required = required.count
        values = Array(repeating: nil, count: names.count)
        guard let header else {
            layout = .object(JSONParser())
            return
        }
        let map = try HeaderMap(header: header, required: required, known: optional)
        layout = .row(width: map.width, columns: names.map(map.column))
        for name in map.unknown.prefix(Limits.unknownFields) { unknown[name] = 0 }
    }

    /// Fields that are not read, and how many records had each.
    package var unknownFields: [String: Int] {
        if case .row = layout { return unknown.mapValues { _ in rows } }
        return unknown
    }

    /// Reads a record; a required value that is empty is a ``Rejection/Reason/missingField``.
    package mutating func load(_ record: UnsafeRawBufferPointer) throws(Rejection) {
        switch layout {
        case .row(let width, let columns):
            try row.split(record)
            guard row.count == width else {
                throw Rejection(
                    .fieldCount, "The row has \(row.count) fields, the header \(width).")
            }
            rows += 1
            for (place, column) in columns.enumerated() {
                values[place] = column.flatMap { Self.present(row.bytes($0)) }
            }
        case .object(let parser):
            try load(object: parser.parse(record))
        }
        for place in 0..<required where values[place] == nil { throw Self.missing(names[place]) }
    }

    /// Trimmed text; `nil` when absent, empty or a word for nothing.
    package subscript(_ name: String) -> String? {
        guard let place = names.firstIndex(of: name) else {
            preconditionFailure("the field \(name) is not declared")
        }
        return values[place]
    }

    /// The same of a required field.
    package func value(_ name: String) throws(Rejection) -> String {
        guard let text = self[name] else { throw Self.missing(name) }
        return text
    }

    private static func missing(_ name: String) -> Rejection {
        Rejection(.missingField, field: name, "The value of \(name) is missing.")
    }

    private mutating func load(object: JSONValue) throws(Rejection) {
        guard object.kind == .object else {
            throw Rejection(.wrongShape, "The record is not a JSON object.")
        }
        countUnknown(in: object)
        for (place, name) in names.enumerated() {
            guard let value = object[named: name] else {
                values[place] = nil
                continue
            }
            guard let text = value.text else {
                throw Rejection(
                    .wrongShape, field: name, "The value of \(name) is not text or a number.")
            }
            guard text.utf8.count <= Limits.valueBytes else {
                throw Rejection(
                    .tooLong, field: name, "The value is longer than \(Limits.valueBytes) bytes.")
            }
            values[place] = TimeParser.withBytes(of: text, Self.present)
        }
    }

    private mutating func countUnknown(in object: JSONValue) {
        object.forEachMember { key, _ in
            let isKnown = names.contains { name in
                name.utf8.count == key.count && name.utf8.elementsEqual(key)
            }
            if isKnown { return }
            let name = String(decoding: key, as: UTF8.self)
            guard unknown[name] != nil || unknown.count < Limits.unknownFields else { return }
            unknown[name, default: 0] += 1
        }
    }

    private static func present(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        let trimmed = ByteText.trimmed(bytes)
        if trimmed.isEmpty || ByteText.equalIgnoringCase(trimmed, "null") { return nil }
        return String(decoding: trimmed, as: UTF8.self)
    }
}
