import ConnectorKit
import JourneyModel

/// Reads enriched events; JSON columns only where the event's kind says that something is in them.
struct SnowplowReader: RecordReader {
    typealias Bytes = UnsafeBufferPointer<UInt8>
    typealias Column = SnowplowColumn

    let identity: WebIdentity
    let choices: Snowplow.Choices
    let agents: UserAgentCache
    let parser = JSONParser()
    var row = PlainRow()

    init(identity: WebIdentity, bots: BotList, choices: Snowplow.Choices) {
        self.identity = identity
        self.choices = choices
        agents = UserAgentCache(bots: bots)
    }

    mutating func read(
        _ record: UnsafeRawBufferPointer, into batch: inout RecordBatch
    ) throws(Rejection) {
        try row.split(record, at: UInt8(ascii: "\t"))
        guard row.count == Column.count else {
            throw Rejection(
                .fieldCount,
                "The row has \(row.count) columns, an enriched event has \(Column.count); export"
                    + " the enriched events of the current pipeline, without header and unchanged.")
        }
        let kind = try SnowplowKind(
            event: ByteText.trimmed(row[Column.event]),
            name: ByteText.trimmed(row[Column.eventName]))
        let occurredAt = try occurredAt()
        if kind == .pagePing, !choices.keepsPagePings {
            batch.ignored += 1
            return
        }
        let before = BatchMark(batch)
        do {
            try append(kind, at: occurredAt, to: &batch)
        } catch {
            before.restore(&batch)
            throw error
        }
    }

    private func append(
        _ kind: SnowplowKind, at occurredAt: Timestamp, to batch: inout RecordBatch
    ) throws(Rejection) {
        var event = WebEvent(
            record: batch.record, kind: kind.isPage ? .page : .track,
            id: try appendID(to: &batch), occurredAt: occurredAt)
        try appendPage(to: &event, &batch)
        if !kind.isPage { event.name = try appendName(kind, to: &batch) }
        event.language = try append(Column.language, "br_lang", to: &batch)
        event.browser = identity.append(browser: row[Column.domainUserID], to: &batch)
        event.session = try append(Column.domainSessionID, "domain_sessionid", to: &batch)
        var found: [Identifier] = []
        if let login = value(Column.userID).flatMap({
            identity.append(account: $0, to: &event, &batch)
        }) {
            found.append(login)
        }
        appendDevice(to: &event)
        try appendSelfDescribing(kind, to: &event, &found, &batch)
        if event.browser.isEmpty {
            event.browser = identity.append(browser: row[Column.networkUserID], to: &batch)
        }
        batch.webEvents.append(event)
        try appendEvidence(of: event, found, to: &batch)
        if kind == .transaction, choices.makesConversions {
            try appendConversion(of: event, to: &batch)
        }
    }

    private func append(
        _ column: Int, _ field: String, to batch: inout RecordBatch
    ) throws(Rejection) -> RecordBatch.Text {
        guard let bytes = value(column) else { return .empty }
        guard bytes.count <= Limits.valueBytes else { throw .tooLong(field) }
        return batch.append(cleaning: bytes)
    }

    static var nothing: Bytes { Bytes(start: nil, count: 0) }

    /// A column that says something.
    func value(_ place: Int) -> Bytes? {
        let bytes = ByteText.trimmed(row[place])
        if bytes.isEmpty { return nil }
        return bytes.count == 4 && ByteText.equalIgnoringCase(bytes, "null") ? nil : bytes
    }
}

/// What an enriched event tells of.
enum SnowplowKind: Sendable, Hashable {
    case pageView, screenView, pagePing, structured, selfDescribing, transaction, transactionItem

    init(event: UnsafeBufferPointer<UInt8>, name: UnsafeBufferPointer<UInt8>) throws(Rejection) {
        if ByteText.equal(event, "page_view") {
            self = .pageView
        } else if ByteText.equal(event, "page_ping") {
            self = .pagePing
        } else if ByteText.equal(event, "struct") {
            self = .structured
        } else if ByteText.equal(event, "unstruct") {
            self = ByteText.equal(name, "screen_view") ? .screenView : .selfDescribing
        } else if ByteText.equal(event, "transaction") {
            self = .transaction
        } else if ByteText.equal(event, "transaction_item") {
            self = .transactionItem
        } else if event.isEmpty {
            throw Rejection(.missingField, field: "event", "The event has no type in column 6.")
        } else {
            throw Rejection(
                .badValue, field: "event",
                "Column 6 is none of page_view, page_ping, struct, unstruct, transaction,"
                    + " transaction_item.")
        }
    }

    var isPage: Bool { self == .pageView || self == .screenView }
}
