import ConnectorKit
import JourneyModel

/// Reads events without making a string of any field that has its place in the batch's arena.
struct SegmentReader: RecordReader {
    static let kinds: [String: WebEvent.Kind] = [
        "page": .page, "screen": .page, "track": .track, "identify": .identify, "alias": .alias,
        "group": .group,
    ]

    /// Members of a request body that its event inherits.
    struct Inherited {
        var context: JSONValue?
        var sentAt: JSONValue?
        var receivedAt: JSONValue?
        var isOfBody = false

        static var nothing: Inherited { Inherited() }
    }

    let identity: WebIdentity
    let parser = JSONParser()
    let agents: UserAgentCache
    var root = JSONFields(Root.names)
    var context = JSONFields(Context.names)
    var inheritedContext = JSONFields(Context.names)
    var properties = JSONFields(Properties.names)
    var page = JSONFields(Page.names)
    var members = Self.unknownMembers

    init(identity: WebIdentity, bots: BotList) {
        self.identity = identity
        agents = UserAgentCache(bots: bots)
    }

    mutating func read(
        _ record: UnsafeRawBufferPointer, into batch: inout RecordBatch
    ) throws(Rejection) {
        let event = try parser.parse(record)
        guard event.kind == .object else {
            throw Rejection(.wrongShape, "The record is not a JSON object.")
        }
        members.count(in: event)
        let before = BatchMark(batch)
        do {
            root.load(event)
            if let events = root[Root.batch], events.kind == .array {
                try readBody(events, of: record, into: &batch)
            } else {
                try append(event: .nothing, of: record, into: &batch)
            }
        } catch {
            before.restore(&batch)
            throw error
        }
    }

    /// Reads the event of a request body, which has one unless the body could not be parted.
    private mutating func readBody(
        _ events: JSONValue, of record: UnsafeRawBufferPointer, into batch: inout RecordBatch
    ) throws(Rejection) {
        var count = 0
        var only: JSONValue?
        events.forEachElement { event in
            count += 1
            only = event
        }
        guard count <= 1 else {
            throw Rejection(
                .tooLong, field: "batch",
                "The body holds more than \(Limits.bodyRecords) events, or more than"
                    + " \(Limits.bodyFrameBytes) bytes beside them; send it in parts.")
        }
        guard let only else {
            batch.ignored += 1
            return
        }
        guard only.kind == .object else {
            throw Rejection(.wrongShape, field: "batch", "The batch holds a non-object.")
        }
        let inherited = Inherited(
            context: root[Root.context], sentAt: root[Root.sentAt],
            receivedAt: root[Root.receivedAt], isOfBody: true)
        members.count(in: only)
        root.load(only)
        try append(event: inherited, of: record, into: &batch)
    }

    /// Appends the event whose members ``root`` holds.
    private mutating func append(
        event inherited: Inherited, of record: UnsafeRawBufferPointer,
        into batch: inout RecordBatch
    ) throws(Rejection) {
        let kind = try kind()
        guard Self.isStated(root[Root.userId]) || Self.isStated(root[Root.anonymousId]) else {
            throw Rejection(
                .missingField, field: "userId, anonymousId",
                "The event has neither userId nor anonymousId; send at least one.")
        }
        let occurredAt = try occurredAt(inherited)
        context.load(root[Root.context])
        inheritedContext.load(inherited.context)
        properties.load(root[Root.properties])
        page.load(inContext(Context.page))

        let id = try appendID(of: record, inherited, to: &batch)
        var event = WebEvent(
            record: batch.record, kind: kind, id: id, occurredAt: occurredAt)
        try appendPage(to: &event, &batch)
        if kind == .track {
            guard let name = root[Root.event]?.nonEmpty else {
                throw Rejection(.missingField, field: "event", "A track has no event name.")
            }
            event.name = try batch.append(text: name, field: "event")
            event.isPhoneClick = PhoneClick.isOne(name: name.utf8, link: link?.utf8)
        }
        event.session = try batch.append(
            text: inContext(Context.sessionId)?.nonEmpty, field: "sessionId")
        event.language = try batch.append(
            text: inContext(Context.locale)?.nonEmpty, field: "locale")
        event.browser = appendBrowser(to: &batch)
        let login = appendAccount(to: &event, &batch)
        let agent = agents.classify(inContext(Context.userAgent)?.utf8)
        event.device = agent.device == .unknown ? deviceOfType : agent.device
        event.isBot = agent.isBot
        batch.webEvents.append(event)
        appendEvidence(of: event, login: login, to: &batch)
    }

    /// A member of the event's context, else of the body's.
    func inContext(_ field: Int) -> JSONValue? { context[field] ?? inheritedContext[field] }

    /// Placeholders count: they name nobody, but the event says so itself.
    private static func isStated(_ value: JSONValue?) -> Bool {
        guard let value else { return false }
        return value.utf8.map { !ByteText.trimmed($0).isEmpty } ?? true
    }

    private func kind() throws(Rejection) -> WebEvent.Kind {
        if let type = root[Root.type]?.nonEmpty {
            if let kind = type.utf8.flatMap(Self.kind) { return kind }
            throw Rejection(
                .badValue, field: "type",
                "The type is none of page, screen, track, identify, alias, group.")
        }
        if root[Root.event] != nil { return .track }
        if root[Root.previousId] != nil { return .alias }
        if root[Root.groupId] != nil { return .group }
        if root[Root.traits] != nil { return .identify }
        if root[Root.properties] != nil || root[Root.name] != nil { return .page }
        throw Rejection(.missingField, field: "type", "The event has no type.")
    }

    private static func kind(_ bytes: ByteText.Bytes) -> WebEvent.Kind? {
        if ByteText.equalIgnoringCase(bytes, "page") { return .page }
        if ByteText.equalIgnoringCase(bytes, "track") { return .track }
        if ByteText.equalIgnoringCase(bytes, "identify") { return .identify }
        return kinds[String(decoding: bytes, as: UTF8.self).lowercased()]
    }

    /// The device class that a mobile library states.
    private var deviceOfType: Device {
        guard let type = inContext(Context.device)?["type"]?.utf8 else { return .unknown }
        if ByteText.equalIgnoringCase(type, "tablet") { return .tablet }
        for name: StaticString in ["ios", "android", "mobile"]
        where ByteText.equalIgnoringCase(type, name) {
            return .mobile
        }
        return ByteText.equalIgnoringCase(type, "desktop") ? .desktop : .unknown
    }
}
