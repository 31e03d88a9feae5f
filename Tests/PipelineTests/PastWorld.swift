import JourneyModel

/// Random records of a small company, in which few ids come again and again with other contents, other
/// times and other versions: whatever is loaded later changes what was there before.
struct PastWorld {
    private var generator: SplitMix

    /// The sources, each with its channel.
    static let sources: [(String, Channel)] = [
        ("web", .web), ("chat", .chat), ("voice", .voice), ("shop", .conversion),
        ("master", .master), ("feed", .feed),
    ]

    init(seed: UInt64) { generator = SplitMix(seed: seed) }

    /// Up to so many records of a source.
    mutating func batch(of source: String, records: Int) -> RecordBatch {
        var batch = RecordBatch()
        for number in 0..<(1 + generator.below(records)) {
            batch.places.append(
                RecordPlace(byteOffset: Int64(number * 100), line: Int64(number + 1)))
            switch source {
            case "web": addEvent(&batch)
            case "chat": addChat(&batch)
            case "voice": addLeg(&batch)
            case "shop": addOrder(&batch)
            case "master": addCustomer(&batch)
            default: addFeedRow(&batch)
            }
        }
        return batch
    }

    private mutating func chance(_ percent: Int) -> Bool { generator.below(100) < percent }

    private mutating func time() -> Timestamp {
        Timestamp(
            seconds: Int64(
                1_768_000_000 + [0, 1, 2, 60][generator.below(4)] * 86_400
                    + generator.below(180) * 60))
    }

    private static func later(_ time: Timestamp, _ seconds: Int) -> Timestamp {
        Timestamp(microseconds: time.microseconds + Int64(seconds) * 1_000_000)
    }

    private mutating func version() -> Timestamp? {
        chance(60) ? Timestamp(seconds: Int64(1 + generator.below(4))) : nil
    }

    private mutating func addEvent(_ batch: inout RecordBatch) {
        let number = generator.below(14)
        let id = "e\(number)"
        var event = WebEvent(
            record: batch.record, kind: .page, id: batch.append(text: Array(id.utf8)),
            occurredAt: time())
        event.url = batch.append(
            text: Array("https://shop.example/\(generator.below(4))".utf8))
        event.browser = batch.append(text: Array("browser-\(number % 5)".utf8))
        if chance(20) {
            event.account = batch.append(text: Array("account-\(generator.below(4))".utf8))
        }
        batch.webEvents.append(event)
        if chance(30) { carry(email(), .webEvent(id: id), event.occurredAt, &batch) }
    }

    private mutating func addChat(_ batch: inout RecordBatch) {
        let id = "c\(generator.below(8))"
        var chat = Contact(
            record: batch.record, channel: .chat, id: id, startedAt: time(),
            outcome: chance(80) ? .handled : .open)
        chat.version = version()
        chat.endedAt = Self.later(chat.startedAt, 600)
        chat.agent = ["ann", "bob"][generator.below(2)]
        chat.queue = ["sales", "help"][generator.below(2)]
        chat.csat = chance(30) ? 1 : nil
        chat.turns = (0..<generator.below(4)).map { turn in
            ChatTurn(
                at: Self.later(chat.startedAt, turn), author: .customer, agent: nil,
                text: ["hello", "order 471 please", "order 472"][generator.below(3)])
        }
        batch.contacts.append(chat)
        carry(email(), .contact(id: id), chat.startedAt, &batch)
        if chance(40) { carry(phone(), .contact(id: id), chat.startedAt, &batch) }
        if chance(50) {
            let browser = Identifier(.browser, normalized: "browser-\(generator.below(6))")
            carry(browser, .contact(id: id), chat.startedAt, &batch)
        }
    }

    /// Legs follow each other, often before the one that they follow is there; so calls come together
    /// and apart.
    private mutating func addLeg(_ batch: inout RecordBatch) {
        let number = generator.below(9)
        let id = "l\(number)"
        let isChained = number % 3 > 0
        var leg = ContactLeg(
            record: batch.record, callID: chance(50) || !isChained ? id : "l\(number / 3 * 3)",
            legID: id, direction: isChained ? .unknown : .inbound, startedAt: time(),
            outcome: [.handled, .abandoned, .voicemail][generator.below(3)])
        leg.channelID = id
        leg.follows = isChained ? "l\(number - 1)" : nil
        leg.version = version()
        leg.endedAt = Self.later(leg.startedAt, 100)
        leg.answeredAt = leg.outcome == .handled ? Self.later(leg.startedAt, 10) : nil
        leg.queue = ["sales", "help"][generator.below(2)]
        batch.legs.append(leg)
        carry(phone(), .leg(callID: leg.callID, legID: id), leg.startedAt, &batch)
    }

    private mutating func addOrder(_ batch: inout RecordBatch) {
        let id = ["471", "472", "473"][generator.below(3)]
        var order = Conversion(
            record: batch.record, id: id, convertedAt: time(),
            amount: Int64(1 + generator.below(3)) * 10_000, currency: "EUR")
        order.version = version()
        order.status = ["paid", "refunded", nil][generator.below(3)]
        batch.conversions.append(order)
        carry(account(), .conversion(id: id), order.convertedAt, &batch)
        carry(Identifier(.order, normalized: id), .conversion(id: id), order.convertedAt, &batch)
    }

    private mutating func addCustomer(_ batch: inout RecordBatch) {
        let account = account()
        var customer = Customer(record: batch.record, account: account.value)
        customer.version = version()
        customer.brand = ["north", "south"][generator.below(2)]
        batch.customers.append(customer)
        for identifier in [account, email(), phone()] {
            carry(identifier, .customer(id: account.value), nil, &batch, role: .master)
        }
    }

    private mutating func addFeedRow(_ batch: inout RecordBatch) {
        var row: FeedRow
        if chance(50) {
            row = FeedRow(record: batch.record, feed: .agents)
            let agent = generator.below(2)
            row["person"] = .personal("email\(agent)@x.example")
            row["source"] = .text("chat")
            row["agent_id"] = .text(["ann", "bob"][agent])
            row["team"] = .text(["north", "south"][generator.below(2)])
        } else {
            row = FeedRow(record: batch.record, feed: .surveys)
            row["contact_source"] = .text("chat")
            row["contact_id"] = .text("c\(generator.below(8))")
            row["kind"] = .text("csat")
            row["csat"] = .number(Int64(generator.below(2)) * 10_000)
        }
        row.version = version()
        batch.feedRows.append(row)
    }

    private mutating func account() -> Identifier {
        Identifier(.account, normalized: "account-\(generator.below(4))")
    }

    private mutating func email() -> Identifier {
        Identifier(.email, normalized: "email\(generator.below(5))@x.example")
    }

    private mutating func phone() -> Identifier {
        Identifier(.phone, normalized: "+493000000\(generator.below(5))")
    }

    /// Two values never share a place, whatever copies of a record say.
    private func carry(
        _ identifier: Identifier, _ subject: Evidence.Subject, _ seenAt: Timestamp?,
        _ batch: inout RecordBatch, role: EvidenceRole = .own
    ) {
        let place = identifier.value.last(where: \.isNumber)?.wholeNumberValue ?? 0
        batch.evidence.append(
            Evidence(
                record: batch.record, subject: subject, identifier: identifier, role: role,
                ordinal: identifier.kind.rawValue * 100 + Int16(place), seenAt: seenAt))
    }
}
