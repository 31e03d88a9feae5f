/// Writes what really happened, for the evaluation.
struct TruthWriter {
    private let world: World

    private static let records = "truth/records.csv"
    private static let identifiers = "truth/identifiers.csv"

    /// Record ids of calls, by index.
    private let callIDs: [String]

    init(_ world: World) {
        self.world = world
        callIDs = Self.callIDs(world)
    }

    /// The group keys, as far as the branch's columns hold one.
    private static func callIDs(_ world: World) -> [String] {
        var ids = world.calls.map(\.id)
        guard world.configuration.branchColumns == 16 else { return ids }
        let branch = world.calls.indices.filter { world.calls[$0].atBranch }.sorted {
            (world.calls[$0].end, world.calls[$0].sequence)
                < (world.calls[$1].end, world.calls[$1].sequence)
        }
        for (place, index) in branch.enumerated() { ids[index] = "branch-row-\(place + 1)" }
        return ids
    }

    func write(to files: inout FileSet) {
        files.line(
            "truth/records.csv",
            fields: ["source", "channel", "record_id", "true_person", "true_session", "role"])
        files.line(
            "truth/identifiers.csv",
            fields: [
                "source", "record_id", "kind", "value", "place", "seen_at", "seen_until",
                "corrupted", "shared",
            ])
        files.line(
            "truth/contacts.csv",
            fields: [
                "source", "record_id", "direction", "outcome", "started_at", "ended_at", "topic",
            ])
        writeEvents(to: &files)
        writeChats(to: &files)
        writeCalls(to: &files)
        writeOrders(to: &files)
        writeMaster(to: &files)
        writeCauses(to: &files)
        writeClicks(to: &files)
        writeMalformed(to: &files)
        files.line("truth/README.md", bytes: Array(Self.readme.utf8))
    }

    private func name(_ person: Int) -> String {
        world.population.people[person].role == .employee ? "E\(person)" : "P\(person)"
    }

    private struct Sighting {
        let source: String
        let record: String
        let at: Int
        var until: Int?
    }

    private func see(
        _ sighting: Sighting, _ kind: String, _ value: String, place: String = "field",
        corrupted: Bool = false, shared: Bool = false, to files: inout FileSet
    ) {
        files.line(at: files.place(Self.identifiers)) { line in
            line.raw(sighting.source)
            line.comma()
            line.csv(sighting.record)
            line.comma()
            line.raw(kind)
            line.comma()
            line.csv(value)
            line.comma()
            line.raw(place)
            line.comma()
            line.instant(milliseconds: sighting.at)
            line.comma()
            if let until = sighting.until { line.instant(milliseconds: until) }
            line.raw(corrupted ? ",1" : ",0")
            line.raw(shared ? ",1" : ",0")
        }
    }

    private func see(
        _ sighting: Sighting, _ kind: String, _ typed: Typed?, place: String = "field",
        shared: Bool = false, to files: inout FileSet
    ) {
        guard let typed else { return }
        see(
            sighting, kind, typed.value, place: place, corrupted: typed.corrupted,
            shared: shared || typed.placeholder, to: &files)
    }

    private func record(
        _ source: String, _ channel: String, _ id: String, _ person: String, session: Int?,
        _ role: String, to files: inout FileSet
    ) {
        files.line(at: files.place(Self.records)) { line in
            line.raw(source)
            line.comma()
            line.raw(channel)
            line.comma()
            line.csv(id)
            line.comma()
            line.raw(person)
            line.comma()
            if let session {
                line.raw("S")
                line.number(session)
            }
            line.comma()
            line.raw(role)
        }
    }

    private func writeEvents(to files: inout FileSet) {
        var sessions = SessionCounter()
        for event in world.events {
            let id = event.id.text
            let session = sessions.session(of: event)
            record(
                "segment", "web", id, event.person.map(name) ?? "", session: session,
                event.role.rawValue, to: &files)
            guard event.person != nil else { continue }
            let seen = Sighting(source: "segment", record: id, at: event.time)
            if let cookie = event.cookie {
                let shared = event.browser.map { world.population.browsers[$0].shared } ?? false
                see(
                    seen, "cookie", world.population.cookies[cookie].text, shared: shared,
                    to: &files)
            }
            if let owner = event.account, let account = world.population.people[owner].account {
                see(seen, "account", account, corrupted: event.wrongAccount, to: &files)
                if event.kind == .identify {
                    see(seen, "email", world.population.people[owner].email, to: &files)
                }
            }
            see(seen, "email", event.typedEmail, to: &files)
            if let order = event.order { see(seen, "order", world.orders[order].id, to: &files) }
        }
    }

