import ConnectorKit
import JourneyModel

/// The beginning of a file as columns.
struct SampleTable {
    /// Records that are looked at.
    private static let rows = 500
    /// Levels of nested objects that are looked into.
    private static let depth = 4

    var format: MappingFile.Format
    var delimiter: UInt8?
    var hasHeader = true
    var envelope: String?
    var columns: [ColumnSample] = []
    /// An array of objects that may be the messages of a chat, with its members.
    var turns: (path: String, columns: [ColumnSample])?

    /// - Throws: ``FormatMismatch`` when no record can be made out.
    init(_ head: FileHead) throws(FormatMismatch) {
        if case .json = Framing.table.resolved(for: head) {
            format = .ndjson
            try readJSON(head)
        } else {
            format = .csv
            try readRows(head)
        }
        guard columns.contains(where: { !$0.filled.isEmpty }) else {
            throw FormatMismatch("no record can be made out in it")
        }
    }

    private mutating func readRows(_ head: FileHead) throws(FormatMismatch) {
        let candidates = [",", ";", "\t", "|"].map { mark in
            let dialect = Dialect(delimiter: Array(mark.utf8)[0], hasHeader: false)
            return (dialect, Self.rows(of: head, dialect))
        }
        let best = candidates.max { left, right in
            Self.regularity(left.1) < Self.regularity(right.1)
        }
        guard let (dialect, rows) = best, let first = rows.first, first.count > 1 else {
            throw FormatMismatch("no delimiter splits it into columns")
        }
        if dialect.delimiter == 0x09 {
            format = .tsv
        } else if dialect.delimiter != UInt8(ascii: ",") {
            delimiter = dialect.delimiter
        }
        hasHeader = first.allSatisfy { name in
            !name.isEmpty && !EmailAddress.isShaped(name) && TimeFit.of([name]) == nil
                && Decimal64(name, decimals: 4) == nil
        }
        let names = hasHeader ? first : first.indices.map { "column \($0 + 1)" }
        let body = rows.dropFirst(hasHeader ? 1 : 0).filter { $0.count == first.count }
        columns = names.enumerated().map { place, name in
            ColumnSample(
                name: name, values: body.map { RecordValues.present($0[place], []) })
        }
    }

    /// Rows that have as many fields as the first, times their fields.
    private static func regularity(_ rows: [[String]]) -> Int {
        guard let width = rows.first?.count, width > 1 else { return 0 }
        return rows.filter { $0.count == width }.count * 1_000 / rows.count * 100 + width
    }

    private static func rows(of head: FileHead, _ dialect: Dialect) -> [[String]] {
        var rows: [[String]] = []
        records(of: head, .delimited(dialect)) { bytes in
            var row = CSVRow()
            do throws(Rejection) {
                try row.split(bytes, delimiter: dialect.delimiter, quote: dialect.quote)
                rows.append((0..<row.count).map { ByteText.trimmed(row.text($0)) })
            } catch {
                rows.append([])
            }
        }
        return rows
    }

    private mutating func readJSON(_ head: FileHead) throws(FormatMismatch) {
        let layout = JSONLayout(head)
        format = layout.format
        envelope = layout.envelope
        var values: [String: [String?]] = [:]
        var names: [String] = []
        var lists: [String: [JSONPiece]] = [:]
        var count = 0
        let parser = JSONParser()
        Self.records(of: head, .json(envelopeKeys: envelope.map { [$0] } ?? [])) { bytes in
            do throws(Rejection) {
                let root = try parser.parse(bytes)
                guard root.kind == .object else { return }
                JSONPiece.walk(root, depth: Self.depth, lists: &lists) { path, text in
                    if values[path] == nil {
                        names.append(path)
                        values[path] = []
                    }
                    let missing = count - (values[path]?.count ?? 0)
                    if missing >= 0 {
                        values[path]?.append(contentsOf: Array(repeating: nil, count: missing))
                        values[path]?.append(RecordValues.present(text, []))
                    }
                }
                count += 1
            } catch {
                // What is no document says nothing about the others.
            }
        }
        columns = names.map { name in
            var column = values[name] ?? []
            column += Array(repeating: nil, count: max(0, count - column.count))
            return ColumnSample(name: name, values: column)
        }
        turns = Self.turns(lists)
    }

    /// The longest list whose objects hold a text and a time.
    private static func turns(
        _ lists: [String: [JSONPiece]]
    ) -> (path: String, columns: [ColumnSample])? {
        for (path, pieces) in lists.sorted(by: {
            ($1.value.count, $0.key) < ($0.value.count, $1.key)
        }) {
            let names = Set(pieces.flatMap { $0.texts.map(\.path) }).sorted()
            let columns = names.map { name in
                ColumnSample(
                    name: name,
                    values: pieces.map { piece in
                        piece.texts.first { $0.path == name }
                            .flatMap { RecordValues.present($0.text, []) }
                    })
            }
            let hasTime = columns.contains { if case .time = $0.form { true } else { false } }
            if hasTime, columns.contains(where: { $0.isNamed(ColumnMeaning.messageText) }) {
                return (path, columns)
            }
        }
        return nil
    }

    static func records(
        of head: FileHead, _ framing: Framing, _ body: (UnsafeRawBufferPointer) -> Void
    ) {
        var framer = RecordFramer(framing)
        PaddedBytes(head.bytes).withUnsafeBytes { window in
            var count = 0
            while count <= rows, case .record(let record) = framer.next(in: window, isLast: true) {
                // The last record of a head may be cut.
                if record.isTerminated || count == 0 {
                    body(UnsafeRawBufferPointer(rebasing: window[record.range]))
                }
                count += 1
            }
        }
    }
}

/// The texts of a JSON object by their paths.
struct JSONPiece {
    var texts: [(path: String, text: String)] = []

    /// Calls `body` for every text of an object and its members; lists of objects are collected.
    static func walk(
        _ object: JSONValue, prefix: String = "", depth: Int, lists: inout [String: [JSONPiece]],
        _ body: (String, String) -> Void
    ) {
        object.forEachMember { key, value in
            let name = String(decoding: key, as: UTF8.self)
                .replacing("\\", with: "\\\\").replacing(".", with: "\\.")
            guard !name.contains("["), !name.isEmpty else { return }
            let path = prefix.isEmpty ? name : "\(prefix).\(name)"
            switch value.kind {
            case .object where depth > 1:
                walk(value, prefix: path, depth: depth - 1, lists: &lists, body)
            case .array:
                var isPlain = value.count > 0
                value.forEachElement { element in
                    if element.text == nil { isPlain = false }
                    guard element.kind == .object else { return }
                    var piece = JSONPiece()
                    var none: [String: [JSONPiece]] = [:]
                    walk(element, depth: 2, lists: &none) { piece.texts.append(($0, $1)) }
                    lists[path, default: []].append(piece)
                }
                if isPlain {
                    var parts: [String] = []
                    value.forEachElement { parts.append($0.text ?? "") }
                    body(path, parts.joined(separator: ","))
                }
            default:
                if let text = value.text { body(path, text) }
            }
        }
    }
}
