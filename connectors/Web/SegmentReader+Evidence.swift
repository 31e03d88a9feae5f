import ConnectorKit
import JourneyModel

/// Identifiers beside the event's own browser and login.
extension SegmentReader {
    func appendEvidence(
        of event: WebEvent, login: Identifier?, to batch: inout RecordBatch
    ) {
        var found: [Identifier] = []
        if let login { found.append(login) }
        // The traits of a group describe the group.
        if event.kind != .group { appendPerson(root[Root.traits], to: &found) }
        appendPerson(inContext(Context.traits), to: &found)
        if let value = properties[Properties.email]?.string,
            let email = identity.normalizer.email(value)
        {
            found.append(Identifier(.email, normalized: email))
        }
        if let order = order { found.append(order) }
        if event.kind == .alias, let former = former { found.append(former) }
        let number = event.isPhoneClick ? link?.utf8.flatMap { identity.companyNumber($0) } : nil
        let chat = chat
        if found.isEmpty, number == nil, chat == nil { return }

        let id = String(decoding: batch.arena[event.id.range], as: UTF8.self)
        func add(_ found: [Identifier], _ role: EvidenceRole) {
            batch.append(found, of: .webEvent(id: id), role: role, seenAt: event.occurredAt)
        }
        add(found, .own)
        if let chat { add([chat], .quoted) }
        if let number { add([number], .click) }
    }

    private func appendPerson(_ traits: JSONValue?, to found: inout [Identifier]) {
        guard let traits, traits.kind == .object else { return }
        if let email = traits["email"]?.string.flatMap({ identity.normalizer.email($0) }) {
            found.append(Identifier(.email, normalized: email))
        }
        if let phone = traits["phone"]?.text.flatMap({ identity.normalizer.phone($0).e164 }) {
            found.append(Identifier(.phone, normalized: phone))
        }
        let name = traits["lastName"] ?? traits["last_name"] ?? traits["name"]
        if let name = name?.string.flatMap({ identity.normalizer.name($0) }) { found.append(name) }
    }

    /// The chat that an event of the chat widget is about.
    private var chat: Identifier? {
        guard let name = root[Root.event]?.utf8, let properties = root[Root.properties] else {
            return nil
        }
        guard var id = WidgetEvent.chatID(name: name, properties: properties) else { return nil }
        return id.withUTF8 { identity.chat($0) }
    }

    private var order: Identifier? {
        let value = properties[Properties.orderID] ?? properties[Properties.orderIDCamel]
        guard let value, let text = value.text, !Placeholder.matches(text) else { return nil }
        let trimmed = ByteText.trimmed(text)
        guard trimmed.utf8.count <= Limits.identifierBytes else { return nil }
        return Identifier(.order, normalized: trimmed)
    }

    /// What an alias leaves behind, in the form that it has as `anonymousId`. A former login
    /// becomes a visitor that no other event shows, which joins nothing.
    private var former: Identifier? {
        root[Root.previousId]?.text.flatMap {
            identity.normalizer.browser($0, source: identity.source)
        }
    }
}
