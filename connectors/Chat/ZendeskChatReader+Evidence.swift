import ConnectorKit
import JourneyModel

extension ZendeskChatReader {
    /// Appends who this was, strongest first: the chat's own id, the visitor's fields, what was
    /// typed, the codes handed out; each once a role: a number in the form that is typed again as
    /// the one to call back is both.
    func appendEvidence(of chat: JSONValue, _ contact: Contact, to batch: inout RecordBatch) {
        var ordinal: Int16 = 0
        var seen: [EvidenceRole: Set<Identifier>] = [:]
        func add(_ identifier: Identifier, _ role: EvidenceRole, at moment: Timestamp) {
            guard ordinal < Int16.max, seen[role, default: []].insert(identifier).inserted
            else { return }
            batch.evidence.append(
                Evidence(
                    record: contact.record, subject: .contact(id: contact.id),
                    identifier: identifier, role: role, ordinal: ordinal, seenAt: moment))
            ordinal += 1
        }
        add(Identifier(.contact, normalized: contact.id), .issued, at: contact.startedAt)
        for identifier in visitorIdentifiers(chat["visitor"]) {
            add(identifier, .own, at: contact.startedAt)
        }
        for turn in contact.turns where turn.author == .customer {
            for identifier in typed(turn.text) { add(identifier, .typed, at: turn.at) }
        }
        for turn in contact.turns where turn.author == .agent {
            for code in IssuedCode.codes(in: turn.text) {
                add(Identifier(.reference, normalized: code), .issued, at: turn.at)
            }
        }
    }

    private func visitorIdentifiers(_ visitor: JSONValue?) -> [Identifier] {
        var found: [Identifier] = []
        if let id = text(visitor?["id"]), let browser = normalizer.browser(id, source: source) {
            found.append(browser)
        }
        if let raw = text(visitor?["email"]), let address = normalizer.email(raw) {
            found.append(Identifier(.email, normalized: address))
        }
        if let raw = text(visitor?["phone"]), let number = normalizer.phone(raw).e164,
            !ownNumbers.contains(number)
        {
            found.append(Identifier(.phone, normalized: number))
        }
        if let raw = text(visitor?["name"]), let name = normalizer.name(raw) { found.append(name) }
        let external = text(visitor?["external_id"]) ?? text(visitor?["customer_id"])
        if let raw = external, let login = normalizer.account(raw) {
            if !found.contains(login.identifier) { found.append(login.identifier) }
        }
        return found
    }

    /// Numbers and addresses in a message of the customer. Zendesk masks card numbers, and agents'
    /// tools mask more: a masked text is not read at all.
    private func typed(_ message: String) -> [Identifier] {
        if message.contains("***") || message.contains("###") { return [] }
        let numbers = normalizer.phonesIn(text: message).filter { !ownNumbers.contains($0) }
        return numbers.map { Identifier(.phone, normalized: $0) }
            + normalizer.emailsIn(text: message).map { Identifier(.email, normalized: $0) }
    }
}
