import ConnectorKit
import JourneyModel

/// Chats, and calls that the source reports as a whole.
extension RecordBuilder {
    func appendContact(
        _ fields: MappedFields, _ input: Input, to batch: inout RecordBatch
    ) throws(Rejection) {
        guard let start = try fields.moment("started_at") else { throw Self.noStart }
        let isCall = mapping.kind == .call
        var contact = Contact(
            record: batch.record, channel: mapping.kind.channel, id: try id(fields, input),
            startedAt: start, outcome: .handled)
        contact.version = try fields.moment("updated_at")
        contact.direction =
            try fields.word("direction").flatMap { Direction(rawValue: $0) }
            ?? (isCall ? .unknown : .inbound)
        contact.initiatedBy =
            try fields.word("initiated_by").flatMap { InitiatedBy(rawValue: $0) } ?? .customer
        try fillDetails(&contact, fields)
        contact.turns = try turns(input.turns)
        try fillTimes(&contact, fields)
        contact.outcome =
            try fields.word("outcome").flatMap { Outcome(rawValue: $0) } ?? outcome(of: contact)
        fillMeasures(&contact)
        let isNamed = try fields.text("id") != nil
        batch.contacts.append(contact)
        appendEvidence(of: contact, isNamed: isNamed, input.values, to: &batch)
    }

    private static let noStart = Rejection(
        .missingField, field: "started_at", "The record says no time at which it began.")

    private func fillDetails(
        _ contact: inout Contact, _ fields: MappedFields
    ) throws(Rejection) {
        contact.isDropped = try fields.flag("dropped")
        contact.isBot = try fields.flag("bot")
        contact.queue = try fields.text("queue")
        contact.agent = try fields.text("agent")
        contact.brand = try fields.text("brand")
        contact.tags = try fields.text("tags")
        contact.chainID = try fields.text("chain_id")
        contact.transferredTo = try fields.text("transferred_to")
        contact.transfers = Int16(clamping: try fields.whole("transfers") ?? 0)
        contact.askedToCall = try fields.flag("asked_to_call")
        contact.pageURL = try fields.text("page").map { cleaned($0) }
        contact.device = try fields.word("device").flatMap { RecordKind.devices[$0] } ?? .unknown
        contact.language = try fields.text("language")
        contact.csat = try fields.word("rating").map { $0 == "good" ? 1 : 0 }
    }

    private func fillTimes(
        _ contact: inout Contact, _ fields: MappedFields
    ) throws(Rejection) {
        contact.answeredAt = try fields.moment("answered_at")
        contact.lastHumanAt = try fields.moment("last_human_at")
        contact.waitMs = try fields.duration("wait")
        contact.firstResponseMs = try fields.duration("first_response")
        contact.talkMs = try fields.duration("talk")
        contact.holdMs = try fields.duration("hold")
        contact.wrapMs = try fields.duration("wrap")
        contact.handleMs = try fields.duration("handle")
        contact.endedAt = try end(fields, from: contact.startedAt) ?? contact.turns.last?.at
        if let end = contact.endedAt { contact.endedAt = max(contact.startedAt, end) }
    }

    /// The end as stated, else by the duration.
    func end(_ fields: MappedFields, from start: Timestamp) throws(Rejection) -> Timestamp? {
        if let end = try fields.moment("ended_at") { return end }
        return try fields.duration("duration").map { start.adding(milliseconds: $0) }
    }

    /// The outcome that the other fields tell.
    private func outcome(of contact: Contact) -> Outcome {
        if mapping.turns != nil {
            let authors = Set(contact.turns.map(\.author))
            if authors.contains(.agent) { return .handled }
            if contact.initiatedBy != .customer, !authors.contains(.customer) {
                return .inviteIgnored
            }
            return authors.contains(.bot) && authors.contains(.customer) ? .botContained : .missed
        }
        return outcome(
            isAnswered: contact.answeredAt != nil || (contact.talkMs ?? 0) > 0,
            direction: contact.direction)
    }

    /// Of a record without turns: unanswered only where the mapping reads what an answer leaves.
    func outcome(isAnswered: Bool, direction: Direction) -> Outcome {
        let saysWhetherAnswered = ["answered_at", "talk"].contains { mapping.fields[$0] != nil }
        if isAnswered || !saysWhetherAnswered { return .handled }
        return direction == .outbound ? .failed : .missed
    }

