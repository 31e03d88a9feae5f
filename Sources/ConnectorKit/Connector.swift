import JourneyModel

/// Reads one source format.
///
/// A connector only parses: it opens no file and reads no clock, so the same bytes with the same
/// settings always give the same records. Files, batches and retries belong to the pipeline.
package protocol Connector: Sendable {
    /// What users see of it: name, channel, framing, options, sample.
    static var description: ConnectorDescription { get }

    /// How much the beginning of a file looks like this format.
    ///
    /// - Parameter head: At most 64 KiB of decoded bytes.
    static func recognises(_ head: FileHead) -> Recognition

    /// - Throws: ``SettingError`` for an option it does not know or cannot use.
    init(settings: SourceSettings) throws(SettingError)

    /// How its files are cut into records: as described, unless the settings decide it.
    var framing: Framing { get }

    /// What its records are: as described, unless the settings decide it.
    var channel: Channel { get }

    /// A reader for one file.
    ///
    /// - Parameter header: The header row for formats that have one, else `nil`.
    /// - Throws: ``FormatMismatch`` when the header is not this format's (exit 65).
    func reader(header: [String]?) throws(FormatMismatch) -> any RecordReader
}

extension Connector {
    package var framing: Framing { Self.description.framing }
    package var channel: Channel { Self.description.channel }
}

/// Reads the records of one file, one after the other.
package protocol RecordReader {
    /// Reads one record as delivered, without its separator, and appends what it says.
    ///
    /// A valid record that describes nothing to keep only counts `batch.ignored`.
    ///
    /// - Parameters:
    ///   - record: Valid during the call only; ``Limits/readPadding`` bytes behind it are readable.
    ///   - batch: `batch.record` is this record's index. Left untouched when it throws.
    /// - Throws: ``Rejection`` for a record that cannot be trusted.
    mutating func read(
        _ record: UnsafeRawBufferPointer, into batch: inout RecordBatch
    ) throws(Rejection)

    /// Fields or columns of the file so far that the format does not know, and how many records
    /// had each; at most ``Limits/unknownFields`` of them. Empty for formats that do not count.
    var unknownFields: [String: Int] { get }

    /// How many records were looked at for unknown fields; `nil` when all were.
    var sampledRecords: Int? { get }
}

extension RecordReader {
    package var unknownFields: [String: Int] { [:] }
    package var sampledRecords: Int? { nil }
}

/// Behind which record of a file a reader made anew gives what one that read all of it gives.
package enum Resumption: Sendable, Hashable {
    /// None: what a record means depends on those before it.
    case atStart
    /// Any, if it is told the first row of the file as `header`, whatever that row is.
    case withFirstRow
    /// Any: each record stands for itself, or with the header row.
    case anywhere
}

/// How a format is cut into records.
package enum Framing: Sendable, Hashable {
    /// One record a line; a trailing CR belongs to the separator.
    case lines
    /// RFC 4180 rows: a newline inside quotes belongs to the row.
    case csv(hasHeader: Bool)
    /// The same with another delimiter or quote.
    case delimited(Dialect)
    /// NDJSON, one array, or an object holding the records under one of these keys, as an array or
    /// as an object keyed by id. Told apart by the first bytes of the file.
    case json(envelopeKeys: [String])
    /// JSON without envelopes, where an object may also hold records in an array under this key, as
    /// the body of a request does. Each reaches the reader in a body of its own: the object as it
    /// was delivered, without the other records.
    case bodies(key: String)
    /// CSV with a header row, or JSON objects with the same names: told apart by the first byte of
    /// the file, see ``resolved(for:)``. The reader gets no header for JSON.
    case table

    /// How rows are written; `nil` for what is no table.
    package var dialect: Dialect? {
        switch self {
        case .csv(let hasHeader): Dialect(hasHeader: hasHeader)
        case .table: Dialect()
        case .delimited(let dialect): dialect
        case .lines, .json, .bodies: nil
        }
    }

    /// Whether records are JSON values.
    package var isJSON: Bool {
        switch self {
        case .json, .bodies: true
        case .lines, .csv, .delimited, .table: false
        }
    }

    /// Whether the first row of every such file holds names.
    package var hasHeader: Bool {
        if case .table = self { return false }
        return dialect?.hasHeader ?? false
    }

    /// This framing, or the one of the two that a table's file has.
    package func resolved(for head: FileHead) -> Framing {
        guard self == .table else { return self }
        let first = head.bytes.dropFirst(head.bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0)
            .first { $0 > 0x20 }
        let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        return isJSON ? .json(envelopeKeys: []) : .csv(hasHeader: true)
    }
}

