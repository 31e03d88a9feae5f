import JourneyModel

/// Cuts the events of one browser into sessions.
///
/// A session ends after 30 minutes without activity, where a chat of that browser counts as
/// activity, and where another account logs in. Where the source has session ids of its own they
/// decide instead of the gap. There is no cut at midnight.
struct Sessionizer {
    /// Longest silence within a session, in microseconds.
    static let gap: Int64 = 30 * 60 * 1_000_000

    /// Times of chats of the browser, sorted by start.
    var chats: [(startedAt: Timestamp, endedAt: Timestamp)] = []

    /// - Parameter events: Of one browser and one source, sorted by (time, message id).
    func sessions(_ events: [SessionEvent]) -> [Session] {
        var finished: [Session] = []
        var open: [String?: Session] = [:]
        for event in events {
            guard var session = open[event.sessionRef] else {
                open[event.sessionRef] = Session(first: event)
                continue
            }
            if isCut(session, event) {
                finished.append(session)
                session = Session(first: event)
            } else {
                session.append(event)
            }
            open[event.sessionRef] = session
        }
        finished.append(contentsOf: open.values)
        return finished.sorted { ($0.startedAt, $0.id) < ($1.startedAt, $1.id) }
    }

    private func isCut(_ session: Session, _ event: SessionEvent) -> Bool {
        if let old = session.account, let new = event.account, old != new { return true }
        if session.sessionRef != nil { return false }
        return event.at - alive(from: session.endedAt, until: event.at) > Self.gap
    }

    /// The last activity at or after `start`, carried on by chats that began while it was alive.
    private func alive(from start: Timestamp, until end: Timestamp) -> Timestamp {
        var last = start
        for chat in chats {
            if chat.startedAt > end { break }
            if chat.endedAt > last, chat.startedAt - last <= Self.gap {
                last = min(chat.endedAt, end)
            }
        }
        return last
    }
}
