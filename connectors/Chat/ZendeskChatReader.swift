import ConnectorKit
import JourneyModel

/// Reads chats of Zendesk Chat, one object each.
struct ZendeskChatReader: RecordReader {
    let source: String
    let normalizer: IdentifierNormalizer
    let ownNumbers: Set<String>
    private let parser = JSONParser()
    var members = Self.unknownMembers

    init(source: String, region: String?, ownNumbers: [String]) {
        self.source = source
        normalizer = IdentifierNormalizer(region: region)
        self.ownNumbers = Set(ownNumbers.compactMap { [normalizer] in normalizer.phone($0).e164 })
    }

    mutating func read(
        _ record: UnsafeRawBufferPointer, into batch: inout RecordBatch
    ) throws(Rejection) {
        let chat = try parser.parse(record)
        guard chat.kind == .object else {
            throw Rejection(.wrongShape, "A chat must be a JSON object.")
        }
        members.count(in: chat)
        guard let id = chat["id"]?.text, !id.isEmpty else {
            throw Rejection(.missingField, field: "id", "The chat has no id.")
        }
        guard id.utf8.count <= Limits.identifierBytes else {
            throw Rejection(.tooLong, field: "id", "The id is too long to be one.")
        }
        guard let start = try ZendeskTime.stated(chat["timestamp"], field: "timestamp") else {
            throw Rejection(.missingField, field: "timestamp", "The chat has no start time.")
        }
        let version = try ZendeskTime.stated(chat["update_timestamp"], field: "update_timestamp")
        let end = try ZendeskTime.stated(chat["end_timestamp"], field: "end_timestamp")
        if chat["deleted"]?.bool == true {
            batch.ignored += 1
            return
        }
        var contact = Contact(
            record: batch.record, channel: .chat, id: id, startedAt: start, outcome: .handled)
        contact.version = version
        contact.pageURL = page(chat["webpath"], at: start)
        contact.trail = trail(chat["webpath"])
        contact.device = DeviceClass.device(
            userAgent: chat["session", "user_agent"]?.string ?? chat["session", "platform"]?.string
                ?? "")
        contact.language =
            text(chat["language"]) ?? text(chat["visitor", "language"])
            ?? text(chat["session", "language"])
        contact.tags = tags(chat["tags"])
        if chat["type"]?.string == "offline_msg" {
            fillOffline(&contact, chat)
        } else {
            fill(&contact, chat, end: end)
        }
        batch.contacts.append(contact)
        appendEvidence(of: chat, contact, to: &batch)
    }

    /// An offline message is one text of the customer, and never a conversation.
    private func fillOffline(_ contact: inout Contact, _ chat: JSONValue) {
        contact.outcome = .offlineMessage
        contact.queue = text(chat["department_name"])
        guard let message = text(chat["message"]) else { return }
        contact.lastHumanAt = contact.startedAt
        contact.turns = [
            ChatTurn(at: contact.startedAt, author: .customer, agent: nil, text: message)
        ]
    }

    private func fill(_ contact: inout Contact, _ chat: JSONValue, end: Timestamp?) {
        let events = ZendeskHistory.events(chat["history"])
        contact.endedAt = ended(chat, events, start: contact.startedAt, stated: end)
        let facts = ZendeskFacts(chat, events: events)
        contact.initiatedBy = facts.initiatedBy
        var measures = ChatMeasures(
            events: events, startedAt: contact.startedAt, end: contact.endedAt,
            asksAtStart: facts.initiatedBy == .customer)
        if !events.contains(where: { $0.text != nil }) { facts.complete(&measures) }
        contact.outcome = facts.outcome(measures, events: events, end: contact.endedAt)
        contact.answeredAt = measures.answeredAt
        contact.lastHumanAt = measures.lastHumanAt
        contact.waitMs = measures.waitMs
        contact.firstResponseMs = measures.firstResponseMs
        contact.handleMs = measures.handleMs
        contact.isDropped =
            contact.outcome == .handled && (measures.endsUnanswered || facts.isDropped)
        contact.queue = measures.department ?? text(chat["department_name"])
        contact.agent = measures.lastAgent
        contact.transfers = measures.transfers
        contact.transferredTo = measures.transferredTo
        contact.csat = facts.csat
        contact.turns = turns(events)
        contact.askedToCall = events.contains { event in
            guard event.party.agentID != nil, let text = event.text else { return false }
            return CallRequest.isMade(in: text) || givesOwnNumber(text)
        }
    }

    private func ended(
        _ chat: JSONValue, _ events: [ChatEvent], start: Timestamp, stated: Timestamp?
    ) -> Timestamp? {
        if let end = stated ?? events.last?.at { return max(start, end) }
        guard let seconds = chat["duration"]?.double, seconds >= 0, seconds < 1e8 else {
            return nil
        }
        return Timestamp(microseconds: start.microseconds + Int64(seconds * 1_000_000))
    }

    private func turns(_ events: [ChatEvent]) -> [ChatTurn] {
        events.compactMap { event in
            guard let text = event.text else { return nil }
            let author: ChatTurn.Author =
                switch event.party {
                case .visitor: .customer
                case .agent: .agent
                case .trigger: .bot
                case .system: .system
                }
            return ChatTurn(at: event.at, author: author, agent: event.party.agentID, text: text)
        }
    }

    private func givesOwnNumber(_ text: String) -> Bool {
        !ownNumbers.isEmpty && normalizer.phonesIn(text: text).contains { ownNumbers.contains($0) }
    }

    private func tags(_ list: JSONValue?) -> String? {
        var tags: [String] = []
        list?.forEachElement { tag in
            if let tag = text(tag), !tags.contains(tag) { tags.append(tag) }
        }
        return tags.isEmpty ? nil : tags.joined(separator: ",")
    }

    /// A text that says something: exports write blanks as `""`.
    func text(_ value: JSONValue?) -> String? {
        guard let text = value?.text, text.contains(where: { !$0.isWhitespace }) else { return nil }
        return text
    }
}
