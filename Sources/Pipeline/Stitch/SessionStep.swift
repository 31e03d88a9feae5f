import IdentityResolution
import JourneyModel
import Postgres

/// Makes the sessions of every browser with new events or chats; the first time, of all.
struct SessionStep {
    let stage: Stitch

    /// Events read at once; more are read in several passes, each of some browsers.
    private static let eventsAtOnce = 10_000_000

    /// What one pass found.
    private struct Made {
        var table: EventTable
        var sessionizer: Sessionizer

        func event(_ place: Int32) -> EventTable.Event { table.events[Int(place)] }

        func key(_ session: Session) -> Key128 { event(session.first).key }
    }

    func run(lastRun: Int) throws {
        try stage.script("02_summarise")
        if lastRun == 0 {
            try makeAll()
        } else {
            try stage.execute("10_mark_browsers", .int(lastRun))
            try stage.execute("10_mark_windows", .int(lastRun), "30 minutes")
            try stage.script("11_drop_sessions")
            let chats = try readChats("12_read_chat_activity")
            try make("13_read_events", chats: chats, former: readKeys("12_read_dropped"))
            try stage.script("16_inherit_evidence")
            try stage.script("17_mark_sessions")
        }
    }

    private func makeAll() throws {
        let count = try stage.number("13_estimate_events")
        var passes = 1
        while passes < 256, count / passes > Self.eventsAtOnce { passes *= 2 }
        let chats = try readChats("12_read_all_chats")
        let former = try readKeys("12_read_dropped")
        let evident = try readKeys("16_read_evident_events")
        for pass in 0..<passes {
            let width = 256 / passes
            try stage.execute(
                "13_choose_browsers", .int(passes), .text(Self.browser(pass * width, 0)),
                .text(Self.browser((pass + 1) * width - 1, 0xFF)))
            try make("13_read_all_events", chats: chats, former: former, evident: evident)
        }
        try stage.script("16_inherit_evidence")
        try stage.script("17_mark_all_sessions")
    }

    /// The least or the greatest browser with this first byte.
    private static func browser(_ first: Int, _ rest: UInt8) -> String {
        func hex(_ byte: Int) -> String {
            let digits = String(byte, radix: 16)
            return digits.count < 2 ? "0\(digits)" : digits
        }
        return hex(first) + String(repeating: hex(Int(rest)), count: 15)
    }

    private func readChats(_ query: String) throws -> [Key128: [Sessionizer.Chat]] {
        var chats: [Key128: [Sessionizer.Chat]] = [:]
        try stage.read(query) { row in
            guard let start = row.time(1) else { return }
            chats[row.key(0), default: []].append((start, row.time(2) ?? start))
        }
        return chats
    }

    private func readKeys(_ query: String) throws -> KeyNumbers {
        var keys = KeyNumbers()
        try stage.read(query) { row in _ = keys.number(of: row.key(0)) }
        return keys
    }

    /// - Parameters:
    ///   - former: First events of the sessions that were there before.
    ///   - evident: Events that say more than their browser and login; `nil` where that is not known.
    private func make(
        _ query: String, chats: [Key128: [Sessionizer.Chat]], former: KeyNumbers,
        evident: KeyNumbers? = nil
    ) throws {
        var table = EventTable()
        try stage.read(query) { table.append($0) }
        var sessionizer = Sessionizer(table)
        let (starts, places) = table.byStream()
        for stream in table.streams.slices.indices {
            sessionizer.cut(
                table, places[Int(starts[stream])..<Int(starts[stream + 1])],
                chats: chats[table.streams.key(of: Int32(stream))] ?? [])
        }
        let made = Made(table: table, sessionizer: sessionizer)
        try writeSessions(made)
        try writeSuccessors(made, former)
        try writePages(made)
        try writeEvidence(made)
        try writeEventSessions(made, evident)
    }