/// How a file of rows is written.
package struct Dialect: Sendable, Hashable {
    package var delimiter: UInt8
    /// `nil` where quotes are ordinary characters.
    package var quote: UInt8?
    package var hasHeader: Bool

    package init(
        delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8? = UInt8(ascii: "\""),
        hasHeader: Bool = true
    ) {
        self.delimiter = delimiter
        self.quote = quote
        self.hasHeader = hasHeader
    }
}

/// What `journey connectors` prints.
package struct ConnectorDescription: Sendable {
    package struct Option: Sendable, Hashable {
        package var name: String
        package var meaning: String
        /// Users name a file; the connector gets its text.
        package var isFile: Bool

        package init(_ name: String, _ meaning: String, isFile: Bool = false) {
            self.name = name
            self.meaning = meaning
            self.isFile = isFile
        }
    }

    /// The stable name on the command line and in the database, such as `asterisk-cdr`.
    package var name: String
    package var channel: Channel
    package var framing: Framing
    /// One sentence: which export of which product.
    package var summary: String
    /// What makes a record unique.
    package var key: String
    package var options: [Option]
    /// One record as the source really writes it (with header row for CSV with header).
    package var sample: String
    /// Times carry no offset, so that a zone must be given.
    package var needsTimeZone: Bool
    /// The settings decide what its records are, see ``Connector/channel``.
    package var isOfAnyChannel: Bool
    /// Where reading a file may go on after an interruption, and for logs the next time.
    package var resumption: Resumption

    package init(
        name: String, channel: Channel, framing: Framing, summary: String, key: String,
        options: [Option] = [], sample: String, needsTimeZone: Bool = false,
        resumption: Resumption = .atStart, isOfAnyChannel: Bool = false
    ) {
        self.name = name
        self.channel = channel
        self.framing = framing
        self.summary = summary
        self.key = key
        self.options = options
        self.sample = sample
        self.needsTimeZone = needsTimeZone
        self.resumption = resumption
        self.isOfAnyChannel = isOfAnyChannel
    }
}

/// How sure a connector is that a file is its own.
package enum Recognition: Int, Sendable, Comparable {
    case no = 0
    case possible = 1
    case certain = 2

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The beginning of a file, as detection sees it.
package struct FileHead: Sendable {
    package var fileName: String
    package var bytes: [UInt8]

    package init(fileName: String, bytes: [UInt8]) {
        self.fileName = fileName
        self.bytes = bytes
    }
}

/// A file that is not the format it was said to be.
package struct FormatMismatch: Error, Sendable, Hashable {
    /// What was expected and what was found, in one sentence.
    package var message: String

    package init(_ message: String) { self.message = message }
}

/// A setting that cannot be used (exit 78; an option that is unknown or missing is 64).
package struct SettingError: Error, Sendable, Hashable {
    package var message: String
    package var isUnknownOption: Bool
    /// An option that the connector cannot do without was not given.
    package var isMissingOption: Bool
    /// The connector whose options these are, where the reader of the message needs it.
    package var connector: String?

    package init(
        _ message: String, isUnknownOption: Bool = false, isMissingOption: Bool = false
    ) {
        self.message = message
        self.isUnknownOption = isUnknownOption
        self.isMissingOption = isMissingOption
    }
}
