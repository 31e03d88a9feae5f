import JourneyModel

/// How the records of a source become records of ours.
struct Mapping: Sendable {
    /// A value and the words it may have.
    struct Condition: Sendable {
        var slot: Int
        var words: Set<String>
    }

    struct IdentifierRule: Sendable {
        var kind: IdentifierKind
        var role: EvidenceRole
        var rule: FieldRule
        /// Holds for contacts of this direction only.
        var direction: Direction?
        /// Holds for records that all of these fit.
        var conditions: [Condition] = []
    }

    /// The messages of a chat, in an array of the record.
    struct TurnRule: Sendable {
        var path: FieldPath
        var paths: [FieldPath]
        var fields: [String: FieldRule]
        var only: [Condition]
        var skip: [Condition]
    }

    var kind: RecordKind
    /// The places of values; rules name them by their index.
    var paths: [FieldPath] = []
    var fields: [String: FieldRule] = [:]
    var identifiers: [IdentifierRule] = []
    var turns: TurnRule?
    /// Records that any of these does not fit are ignored.
    var only: [Condition] = []
    /// Records that one of these fits are ignored.
    var skip: [Condition] = []
    var timeZone: String?
    /// Words for nothing, folded.
    var emptyWords: Set<String> = []
    /// The company's own numbers, which are never a customer's.
    var ownNumbers: [String] = []
    /// Whether numbers and addresses are looked for in what customers write.
    var readsMessages = true

    /// The members of the record that are read, or that hold something that is.
    var members: [String] { (paths + [turns?.path].compactMap { $0 }).map(\.column) }

    /// Every rule with the slots of the record itself.
    var rules: [FieldRule] { Array(fields.values) + identifiers.map(\.rule) }
}

/// A mapping file.
struct MappingFile: Sendable {
    enum Format: String, Sendable, CaseIterable {
        case csv, tsv, ndjson, json

        var isTable: Bool { self == .csv || self == .tsv }
    }

    var format = Format.csv
    var delimiter: UInt8?
    var quote: UInt8?
    var hasQuote = true
    /// Names of columns where the file has no header row.
    var columns: [String]?
    /// Members of an enveloping object that hold the records.
    var envelope: [String] = []
    /// The one mapping of a file; `nil` where streams have their own.
    var mapping: Mapping?
    /// Mappings by stream; `nil` for a stream that is passed over in silence.
    var streams: [String: Mapping?] = [:]
}