    private func writeSessions(_ made: Made) throws {
        let table = made.table
        try stage.write("14_write_sessions") { copy in
            for session in made.sessionizer.sessions {
                let first = made.event(session.first)
                try copy.row(fields: 16)
                copy.key(first.key)
                copy.int16(table.streams.slices[Int(first.stream)])
                table.ids.withBytes(Int(session.first)) { copy.text($0) }
                copy.key(table.streams.key(of: first.stream))
                copy.text(table.words[session.sessionRef])
                copy.key(session.account < 0 ? nil : table.accounts.keys[Int(session.account)])
                copy.bool(first.isServerSide)
                copy.time(session.startedAt)
                copy.time(session.endedAt)
                table.ids.withBytes(Int(session.last)) { copy.text($0) }
                copy.int32(session.events)
                copy.int32(session.pageViews)
                if session.entryPage < 0 { copy.null() } else { copy.int32(session.entryPage) }
                copy.int16(session.device)
                copy.text(table.words[session.campaign])
                copy.text(table.words[session.language])
            }
        }
    }

    /// Former sessions whose first event is in another session now.
    private func writeSuccessors(_ made: Made, _ former: KeyNumbers) throws {
        try stage.write("14_write_successors") { copy in
            if former.count == 0 { return }
            for (event, session) in zip(made.table.events, made.sessionizer.sessionOf) {
                guard former.find(event.key) != nil else { continue }
                let now = made.key(made.sessionizer.sessions[Int(session)])
                if now == event.key { continue }
                try copy.row(fields: 2)
                copy.key(event.key)
                copy.key(now)
            }
        }
    }

    private func writeEventSessions(_ made: Made, _ evident: KeyNumbers?) throws {
        try stage.write("16_write_event_sessions") { copy in
            for (place, session) in made.sessionizer.sessionOf.enumerated() {
                let event = made.table.events[place]
                if let evident, evident.find(event.key) == nil { continue }
                try copy.row(fields: 4)
                copy.key(made.key(made.sessionizer.sessions[Int(session)]))
                copy.key(event.key)
                copy.time(event.at)
                made.table.ids.withBytes(place) { copy.text($0) }
            }
        }
    }

    /// Each page that a session saw once, with how often.
    private func writePages(_ made: Made) throws {
        var views: [UInt64] = []
        for (event, session) in zip(made.table.events, made.sessionizer.sessionOf)
        where event.isPageView && event.page >= 0 {
            views.append(UInt64(session) << 32 | UInt64(event.page))
        }
        views.sort()
        try stage.write("14_write_session_pages") { copy in
            var start = 0
            while start < views.count {
                var end = start + 1
                while end < views.count, views[end] == views[start] { end += 1 }
                try copy.row(fields: 3)
                copy.key(made.key(made.sessionizer.sessions[Int(views[start] >> 32)]))
                copy.int32(Int32(truncatingIfNeeded: views[start]))
                copy.int32(Int32(end - start))
                start = end
            }
        }
    }

    private func writeEvidence(_ made: Made) throws {
        let table = made.table
        try stage.write("15_write_session_evidence") { copy in
            for session in made.sessionizer.sessions {
                let first = made.event(session.first)
                if !first.isServerSide {
                    try Self.write(
                        &copy, first.key, table.streams.key(of: first.stream), .browser, 0, first)
                }
                if session.account >= 0 {
                    try Self.write(
                        &copy, first.key, table.accounts.keys[Int(session.account)], .account, 1,
                        made.event(session.accountEvent))
                }
            }
        }
    }

    private static func write(
        _ copy: inout CopyWriter, _ session: Key128, _ identifier: Key128,
        _ kind: IdentifierKind, _ ordinal: Int16, _ seen: EventTable.Event
    ) throws {
        try copy.row(fields: 7)
        copy.key(session)
        copy.key(identifier)
        copy.int16(EvidenceRole.own.rawValue)
        copy.int16(kind.rawValue)
        copy.int16(ordinal)
        copy.time(seen.at)
        copy.key(seen.key)
    }
}
