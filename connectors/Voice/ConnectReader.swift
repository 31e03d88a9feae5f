import ConnectorKit
import JourneyModel

/// Reads contact records, one object a segment of a contact.
struct ConnectReader: RecordReader {
    let source: String
    let options: ConnectOptions
    let normalizer: IdentifierNormalizer
    private let parser = JSONParser()
    var members = Self.unknownMembers

    /// Seconds of a year: no contact lasts longer.
    private static let longest: Int64 = 31_622_400

    init(source: String, options: ConnectOptions, region: String?) {
        self.source = source
        self.options = options
        normalizer = IdentifierNormalizer(region: region)
    }

    mutating func read(
        _ record: UnsafeRawBufferPointer, into batch: inout RecordBatch
    ) throws(Rejection) {
        let contact = try parser.parse(record)
        guard contact.kind == .object else {
            throw Rejection(.wrongShape, "A contact record must be a JSON object.")
        }
        members.count(in: contact)
        guard let id = Self.text(contact["ContactId"]) else {
            throw Rejection(.missingField, field: "ContactId", "The contact has no id.")
        }
        guard id.utf8.count <= Limits.identifierBytes else {
            throw Rejection(.tooLong, field: "ContactId", "The id is too long to be one.")
        }
        guard let start = try Self.moment(contact["InitiationTimestamp"], "InitiationTimestamp")
        else {
            throw Rejection(
                .missingField, field: "InitiationTimestamp", "The contact has no start time.")
        }
        guard let channel = try Self.channel(contact["Channel"]) else {
            batch.ignored += 1
            return
        }
        let segment = ConnectSegment(contact, id: id, channel: channel)
        if segment.origin == .monitored {
            batch.ignored += 1
            return
        }
        let leg = try leg(of: segment, contact, start: start, index: batch.record)
        batch.legs.append(leg)
        appendEvidence(of: contact, segment, leg, to: &batch)
    }

    /// `nil` for tasks and e-mails, which are no contacts of this program.
    private static func channel(_ value: JSONValue?) throws(Rejection) -> Channel? {
        switch text(value)?.uppercased() {
        case "VOICE": return .voice
        case "CHAT": return .chat
        case "TASK", "EMAIL": return nil
        case nil:
            throw Rejection(.missingField, field: "Channel", "The contact has no channel.")
        default:
            throw Rejection(
                .badValue, field: "Channel", "The channel is not VOICE, CHAT, TASK or EMAIL.")
        }
    }

    private func leg(
        of segment: ConnectSegment, _ contact: JSONValue, start: Timestamp, index: UInt32
    ) throws(Rejection) -> ContactLeg {
        let agent = contact["Agent"]
        let queue = contact["Queue"]
        let connected = try Self.moment(
            agent?["ConnectedToAgentTimestamp"], "Agent.ConnectedToAgentTimestamp")
        let reached = try Self.moment(
            contact["ConnectedToSystemTimestamp"], "ConnectedToSystemTimestamp")
        let enqueued = try Self.moment(queue?["EnqueueTimestamp"], "Queue.EnqueueTimestamp")
        let end = try Self.moment(contact["DisconnectTimestamp"], "DisconnectTimestamp")
        let outcome = segment.outcome(
            hasAgent: connected != nil, hasQueue: enqueued != nil, isReached: reached != nil,
            hasEnded: end != nil)
        var leg = ContactLeg(
            record: index, callID: segment.contactID, legID: segment.id,
            direction: segment.direction, startedAt: start, outcome: outcome)
        leg.channel = segment.channel
        leg.channelID = segment.id
        leg.follows = segment.follows
        leg.version = try Self.moment(contact["LastUpdateTimestamp"], "LastUpdateTimestamp")
        leg.endedAt = end.map { max(start, $0) }
        leg.chainID = segment.chainID
        leg.isTransfer = segment.isTransfer
        leg.isDropped = outcome == .handled && segment.isDropped
        leg.queue = Self.text(queue?["Name"])
        leg.agent = Self.text(agent?["Username"])
        if outcome == .handled, let connected {
            let reached = segment.origin == .outbound ? reached ?? connected : connected
            leg.answeredAt = max(start, connected, reached)
            leg.talkMs = try Self.milliseconds(
                agent?["AgentInteractionDuration"], "Agent.AgentInteractionDuration")
            leg.holdMs = try Self.milliseconds(
                agent?["CustomerHoldDuration"], "Agent.CustomerHoldDuration")
            leg.wrapMs = try Self.milliseconds(
                agent?["AfterContactWorkDuration"], "Agent.AfterContactWorkDuration")
        }
        if segment.origin != .outbound {
            leg.waitMs = try wait(from: enqueued, to: connected ?? end, queue)
        }
        fillTransfer(&leg, contact, segment)
        fillChat(&leg, contact["ChatMetrics"])
        return leg
    }

    /// The queue's own length is the time to the offer; the customer waits until the agent is there.
    private func wait(
        from enqueued: Timestamp?, to left: Timestamp?, _ queue: JSONValue?
    ) throws(Rejection) -> Int64? {
        let stated = try Self.milliseconds(queue?["Duration"], "Queue.Duration")
        guard let enqueued else { return nil }
        guard let left, left >= enqueued else { return stated }
        return (left - enqueued) / 1_000
    }

    /// Passed on to a place that makes no segment of its own; a number of the outside is personal.
    private func fillTransfer(
        _ leg: inout ContactLeg, _ contact: JSONValue, _ segment: ConnectSegment
    ) {
        guard let target = contact["TransferredToEndpoint"] else { return }
        let type = Self.text(target["Type"])?.uppercased()
        if !segment.hasNext, Self.text(contact["TransferCompletedTimestamp"]) != nil {
            leg.isTransfer = true
        }
        if let address = Self.text(target["Address"]), type != "TELEPHONE_NUMBER",
            normalizer.phone(address).e164 == nil
        {
            leg.transferredTo = address
        }
    }

    private func fillChat(_ leg: inout ContactLeg, _ metrics: JSONValue?) {
        guard leg.channel == .chat, let metrics else { return }
        let sides = [metrics["AgentMetrics"], metrics["CustomerMetrics"]]
        leg.lastHumanAt = sides.compactMap { side in
            Self.text(side?["LastMessageTimestamp"]).flatMap { TimeParser.rfc3339($0) }
        }.max()
        let first = metrics["ChatContactMetrics", "AgentFirstResponseTimeInMillis"]?.int
        if let first, first >= 0 { leg.firstResponseMs = first }
    }
}

extension ConnectReader {
    /// A text that says something.
    static func text(_ value: JSONValue?) -> String? {
        guard let text = value?.text?.trimmingBlanks(), !text.isEmpty else { return nil }
        return text
    }

    /// A time in UTC; none where the record says null, nothing or the beginning of time.
    private static func moment(
        _ value: JSONValue?, _ field: String
    ) throws(Rejection) -> Timestamp? {
        guard let text = text(value) else { return nil }
        guard let moment = TimeParser.rfc3339(text) else {
            throw Rejection(
                .badTime, field: field, "The time is not YYYY-MM-DDThh:mm:ssZ; correct the export.")
        }
        return TimeParser.isPlausible(moment) ? moment : nil
    }

    /// Whole seconds as milliseconds.
    private static func milliseconds(
        _ value: JSONValue?, _ field: String
    ) throws(Rejection) -> Int64? {
        guard let value, text(value) != nil else { return nil }
        guard let seconds = value.int, (0...longest).contains(seconds) else {
            throw Rejection(
                .badNumber, field: field, "The length is not a number of seconds.")
        }
        return seconds * 1_000
    }
}
