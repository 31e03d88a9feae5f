import JourneyModel
import Postgres

/// Writes a batch into the staging tables by binary COPY, with identifiers hashed on the way.
struct StagingWriter {
    /// Rows staged by the last ``write(_:_:_:_:on:)``.
    struct Counts {
        var contacts = 0
        var chatPages = 0
        var legs = 0
        var conversions = 0
        var customers = 0
        var evidence = 0
        var loneEvidence = 0
        var identifierValues = 0
        var rejects = 0
    }

    /// Identifiers whose plain value was passed on already and need not be again.
    private static let rememberedValues = 1_000_000
    private static let rememberedBrowsers = 300_000

    private(set) var counts = Counts()
    /// Feeds staged by it, each once.
    private(set) var feeds: [Feed] = []

    let source: String
    let keys: RecordKeys
    let hasher: KeyedHasher
    let isSharedBrowserID: @Sendable (UnsafeBufferPointer<UInt8>) -> Bool
    let isAddress: @Sendable (UnsafeBufferPointer<UInt8>) -> Bool
    private var browsers = ByteTable<Key128>(limit: rememberedBrowsers)
    private var accounts = ByteTable<Key128>(limit: rememberedBrowsers)
    private var knownValues: Set<Key128> = []
    private var newValues: [(key: Key128, identifier: Identifier)] = []

    init(_ configuration: BatchLoader.Configuration) {
        source = configuration.source.name
        keys = RecordKeys(source: configuration.source.name)
        hasher = KeyedHasher(key: configuration.key.bytes)
        isSharedBrowserID = configuration.isSharedBrowserID
        isAddress = configuration.isAddress
    }

    /// Must follow a roll-back.
    mutating func forget() {
        knownValues.removeAll()
        newValues.removeAll()
        accounts.removeAll()
    }

    /// Must precede everything that is written of a batch.
    mutating func begin() {
        counts = Counts()
        newValues.removeAll(keepingCapacity: true)
        browsers.makeRoom()
        accounts.makeRoom()
        if knownValues.count > Self.rememberedValues {
            knownValues.removeAll(keepingCapacity: true)
        }
    }

    /// All but web events, which go straight to their table.
    mutating func write(
        _ batch: RecordBatch, _ range: Range<UInt32>, _ parts: RecordParts, _ pages: PageDictionary,
        on connection: Connection
    ) throws {
        counts.contacts = try writeContacts(batch, range, pages, on: connection)
        counts.chatPages = try writeChatPages(batch, range, pages, on: connection)
        counts.legs = try writeLegs(batch, range, on: connection)
        counts.conversions = try writeConversions(batch, range, on: connection)
        counts.customers = try writeCustomers(batch, range, on: connection)
        feeds = try writeFeeds(batch, range, pages, on: connection)
        try writeEvidence(batch, range, parts, on: connection)
        counts.rejects = try writeRejects(batch, range, on: connection)
        try writeValues(on: connection)
    }

    mutating func browser(_ id: UnsafeRawBufferPointer) -> Key128 {
        if let key = browsers[id] { return key }
        let isShared = id.withMemoryRebound(to: UInt8.self, isSharedBrowserID)
        let key =
            isShared
            ? hasher.key(.browser, id) : hasher.key(.visitor, space: source, id)
        browsers.set(id, key)
        return key
    }

    mutating func account(_ login: UnsafeRawBufferPointer) -> Key128 {
        if let key = accounts[login] { return key }
        let kind: IdentifierKind =
            login.withMemoryRebound(to: UInt8.self, isAddress) ? .email : .account
        let key = hasher.key(kind, login)
        accounts.set(login, key)
        remember(key) { Identifier(kind, normalized: String(decoding: login, as: UTF8.self)) }
        return key
    }

    /// Notes the plain value of an identifier unless this was done before.
    mutating func remember(_ key: Key128, _ identifier: () -> Identifier) {
        if knownValues.insert(key).inserted { newValues.append((key, identifier())) }
    }

    private mutating func writeEvidence(
        _ batch: RecordBatch, _ range: Range<UInt32>, _ parts: RecordParts,
        on connection: Connection
    ) throws {
        guard batch.evidence.contains(where: { range.contains($0.record) }) else { return }
        counts.evidence = try connection.copyIn(Self.copy("stage_evidence")) { writer in
            for evidence in batch.evidence where range.contains(evidence.record) {
                let key = hasher.key(evidence.identifier)
                if Self.isKept(evidence.identifier.kind) { remember(key) { evidence.identifier } }
                let isAlone = parts.isAlone(evidence.record)
                if isAlone { counts.loneEvidence += 1 }
                try write(
                    evidence, key, line: batch.places[Int(evidence.record)].line,
                    isAlone: isAlone, into: &writer)
            }
        }
    }

    private func write(
        _ evidence: Evidence, _ identifier: Key128, line: Int64, isAlone: Bool,
        into writer: inout CopyWriter
    ) throws {
        let record: Key128
        let touchpoint: Key128
        var isOnWebEvent = false
        switch evidence.subject {
        case .webEvent(let id):
            record = keys.key(id)
            touchpoint = record
            isOnWebEvent = true
        case .contact(let id), .conversion(let id), .customer(let id):
            record = keys.key(id)
            touchpoint = record
        case .leg(let call, let leg):
            record = keys.leg(call: call, leg: leg)
            touchpoint = keys.key(call)
        }
        try writer.row(fields: 12)
        writer.int32(Int32(evidence.record))
        writer.key(record)
        writer.key(identifier)
        writer.int16(evidence.role.rawValue)
        writer.key(touchpoint)
        writer.bool(isOnWebEvent)
        writer.int16(evidence.identifier.kind.rawValue)
        writer.int16(evidence.ordinal)
        writer.timestamp(evidence.seenAt?.microseconds)
        writer.timestamp(evidence.validTo?.microseconds)
        writer.int64(line)
        writer.bool(isAlone)
    }

    /// Kinds whose plain value is kept, so that a person can be looked up by it.
    static func isKept(_ kind: IdentifierKind) -> Bool {
        switch kind {
        case .account, .email, .phone, .order: true
        case .browser, .visitor, .reference, .name, .contact: false
        }
    }

    private mutating func writeValues(on connection: Connection) throws {
        counts.identifierValues = newValues.count
        if newValues.isEmpty { return }
        try connection.copyIn(Self.copy("stage_identifier_value")) { writer in
            for (key, identifier) in newValues {
                try writer.row(fields: 3)
                writer.key(key)
                writer.int16(identifier.kind.rawValue)
                writer.text(identifier.value)
            }
        }
    }

    static func copy(_ table: String) -> String { "copy \(table) from stdin with (format binary)" }
}

extension CopyWriter {
    mutating func key(_ key: Key128) { uuid(high: key.high, low: key.low) }

    mutating func key(_ key: Key128?) {
        if let key { self.key(key) } else { null() }
    }

    mutating func int32(_ value: Int32?) {
        if let value { int32(value) } else { null() }
    }

    mutating func int16(_ value: Int16?) {
        if let value { int16(value) } else { null() }
    }

    mutating func text(nonEmpty bytes: UnsafeRawBufferPointer) {
        if bytes.isEmpty { null() } else { text(bytes) }
    }

    /// An empty text says as little as none.
    mutating func text(nonEmpty text: String?) {
        if let text, !text.isEmpty { self.text(text) } else { null() }
    }
}
