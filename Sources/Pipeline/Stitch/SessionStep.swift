import JourneyModel
import Postgres

/// Makes the sessions of every browser with new events or chats.
struct SessionStep {
    let stage: Stitch

    private struct Stream: Hashable {
        var browser: Key128
        var source: Int16
    }

    private struct Made {
        var stream: Stream
        var isServerSide: Bool
        var session: Session
    }

    func run(lastRun: Int) throws {
        try stage.script("02_summarise")
        try stage.execute("10_mark_browsers", .int(lastRun))
        if lastRun == 0 {
            try stage.script("10_mark_all_windows")
        } else {
            try stage.execute("10_mark_windows", .int(lastRun), "30 minutes")
        }
        try stage.script("11_drop_sessions")
        let made = try sessions(chats: readChats())
        try write(made)
        try stage.script("16_inherit_evidence")
        try stage.script("17_mark_sessions")
    }

    private func readChats() throws -> [Key128: [(startedAt: Timestamp, endedAt: Timestamp)]] {
        var chats: [Key128: [(startedAt: Timestamp, endedAt: Timestamp)]] = [:]
        try stage.read("12_read_chat_activity") { row in
            guard let start = row.time(1) else { return }
            chats[row.key(0), default: []].append((start, row.time(2) ?? start))
        }
        return chats
    }

    /// The keys of the sessions that were there before.
    private func readFormer() throws -> Set<Key128> {
        var keys: Set<Key128> = []
        try stage.read("12_read_dropped") { row in keys.insert(row.key(0)) }
        return keys
    }

    private func sessions(
        chats: [Key128: [(startedAt: Timestamp, endedAt: Timestamp)]]
    ) throws -> [Made] {
        var made: [Made] = []
        let former = try readFormer()
        var events: [SessionEvent] = []
        var stream: Stream?
        var isServerSide = false

        func finish() {
            guard let stream else { return }
            let sessionizer = Sessionizer(chats: chats[stream.browser] ?? [])
            for session in sessionizer.sessions(events) {
                made.append(Made(stream: stream, isServerSide: isServerSide, session: session))
            }
            events.removeAll(keepingCapacity: true)
        }
        try stage.read("13_read_events") { row in
            let next = Stream(browser: row.key(0), source: row.int16(1) ?? 0)
            if next != stream {
                finish()
                stream = next
                isServerSide = row.bool(10) ?? false
            }
            let key = row.key(2)
            events.append(
                SessionEvent(
                    key: key, beganSession: former.contains(key),
                    at: row.time(3) ?? Timestamp(microseconds: 0),
                    messageID: row.string(4) ?? "", account: row.optionalKey(5),
                    sessionRef: row.string(6), isPageView: row.int16(7) == 1,
                    page: row.int32(8), device: row.int16(9) ?? 0,
                    campaign: row.string(11), language: row.string(12)))
        }
        finish()
        return made
    }

    private func write(_ made: [Made]) throws {
        try stage.write("14_write_sessions") { copy in
            for item in made {
                let session = item.session
                try copy.row(fields: 16)
                copy.key(session.key)
                copy.int16(item.stream.source)
                copy.text(session.id)
                copy.key(item.stream.browser)
                copy.text(session.sessionRef)
                copy.key(session.account)
                copy.bool(item.isServerSide)
                copy.time(session.startedAt)
                copy.time(session.endedAt)
                copy.text(session.lastMessageID)
                copy.int32(Int32(session.events))
                copy.int32(Int32(session.pageViews))
                if let page = session.entryPage { copy.int32(page) } else { copy.null() }
                copy.int16(session.device)
                copy.text(session.campaign)
                copy.text(session.language)
            }
        }
        try stage.write("14_write_successors") { copy in
            for item in made {
                for key in item.session.absorbed {
                    try copy.row(fields: 2)
                    copy.key(key)
                    copy.key(item.session.key)
                }
            }
        }
        try stage.write("14_write_session_pages") { copy in
            for item in made {
                for (page, count) in item.session.views {
                    try copy.row(fields: 3)
                    copy.key(item.session.key)
                    copy.int32(page)
                    copy.int32(count)
                }
            }
        }
        try stage.write("15_write_session_evidence") { copy in
            for item in made {
                if !item.isServerSide {
                    try evidence(
                        &copy, item.session.key, item.stream.browser, .browser, 0,
                        item.session.startedAt, item.session.key)
                }
                if let account = item.session.account, let seen = item.session.accountSeen {
                    try evidence(
                        &copy, item.session.key, account, .account, 1, seen.at, seen.event)
                }
            }
        }
    }

    private func evidence(
        _ copy: inout CopyWriter, _ session: Key128, _ identifier: Key128,
        _ kind: IdentifierKind, _ ordinal: Int16, _ seenAt: Timestamp, _ event: Key128
    ) throws {
        try copy.row(fields: 7)
        copy.key(session)
        copy.key(identifier)
        copy.int16(EvidenceRole.own.rawValue)
        copy.int16(kind.rawValue)
        copy.int16(ordinal)
        copy.time(seenAt)
        copy.key(event)
    }
}
