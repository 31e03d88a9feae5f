import ConnectorKit
import JourneyModel

/// Reads the records of one file by its mapping.
struct MappedReader: RecordReader {
    private enum Layout {
        case row(CSVRow, Dialect, width: Int, columns: [Int?])
        case object(JSONParser)
    }

    private let builder: RecordBuilder
    private var layout: Layout
    private let unknownColumns: [String]
    private let envelope: [String]
    private var rows = 0
    /// Of JSON; what the mapping names below a member makes the member known.
    private var members: UnknownMembers

    /// - Parameters:
    ///   - header: `nil` for JSON.
    ///   - envelope: Where the records of a JSON document are said to be.
    init(
        _ builder: RecordBuilder, header: [String]?, dialect: Dialect?, envelope: [String] = []
    ) throws(FormatMismatch) {
        self.builder = builder
        self.envelope = envelope
        members = UnknownMembers(known: builder.mapping.members)
        guard let header, let dialect else {
            layout = .object(JSONParser())
            unknownColumns = []
            return
        }
        let columns = try MappedColumns(header: header, mapping: builder.mapping)
        layout = .row(CSVRow(), dialect, width: header.count, columns: columns.places)
        unknownColumns = columns.unknown
    }

    var unknownFields: [String: Int] {
        guard case .row = layout, rows > 0 else { return members.counts }
        return Dictionary(
            unknownColumns.prefix(Limits.unknownFields).map { ($0, rows) },
            uniquingKeysWith: { first, _ in first })
    }

    mutating func read(
        _ record: UnsafeRawBufferPointer, into batch: inout RecordBatch
    ) throws(Rejection) {
        let mapping = builder.mapping
        let key = { ContentDigest.sha256Hex(record) }
        switch layout {
        case .row(var row, let dialect, let width, let columns):
            try row.split(record, delimiter: dialect.delimiter, quote: dialect.quote)
            guard row.count == width else {
                throw Rejection(
                    .fieldCount, "The row has \(row.count) fields, its columns are \(width).")
            }
            rows += 1
            let values = columns.map { column in
                column.flatMap { RecordValues.present(row.text($0), mapping.emptyWords) }
            }
            try builder.append(.init(values: values, key: key), to: &batch)
        case .object(let parser):
            let root = try parser.parse(record)
            guard root.kind == .object else {
                throw Rejection(.wrongShape, "The record is not a JSON object.")
            }
            members.count(in: root)
            let values = try RecordValues.of(
                root, mapping.paths, emptyWords: mapping.emptyWords)
            if !envelope.isEmpty, values.allSatisfy({ $0 == nil }) {
                throw Self.noEnvelope(envelope, record)
            }
            let turns = mapping.turns?.path.value(in: root)
            try builder.append(.init(values: values, turns: turns, key: key), to: &batch)
        }
    }
}

extension MappedReader {
    /// A whole document was taken for a record, as the envelope is not in it.
    private static func noEnvelope(
        _ names: [String], _ document: UnsafeRawBufferPointer
    ) -> Rejection {
        let found = JSONLayout.envelope(document)
        let advice = found.map { "the longest array of records stands under \($0)" }
        return Rejection(
            .wrongShape, field: names[0],
            "There is no array under \(names.joined(separator: " or ")), which the mapping names"
                + " as envelope; \(advice ?? "look where the records stand").")
    }
}

/// Where the columns that a mapping names stand in a file.
struct MappedColumns {
    /// In the order of the mapping's paths; `nil` for a column that the file lacks.
    private(set) var places: [Int?] = []
    private(set) var unknown: [String] = []

    /// - Throws: ``FormatMismatch`` for a column that is missing or there twice.
    init(header: [String], mapping: Mapping) throws(FormatMismatch) {
        let names = header.map(HeaderMap.folded)
        for path in mapping.paths {
            let found = names.indices.filter { names[$0] == path.column }
            guard found.count < 2 else {
                throw FormatMismatch("The header names the column \(path.text) twice; keep one.")
            }
            places.append(found.first)
        }
        for rule in mapping.rules where !rule.isOptional && rule.needsAllSlots {
            // What is left of a joined id would be the id of many records.
            if let slot = rule.slots.first(where: { places[$0] == nil }) {
                throw Self.missing(mapping.paths[slot].text, line: rule.line, header)
            }
        }
        for rule in mapping.rules where !rule.isOptional && rule.standard == nil {
            guard rule.slots.isEmpty || rule.slots.contains(where: { places[$0] != nil }) else {
                throw Self.missing(rule.name, line: rule.line, header)
            }
        }
        for condition in mapping.only + mapping.skip where places[condition.slot] == nil {
            throw Self.missing(mapping.paths[condition.slot].text, line: nil, header)
        }
        let known = Set(mapping.paths.map(\.column))
        unknown = zip(header, names).filter { !known.contains($0.1) }.map(\.0)
    }

    private static func missing(_ name: String, line: Int?, _ header: [String]) -> FormatMismatch {
        let place = line.map { " on line \($0)" } ?? ""
        let near = Spelling.nearest(to: name, in: header.map(ByteText.trimmed))
        let advice =
            if let near { "did you mean \(near)?" } else if header.count == 1 {
                "the header has one column only, so look at the mapping's delimiter."
            } else { "its columns are \(header.prefix(20).joined(separator: ", "))." }
        return FormatMismatch(
            "The header lacks the column \(name), which the mapping names\(place); \(advice)")
    }
}