    private func writeChats(to files: inout FileSet) {
        for chat in world.chats {
            record(
                "zendesk-chat", "chat", chat.id, name(chat.person), session: nil,
                chat.role.rawValue, to: &files)
            let device = world.population.browsers[chat.browser]
            let seen = Sighting(source: "zendesk-chat", record: chat.id, at: chat.start)
            see(seen, "chat", chat.id, to: &files)
            let kind = chat.cookie == nil ? "chat_visitor" : "cookie"
            see(
                seen, kind, chat.visitorID(world) ?? device.zendeskVisitor, shared: device.shared,
                to: &files)
            see(seen, "email", chat.email, to: &files)
            see(seen, "phone", chat.phone, to: &files)
            see(seen, "phone", chat.callBackNumber, place: "text", to: &files)
            if let code = chat.code { see(seen, "reference", code, place: "text", to: &files) }
            files.line(
                "truth/contacts.csv",
                fields: [
                    "zendesk-chat", chat.id, "inbound", chat.outcome.rawValue,
                    instantText(chat.start),
                    chat.outcome == .offlineMessage ? "" : instantText(chat.end),
                    chat.department.department,
                ])
        }
    }

    private func writeCalls(to files: inout FileSet) {
        for (call, id) in zip(world.calls, callIDs) {
            let isInternal = call.direction == "internal"
            record(
                "asterisk-cdr", "voice", id, isInternal ? "" : name(call.person), session: nil,
                isInternal ? "internal" : call.role.rawValue, to: &files)
            guard !isInternal else { continue }
            let seen = Sighting(source: "asterisk-cdr", record: id, at: call.start * 1000)
            if let number = call.number {
                see(seen, "phone", number, shared: call.numberShared, to: &files)
            }
            if let chat = call.chatID { see(seen, "chat", chat, to: &files) }
            if let code = call.code { see(seen, "reference", code, to: &files) }
            files.line(
                "truth/contacts.csv",
                fields: [
                    "asterisk-cdr", id, call.direction, call.outcome,
                    instantText(call.start * 1000), instantText(call.end * 1000), call.topic.queue,
                ])
        }
    }

    private func writeOrders(to files: inout FileSet) {
        for order in world.orders {
            record(
                "orders", "conversion", order.id, name(order.person), session: nil,
                order.role.rawValue, to: &files)
            let seen = Sighting(source: "orders", record: order.id, at: order.created)
            see(seen, "order", order.id, to: &files)
            if let account = order.account { see(seen, "account", account, to: &files) }
            see(seen, "email", order.email, to: &files)
            see(seen, "phone", order.phone, to: &files)
        }
    }

    private func writeMaster(to files: inout FileSet) {
        var last = ""
        for entry in MasterEntry.all(of: world) {
            if entry.account != last {
                record(
                    "customers", "customer", entry.account, name(entry.person), session: nil,
                    "customer", to: &files)
            }
            last = entry.account
            var seen = Sighting(source: "customers", record: entry.account, at: entry.updated)
            see(seen, "account", entry.account, to: &files)
            see(seen, "email", entry.email, to: &files)
            see(seen, "phone", entry.secondPhone, to: &files)
            seen = Sighting(
                source: "customers", record: entry.account,
                at: entry.validFrom ?? entry.updated, until: entry.validTo)
            see(seen, "phone", entry.phone, to: &files)
        }
    }

    private func writeCauses(to files: inout FileSet) {
        files.line("truth/causes.csv", fields: ["chat_id", "call_id", "cause"])
        var caused = Set<Int>()
        for entry in world.causes {
            caused.insert(entry.call)
            writeCause(entry.chat, entry.call, entry.cause, to: &files)
        }
        var chatsOf: [Int: [Int]] = [:]
        for (index, chat) in world.chats.enumerated() {
            chatsOf[chat.person, default: []].append(index)
        }
        for (index, call) in world.calls.enumerated()
        where call.direction == "inbound" && !caused.contains(index) {
            for chat in chatsOf[call.person] ?? [] {
                let from = world.chats[chat].start / 1000
                let last = (world.chats[chat].lastHumanMessage ?? world.chats[chat].start) / 1000
                guard call.start > from, call.start <= last + 86_400 else { continue }
                writeCause(chat, index, .other, to: &files)
            }
        }
    }

    private func writeCause(_ chat: Int, _ call: Int, _ cause: Cause, to files: inout FileSet) {
        files.line(
            "truth/causes.csv",
            fields: [world.chats[chat].id, callIDs[call], cause.rawValue])
    }

    private func writeClicks(to files: inout FileSet) {
        files.line("truth/clicks.csv", fields: ["event_id", "call_id"])
        for entry in world.clicked {
            files.line("truth/clicks.csv", fields: [entry.event.text, callIDs[entry.call]])
        }
    }

    private func writeMalformed(to files: inout FileSet) {
        let bad = files.malformed
        files.line("truth/malformed.csv", fields: ["file", "line", "why"])
        for entry in bad {
            files.line("truth/malformed.csv", fields: [entry.file, "\(entry.line)", entry.why])
        }
    }
}

/// Numbers sessions: events of one person on one browser with no gap over 30 minutes.
private struct SessionCounter {
    private var open: [Int: (session: Int, person: Int, at: Int)] = [:]
    private var next = 1

    mutating func session(of event: WebEvent) -> Int? {
        guard let cookie = event.cookie, let person = event.person else { return nil }
        if let current = open[cookie], current.person == person,
            event.time - current.at <= 1_800_000
        {
            open[cookie] = (session: current.session, person: person, at: event.time)
            return current.session
        }
        open[cookie] = (session: next, person: person, at: event.time)
        next += 1
        return next - 1
    }
}
