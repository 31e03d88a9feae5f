import ConnectorKit
import JourneyModel

extension MappingFile {
    private static let formatKeys = ["format", "delimiter", "quote", "columns", "envelope"]

    /// Reads the mapping of files of one sort of record.
    static func table(_ text: String) throws(MappingMistake) -> MappingFile {
        let root = try MappingNode.parse(text)
        let object = try root.object("key", formatKeys + MappingCompiler.keys)
        var file = MappingFile()
        file.format = try object.required("format").choice("format")
        try file.readForm(object)
        var compiler = MappingCompiler(isTable: file.format.isTable)
        file.mapping = try compiler.mapping(object)
        if let node = object["fields"] { try file.checkColumns(node) }
        return file
    }

    /// Reads mappings by stream.
    static func streams(_ text: String) throws(MappingMistake) -> MappingFile {
        let root = try MappingNode.parse(text)
        let object = try root.object("key", ["streams"] + MappingCompiler.sharedKeys)
        let shared = try MappingCompiler.shared(object)
        var file = MappingFile()
        file.format = .ndjson
        for (key, node) in try object.required("streams").members() {
            let name = try key.text()
            if node.isScalar {
                guard try node.text() == "ignore" else {
                    throw node.mistake("expected a mapping, or the word ignore")
                }
                file.streams[name] = .some(nil)
                continue
            }
            var compiler = MappingCompiler(isTable: false, shared: shared)
            file.streams[name] = try compiler.mapping(
                try node.object("key of a stream", MappingCompiler.keys))
        }
        guard !file.streams.isEmpty else { throw root.mistake("no stream is named") }
        return file
    }

    private mutating func readForm(_ object: MappingObject) throws(MappingMistake) {
        for key in ["delimiter", "quote", "columns"] {
            if let node = object[key], !format.isTable {
                throw node.mistake("only a table has \(key)")
            }
        }
        delimiter = try object["delimiter"]?.byte()
        hasQuote = format == .csv
        if let node = object["quote"] {
            hasQuote = try node.text() != "none"
            if hasQuote { quote = try node.byte() }
            if hasQuote, quote == delimiter ?? standardDelimiter {
                throw node.mistake("quote and delimiter are the same character")
            }
        }
        columns = try object["columns"]?.texts()
        if let node = object["envelope"] {
            guard format == .json else { throw node.mistake("only format json has an envelope") }
            envelope = try node.texts()
        }
    }

    private var standardDelimiter: UInt8 {
        format == .tsv ? 0x09 : UInt8(ascii: ",")
    }

    /// With `columns` every column that a rule names must be among them.
    private func checkColumns(_ node: MappingNode) throws(MappingMistake) {
        guard let columns, let mapping else { return }
        let known = Set(columns.map(HeaderMap.folded))
        for path in mapping.paths where !known.contains(path.column) {
            throw node.unknown("column", path.text, among: columns)
        }
    }

    /// How such files are cut into records.
    var framing: Framing {
        switch format {
        case .ndjson: return .json(envelopeKeys: [])
        case .json: return .json(envelopeKeys: envelope)
        case .csv, .tsv:
            let dialect = Dialect(
                delimiter: delimiter ?? standardDelimiter,
                quote: hasQuote ? quote ?? UInt8(ascii: "\"") : nil, hasHeader: columns == nil)
            let standard = Dialect(hasHeader: dialect.hasHeader)
            return dialect == standard
                ? .csv(hasHeader: dialect.hasHeader) : .delimited(dialect)
        }
    }
}
