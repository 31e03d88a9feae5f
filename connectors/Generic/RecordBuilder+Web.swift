import ConnectorKit
import JourneyModel

/// Web events.
extension RecordBuilder {
    func appendWebEvent(
        _ fields: MappedFields, _ input: Input, to batch: inout RecordBatch
    ) throws(Rejection) {
        guard let at = try fields.moment("occurred_at") else { return }
        let name = try fields.text("name").map { PersonalData.cleaned($0) }
        let kind =
            try fields.word("kind").flatMap { RecordKind.eventKinds[$0] }
            ?? (name == nil ? .page : .track)
        if kind == .track, name == nil {
            let column = fields.rules["name"]?.name ?? "name"
            throw Rejection(.missingField, field: column, "A track has no event name.")
        }
        let id = try id(fields, input)
        let url = try fields.text("url").map { cleaned($0) }
        let referrer = try fields.text("referrer").map { cleaned($0) }
        let title = try fields.text("title").map { PersonalData.cleaned($0) }
        let browser = try fields.text("browser").flatMap { normalizer.browser($0, source: source) }
        let login = try fields.text("account").flatMap { normalizer.account($0) }
        let session = try fields.text("session").map { PersonalData.cleaned($0) }
        let campaign = try fields.text("campaign").map { PersonalData.cleaned($0) }
        let language = try fields.text("language").map { PersonalData.cleaned($0) }
        let device = try fields.word("device").flatMap { RecordKind.devices[$0] }
        let agent = try userAgent(fields)
        let isBot = try fields.flag("bot")
        let isPhoneClick = try fields.flag("phone_click")

        // Nothing is thrown from here on: the batch must stay untouched by a rejected record.
        var event = WebEvent(
            record: batch.record, kind: kind, id: batch.append(text: id.utf8), occurredAt: at)
        func text(_ value: String?) -> RecordBatch.Text {
            value.map { batch.append(text: $0.utf8) } ?? .empty
        }
        event.name = text(kind == .track ? name : nil)
        event.url = text(url)
        event.referrer = text(referrer)
        event.title = text(title ?? (kind == .page ? name : nil))
        event.browser = text(browser?.value)
        event.account = text(login?.account.value)
        event.session = text(session)
        event.campaign = text(campaign)
        event.language = text(language)
        event.device = device ?? agent.device
        event.isBot = isBot || agent.isBot
        event.isPhoneClick = isPhoneClick
        batch.webEvents.append(event)
        var found = identifiers(input.values)
        if let email = login?.email { found.insert((email, .own), at: 0) }
        append(found, of: .webEvent(id: id), seenAt: at, to: &batch)
    }

    private func userAgent(_ fields: MappedFields) throws(Rejection) -> UserAgent {
        guard var text = try fields.text("user_agent") else { return .unknown }
        return text.withUTF8 { agents.classify($0) }
    }

    /// An address without what it tells about a person.
    func cleaned(_ url: String) -> String { MappedAddress.withoutPersonalData(url) }
}