    /// What follows from turns and times, where the source does not state it.
    private func fillMeasures(_ contact: inout Contact) {
        let agent = contact.turns.first { $0.author == .agent }
        let isHandled = contact.outcome == .handled
        if isHandled, contact.answeredAt == nil {
            contact.answeredAt =
                agent?.at ?? contact.waitMs.map { contact.startedAt.adding(milliseconds: $0) }
        }
        if let answer = contact.answeredAt, contact.waitMs == nil {
            contact.waitMs = max(0, (answer - contact.startedAt) / 1_000)
        }
        if contact.lastHumanAt == nil {
            contact.lastHumanAt =
                contact.turns.last { $0.author == .customer || $0.author == .agent }?.at
        }
        if contact.agent == nil { contact.agent = contact.turns.last { $0.agent != nil }?.agent }
        if contact.firstResponseMs == nil,
            let asked = contact.turns.first(where: { $0.author == .customer }),
            let reply = contact.turns.first(where: { $0.author == .agent && $0.at >= asked.at })
        {
            contact.firstResponseMs = (reply.at - asked.at) / 1_000
        }
    }

    /// The messages in the order of their times.
    private func turns(_ list: JSONValue?) throws(Rejection) -> [ChatTurn] {
        guard let rule = mapping.turns, let list else { return [] }
        guard list.kind == .array else {
            throw Rejection(
                .wrongShape, field: rule.path.text, "\(rule.path.text) is no list of messages.")
        }
        var turns: [ChatTurn] = []
        var failure: Rejection?
        list.forEachElement { element in
            guard failure == nil else { return }
            do throws(Rejection) {
                if let turn = try turn(element, rule) { turns.append(turn) }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return turns.enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }

    /// `nil` for an event that is no message.
    private func turn(
        _ element: JSONValue, _ rule: Mapping.TurnRule
    ) throws(Rejection) -> ChatTurn? {
        let values = try RecordValues.of(element, rule.paths, emptyWords: mapping.emptyWords)
        guard rule.only.allSatisfy({ $0.fits(values) }),
            !rule.skip.contains(where: { $0.fits(values) })
        else { return nil }
        let fields = MappedFields(
            rules: rule.fields, types: RecordKind.ofTurn, required: ["at", "author"],
            values: values, clock: clock)
        guard let text = try fields.text("text"), let at = try fields.moment("at"),
            let author = try fields.word("author").flatMap({ RecordKind.authors[$0] })
        else { return nil }
        let agent = author == .agent ? try fields.text("agent") : nil
        return ChatTurn(at: at, author: author, agent: agent, text: text)
    }

    private func appendEvidence(
        of contact: Contact, isNamed: Bool, _ values: [String?], to batch: inout RecordBatch
    ) {
        let subject = Evidence.Subject.contact(id: contact.id)
        var stated = identifiers(values, direction: contact.direction)
        // Web events and calls may quote the id that the chat tool gave it.
        if contact.channel == .chat, isNamed {
            stated.append((Identifier(.contact, normalized: contact.id), .issued))
        }
        append(stated, of: subject, seenAt: contact.startedAt, to: &batch)
        guard mapping.readsMessages else { return }
        var ordinal = Int16(clamping: stated.count)
        var seen: Set<Identifier> = []
        for turn in contact.turns where turn.author == .customer {
            for identifier in typed(turn.text)
            where seen.insert(identifier).inserted && ordinal < .max {
                batch.evidence.append(
                    Evidence(
                        record: contact.record, subject: subject, identifier: identifier,
                        role: .typed, ordinal: ordinal, seenAt: turn.at))
                ordinal += 1
            }
        }
    }

    /// Numbers and addresses that a customer typed; a masked text is not read at all.
    private func typed(_ message: String) -> [Identifier] {
        if message.contains("***") || message.contains("###") { return [] }
        let numbers = normalizer.phonesIn(text: message).filter { !ownNumbers.contains($0) }
        return numbers.map { Identifier(.phone, normalized: $0) }
            + normalizer.emailsIn(text: message).map { Identifier(.email, normalized: $0) }
    }
}

extension Timestamp {
    func adding(milliseconds: Int64) -> Timestamp {
        Timestamp(microseconds: microseconds + milliseconds * 1_000)
    }
}
