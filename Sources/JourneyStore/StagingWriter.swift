import JourneyModel
import Postgres

/// Writes a batch into the staging tables by binary COPY, with identifiers hashed on the way.
struct StagingWriter {
    /// Rows staged by the last ``write(_:_:_:_:on:)``.
    struct Counts {
        var webEvents = 0
        var contacts = 0
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
    }

    mutating func write(
        _ batch: RecordBatch, _ range: Range<UInt32>, _ parts: RecordParts, _ pages: PageDictionary,
        on connection: Connection
    ) throws {
        counts = Counts()
        newValues.removeAll(keepingCapacity: true)
        browsers.makeRoom()
        accounts.makeRoom()
        if knownValues.count > Self.rememberedValues {
            knownValues.removeAll(keepingCapacity: true)
        }
        try writeWebEvents(batch, range, pages, on: connection)
        counts.contacts = try writeContacts(batch, range, pages, on: connection)
        counts.legs = try writeLegs(batch, range, on: connection)
        counts.conversions = try writeConversions(batch, range, on: connection)
        counts.customers = try writeCustomers(batch, range, on: connection)
        try writeEvidence(batch, range, parts, on: connection)
        counts.rejects = try writeRejects(batch, range, on: connection)
        try writeValues(on: connection)
    }

    private mutating func writeWebEvents(
        _ batch: RecordBatch, _ range: Range<UInt32>, _ pages: PageDictionary,
        on connection: Connection
    ) throws {
        guard batch.webEvents.contains(where: { range.contains($0.record) }) else { return }
        counts.webEvents = try connection.copyIn(Self.copy("stage_web_event")) { writer in
            try batch.arena.withUnsafeBytes { arena in
                for event in batch.webEvents where range.contains(event.record) {
                    let row = WebEventRow(
                        event, line: batch.places[Int(event.record)].line, arena: arena)
                    try write(row, pages, into: &writer)
                }
            }
        }
    }

    private mutating func write(
        _ row: WebEventRow, _ pages: PageDictionary, into writer: inout CopyWriter
    ) throws {
        let event = row.event
        let eventKey = keys.key(row.bytes(event.id))
        let account = event.account.isEmpty ? nil : self.account(row.bytes(event.account))
        let browser = event.browser.isEmpty ? nil : self.browser(row.bytes(event.browser))
        let page = event.url.isEmpty ? nil : pages[row.bytes(event.url)]
        let referrer = event.referrer.isEmpty ? nil : pages[row.bytes(event.referrer)]
        try writer.row(fields: 18)
        writer.int32(Int32(event.record))
        writer.key(eventKey)
        writer.timestamp(event.occurredAt.microseconds)
        // Without browser and account an event stands for itself.
        writer.key(browser ?? account ?? eventKey)
        writer.key(account)
        writer.int32(page?.page)
        writer.int32(referrer?.page)
        writer.int16(event.kind.rawValue)
        writer.int16(event.device.rawValue)
        writer.bool(event.isBot)
        writer.bool(browser == nil)
        writer.bool(event.isPhoneClick)
        writer.int64(row.line)
        writer.text(row.bytes(event.id))
        writer.text(nonEmpty: row.bytes(event.name))
        writer.text(nonEmpty: row.bytes(event.session))
        writer.text(nonEmpty: row.bytes(event.campaign))
        if event.language.isEmpty {
            writer.text(page?.language)
        } else {
            writer.text(row.bytes(event.language))
        }
    }

    private mutating func browser(_ id: UnsafeRawBufferPointer) -> Key128 {
        if let key = browsers[id] { return key }
        let isShared = id.withMemoryRebound(to: UInt8.self, isSharedBrowserID)
        let key =
            isShared
            ? hasher.key(.browser, id) : hasher.key(.visitor, space: source, id)
        browsers.set(id, key)
        return key
    }

    private mutating func account(_ login: UnsafeRawBufferPointer) -> Key128 {
        let kind: IdentifierKind =
            login.withMemoryRebound(to: UInt8.self, isAddress) ? .email : .account
        let key = accounts[login] ?? hasher.key(kind, login)
        accounts.set(login, key)
        remember(key) { Identifier(kind, normalized: String(decoding: login, as: UTF8.self)) }
        return key
    }

    /// Notes the plain value of an identifier unless this was done before.
    private mutating func remember(_ key: Key128, _ identifier: () -> Identifier) {
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
    private static func isKept(_ kind: IdentifierKind) -> Bool {
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

/// A web event and the arena that its texts lie in.
private struct WebEventRow {
    let event: WebEvent
    let line: Int64
    private let arena: UnsafeRawBufferPointer

    init(_ event: WebEvent, line: Int64, arena: UnsafeRawBufferPointer) {
        self.event = event
        self.line = line
        self.arena = arena
    }

    func bytes(_ text: RecordBatch.Text) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            rebasing: arena[Int(text.offset)..<Int(text.offset) + Int(text.count)])
    }
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
