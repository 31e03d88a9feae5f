import ConnectorKit
import JourneyModel

/// The JSON columns: `{"schema":…,"data":…}`, whose data is the event itself, or a list of the same.
extension SnowplowReader {
    /// What a self-describing event and the contexts of any event add.
    func appendSelfDescribing(
        _ kind: SnowplowKind, to event: inout WebEvent, _ found: inout [Identifier],
        _ batch: inout RecordBatch
    ) throws(Rejection) {
        if kind == .structured { appendStructuredPhoneClick(to: &event, &batch) }
        if kind == .selfDescribing || kind == .screenView,
            let json = value(Column.unstructEvent)
        {
            try appendData(of: json, kind, to: &event, &found, &batch)
        }
        let isApp = event.browser.isEmpty || event.session.isEmpty
        guard isApp || kind == .selfDescribing, let contexts = value(Column.contexts) else {
            return
        }
        if isApp, ByteText.firstIndex(of: "client_session", in: contexts) != nil {
            try appendAppSession(contexts, to: &event, &batch)
        }
        if kind == .selfDescribing, ByteText.firstIndex(of: "transaction_id", in: contexts) != nil {
            try forEachEntity(contexts, "contexts") { _, data in
                if let order = order(in: data) { found.append(order) }
            }
        }
    }

    private func appendData(
        of json: Bytes, _ kind: SnowplowKind, to event: inout WebEvent,
        _ found: inout [Identifier], _ batch: inout RecordBatch
    ) throws(Rejection) {
        let root = try parse(json, "unstruct_event")
        guard let data = root["data", "data"] else { return }
        if kind == .screenView {
            if let name = data["name"]?.nonEmpty {
                event.title = try batch.append(text: name, field: "name")
            }
            return
        }
        let link =
            data["targetUrl"]?.utf8 ?? data["target_url"]?.utf8 ?? data["href"]?.utf8
            ?? data["label"]?.utf8
        event.isPhoneClick = PhoneClick.isOne(name: row[Column.eventName], link: link)
        appendNumber(link, of: event, to: &batch)
        if var id = WidgetEvent.chatID(name: row[Column.eventName], properties: data),
            let chat = id.withUTF8({ identity.chat($0) })
        {
            append([chat], .quoted, of: event, to: &batch)
        }
        if let order = order(in: data) { found.append(order) }
        if let email = data["email"]?.string.flatMap({ identity.normalizer.email($0) }) {
            found.append(Identifier(.email, normalized: email))
        }
        appendForm(data, of: event, to: &batch)
    }

    /// What somebody wrote into a form under the name of an e-mail address or a telephone number.
    private func appendForm(_ data: JSONValue, of event: WebEvent, to batch: inout RecordBatch) {
        guard let elements = data["elements"] else { return }
        var typed: [Identifier] = []
        elements.forEachElement { element in
            guard let name = element["name"]?.utf8, let value = element["value"]?.string else {
                return
            }
            if ByteText.contains(name, "mail") {
                if let email = identity.normalizer.email(value) {
                    typed.append(Identifier(.email, normalized: email))
                }
            } else if Self.phoneNames.contains(where: { ByteText.contains(name, $0) }),
                let phone = identity.normalizer.phone(value).e164
            {
                typed.append(Identifier(.phone, normalized: phone))
            }
        }
        if !typed.isEmpty { append(typed, .typed, of: event, to: &batch) }
    }

    private func append(
        _ found: [Identifier], _ role: EvidenceRole, of event: WebEvent,
        to batch: inout RecordBatch
    ) {
        let id = String(decoding: batch.arena[event.id.range], as: UTF8.self)
        batch.append(found, of: .webEvent(id: id), role: role, seenAt: event.occurredAt)
    }

    private func appendNumber(_ link: Bytes?, of event: WebEvent, to batch: inout RecordBatch) {
        guard let number = link.flatMap({ identity.companyNumber($0) }) else { return }
        append([number], .click, of: event, to: &batch)
    }

    private static let phoneNames: [StaticString] = ["phone", "telefon", "tel", "mobile", "handy"]

    private func appendStructuredPhoneClick(
        to event: inout WebEvent, _ batch: inout RecordBatch
    ) {
        let link = [Column.structLabel, Column.structProperty].map { row[$0] }
            .first { PhoneClick.isNumber($0) }
        event.isPhoneClick =
            link != nil
            || PhoneClick.isOne(
                category: row[Column.structCategory], action: row[Column.structAction])
        appendNumber(link, of: event, to: &batch)
    }

    /// Apps have no cookie: the tracker's installation is their browser.
    private func appendAppSession(
        _ contexts: Bytes, to event: inout WebEvent, _ batch: inout RecordBatch
    ) throws(Rejection) {
        var user: Bytes?
        var session: Bytes?
        try forEachEntity(contexts, "contexts") { schema, data in
            guard ByteText.firstIndex(of: "/client_session/", in: schema) != nil else { return }
            user = user ?? data["userId"]?.utf8
            session = session ?? data["sessionId"]?.utf8
        }
        if event.browser.isEmpty, let user {
            event.browser = identity.append(browser: user, to: &batch)
        }
        if event.session.isEmpty, let session {
            event.session = try batch.append(text: session, field: "sessionId")
        }
    }

    private func order(in data: JSONValue) -> Identifier? {
        let value =
            data["orderId"] ?? data["order_id"] ?? data["transaction_id"] ?? data["transactionId"]
        guard var text = value?.text else { return nil }
        return text.withUTF8 { identity.order($0) }
    }

    private func forEachEntity(
        _ json: Bytes, _ field: String, _ body: (_ schema: Bytes, _ data: JSONValue) -> Void
    ) throws(Rejection) {
        try parse(json, field)["data"]?.forEachElement { entity in
            if let schema = entity["schema"]?.utf8, let data = entity["data"] { body(schema, data) }
        }
    }

    /// - Throws: ``Rejection`` that names the column.
    private func parse(_ json: Bytes, _ field: String) throws(Rejection) -> JSONValue {
        do {
            return try parser.parse(UnsafeRawBufferPointer(json))
        } catch {
            var named = error
            named.field = field
            throw named
        }
    }
}
