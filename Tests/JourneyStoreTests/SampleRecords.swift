import JourneyModel

/// What a test wants one record to say.
enum SampleRecord {
    case event(id: String, at: Int64, url: String = "https://shop.example/a", email: String? = nil)
    case chat(
        id: String, version: Int64? = nil, end: Int64? = nil, agent: String? = nil,
        turns: [String] = [], emails: [String] = [], trail: [Int64] = [])
    case leg(
        call: String, leg: String, start: Int64, answer: Int64? = nil, end: Int64,
        outcome: Outcome = .handled, agent: String? = nil, phone: String? = nil)
    case order(id: String, version: Int64? = nil, amount: Int64, status: String? = nil)
    case customer(account: String, brand: String? = nil, phone: String? = nil)
    case note(email: String, ofChat: String)
    case reject(String)
    case nothing

    static func batch(_ records: [SampleRecord]) -> RecordBatch {
        .records(records) { $1.add(to: &$0) }
    }

    private func add(to batch: inout RecordBatch) {
        let record = batch.record
        switch self {
        case .event(let id, let at, let url, let email):
            var event = WebEvent(
                record: record, kind: .page, id: batch.append(text: Array(id.utf8)),
                occurredAt: Timestamp(seconds: at))
            event.url = batch.append(text: Array(url.utf8))
            event.browser = batch.append(text: Array("browser-\(id.prefix(1))".utf8))
            event.account = batch.append(text: Array("account-\(id.prefix(1))".utf8))
            batch.webEvents.append(event)
            if let email {
                append(.webEvent(id: id), Identifier(.email, normalized: email), at, 0, &batch)
            }
        case .chat: addChat(to: &batch)
        case .leg: addLeg(to: &batch)
        case .order(let id, let version, let amount, let status):
            var order = Conversion(
                record: record, id: id, convertedAt: Timestamp(seconds: 5_000), amount: amount,
                currency: "EUR")
            order.version = version.map { Timestamp(seconds: $0) }
            order.status = status
            batch.conversions.append(order)
        case .customer(let account, let brand, let phone):
            var customer = Customer(record: record, account: account)
            customer.brand = brand
            batch.customers.append(customer)
            if let phone {
                append(
                    .customer(id: account), Identifier(.phone, normalized: phone), nil, 1, &batch)
            }
        case .note(let email, let chat):
            append(.contact(id: chat), Identifier(.email, normalized: email), 1_500, 0, &batch)
        case .reject(let text):
            batch.rejections.append(
                RejectedRecord(
                    record: record, rejection: Rejection(.notJSON, "It is no JSON."),
                    raw: Array(text.utf8), length: Int64(text.utf8.count)))
        case .nothing:
            batch.ignored += 1
        }
    }

    private func addChat(to batch: inout RecordBatch) {
        guard
            case .chat(
                let id, let version, let end, let agent, let turns, let emails, let trail) = self
        else { return }
        var chat = Contact(
            record: batch.record, channel: .chat, id: id, startedAt: Timestamp(seconds: 1_000),
            outcome: agent == nil ? .open : .handled)
        chat.version = version.map { Timestamp(seconds: $0) }
        chat.endedAt = end.map { Timestamp(seconds: $0) }
        chat.agent = agent
        chat.pageURL = "https://shop.example/help/\(emails.count)"
        chat.turns = turns.enumerated().map { index, text in
            ChatTurn(
                at: Timestamp(seconds: 1_000 + Int64(index)), author: .customer, agent: nil,
                text: text)
        }
        chat.trail = trail.map { second in
            PageVisit(
                url: "https://shop.example/page/\(second % 4)", at: Timestamp(seconds: second))
        }
        batch.contacts.append(chat)
        for (ordinal, email) in emails.enumerated() {
            append(
                .contact(id: id), Identifier(.email, normalized: email), 1_000,
                Int16(ordinal), &batch)
        }
    }

    private func addLeg(to batch: inout RecordBatch) {
        guard
            case .leg(
                let call, let legID, let start, let answer, let end, let outcome, let agent,
                let phone) = self
        else { return }
        var leg = ContactLeg(
            record: batch.record, callID: call, legID: legID, direction: .inbound,
            startedAt: Timestamp(seconds: start), outcome: outcome)
        leg.answeredAt = answer.map { Timestamp(seconds: $0) }
        leg.endedAt = Timestamp(seconds: end)
        leg.agent = agent
        batch.legs.append(leg)
        if let phone {
            append(
                .leg(callID: call, legID: legID), Identifier(.phone, normalized: phone), start,
                0, &batch)
        }
    }

    private func append(
        _ subject: Evidence.Subject, _ identifier: Identifier, _ seenAt: Int64?, _ ordinal: Int16,
        _ batch: inout RecordBatch
    ) {
        batch.evidence.append(
            Evidence(
                record: batch.record, subject: subject, identifier: identifier, role: .own,
                ordinal: ordinal, seenAt: seenAt.map { Timestamp(seconds: $0) }))
    }
}
