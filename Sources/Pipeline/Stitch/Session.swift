import JourneyModel

/// Events of one browser that belong together; events and texts are places in an ``EventTable``.
struct Session {
    var first: Int32
    var last: Int32
    var startedAt: Timestamp
    var endedAt: Timestamp
    var sessionRef: Int32
    var account = EventTable.none
    /// The event that first named the account.
    var accountEvent = EventTable.none
    var events: Int32 = 0
    var pageViews: Int32 = 0
    var entryPage = EventTable.none
    var campaign = EventTable.none
    var language = EventTable.none
    var device: Int16 = 0

    init(first place: Int32, _ event: EventTable.Event) {
        first = place
        last = place
        startedAt = event.at
        endedAt = event.at
        sessionRef = event.sessionRef
        append(place, event)
    }

    mutating func append(_ place: Int32, _ event: EventTable.Event) {
        last = place
        endedAt = event.at
        events += 1
        if event.isPageView {
            pageViews += 1
            if entryPage < 0 { entryPage = event.page }
        }
        if account < 0, event.account >= 0 {
            account = event.account
            accountEvent = place
        }
        if device == 0 { device = event.device }
        if campaign < 0 { campaign = event.campaign }
        if language < 0 { language = event.language }
    }
}
