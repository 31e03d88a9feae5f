import JourneyModel

/// One web event as the session step reads it.
struct SessionEvent {
    var key: Key128
    /// A session that was cut otherwise began with it.
    var beganSession = false
    var at: Timestamp
    var messageID: String
    var account: Key128?
    /// The source's own session id.
    var sessionRef: String?
    var isPageView: Bool
    var page: Int32?
    var device: Int16
    var campaign: String?
    var language: String?
}

/// Events of one browser that belong together.
struct Session {
    var key: Key128
    var id: String
    var sessionRef: String?
    var account: Key128?
    var accountSeen: (at: Timestamp, event: Key128)?
    var startedAt: Timestamp
    var endedAt: Timestamp
    var lastMessageID: String
    var events = 0
    var pageViews = 0
    var entryPage: Int32?
    /// The page of every view, in order.
    private var viewedPages: [Int32] = []
    /// Former sessions whose first event is in this one, but not its first.
    private(set) var absorbed: [Key128] = []
    var device: Int16 = 0
    var campaign: String?
    var language: String?

    init(first event: SessionEvent) {
        key = event.key
        id = event.messageID
        sessionRef = event.sessionRef
        startedAt = event.at
        endedAt = event.at
        lastMessageID = event.messageID
        append(event)
    }

    mutating func append(_ event: SessionEvent) {
        endedAt = event.at
        lastMessageID = event.messageID
        events += 1
        if event.beganSession, event.key != key { absorbed.append(event.key) }
        if event.isPageView {
            pageViews += 1
            entryPage = entryPage ?? event.page
            if let page = event.page { viewedPages.append(page) }
        }
        if account == nil, let login = event.account {
            account = login
            accountSeen = (event.at, event.key)
        }
        if device == 0 { device = event.device }
        campaign = campaign ?? event.campaign
        language = language ?? event.language
    }

    /// Each page once, with how often it was viewed.
    var views: [(page: Int32, count: Int32)] {
        var views: [(page: Int32, count: Int32)] = []
        for page in viewedPages.sorted() {
            if views.last?.page != page { views.append((page, 0)) }
            views[views.count - 1].count += 1
        }
        return views
    }
}
