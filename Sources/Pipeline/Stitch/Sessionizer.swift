import JourneyModel

/// Cuts the events of one browser into sessions.
///
/// A session ends after 30 minutes without activity, where a chat of that browser counts as
/// activity, and where another account logs in. Where the source has session ids of its own they
/// decide instead of the gap. There is no cut at midnight.
struct Sessionizer {
    typealias Chat = (startedAt: Timestamp, endedAt: Timestamp)

    /// Longest silence within a session, in microseconds.
    static let gap: Int64 = 30 * 60 * 1_000_000

    private(set) var sessions: [Session] = []
    /// The session of each event given.
    private(set) var sessionOf: [Int32]
    /// The session that is open for each session id of the source's own.
    private var open: [Int32: Int] = [:]

    init(_ table: EventTable) {
        sessionOf = Array(repeating: -1, count: table.events.count)
    }

    /// - Parameters:
    ///   - places: Of one browser and one source, sorted by (time, id).
    ///   - chats: Of the browser, sorted by start.
    mutating func cut(_ table: EventTable, _ places: ArraySlice<Int32>, chats: [Chat]) {
        var current = -1
        open.removeAll(keepingCapacity: true)
        for place in places {
            let event = table.events[Int(place)]
            if current < 0 || sessions[current].sessionRef != event.sessionRef {
                if current >= 0 { open[sessions[current].sessionRef] = current }
                current = open[event.sessionRef] ?? -1
            }
            if current < 0 || Self.isCut(sessions[current], event, chats) {
                current = sessions.count
                sessions.append(Session(first: place, event))
            } else {
                sessions[current].append(place, event)
            }
            sessionOf[Int(place)] = Int32(current)
        }
    }

    private static func isCut(
        _ session: Session, _ event: EventTable.Event, _ chats: [Chat]
    ) -> Bool {
        if session.account >= 0, event.account >= 0, session.account != event.account {
            return true
        }
        if session.sessionRef >= 0 { return false }
        let silence = event.at - session.endedAt
        if silence <= gap { return false }
        return event.at - alive(from: session.endedAt, until: event.at, chats) > gap
    }

    /// The last activity at or after `start`, carried on by chats that began while it was alive.
    private static func alive(
        from start: Timestamp, until end: Timestamp, _ chats: [Chat]
    ) -> Timestamp {
        var last = start
        for chat in chats {
            if chat.startedAt > end { break }
            if chat.endedAt > last, chat.startedAt - last <= gap {
                last = min(chat.endedAt, end)
            }
        }
        return last
    }
}
