/// Writes web events as the NDJSON of Segment and, for some browsers, of RudderStack.
struct SegmentWriter {
    private let world: World
    private var random: Random
    /// Page fragments, by page and language, ready to be copied.
    private let pageText: [[PageText]]

    /// The parts of a page object that do not change from view to view.
    private struct PageText {
        let path: [UInt8]
        let url: [UInt8]
        let title: [UInt8]
    }

    init(_ world: World) {
        self.world = world
        random = Random(seed: world.configuration.seed, part: 10)
        pageText = world.site.pages.map { page in
            ["", "/en"].map { prefix in
                PageText(
                    path: Array((prefix + page.path).utf8),
                    url: Array((Site.host + prefix + page.path).utf8),
                    title: Array(page.title.utf8))
            }
        }
    }

    static func fileName(day: Int) -> String {
        var output = Output()
        output.raw("web/segment-")
        output.date(day: day)
        output.raw(".ndjson")
        return output.text
    }

    mutating func write(to files: inout FileSet) {
        let hazards = world.configuration.hazards
        let firstDay = floorDivide(world.period.lowerBound, 86_400_000).quotient - 1
        let lastDay = floorDivide(world.period.upperBound - 1, 86_400_000).quotient
        var places = [Int?](repeating: nil, count: lastDay - firstDay + 1)
        func place(_ day: Int) -> Int {
            if let known = places[day - firstDay] { return known }
            let fresh = files.place(Self.fileName(day: day))
            places[day - firstDay] = fresh
            return fresh
        }
        for event in world.events {
            let isLate = random.chance(6) && hazards.contains(.lateRows)
            let delay = isLate ? random.between(30, 70) * 3_600_000 : 0
            let own = floorDivide(event.time + delay, 86_400_000).quotient
            let day = max(firstDay, min(own, lastDay))
            files.line(at: place(day)) { write(event, delay: delay, to: &$0) }
            let fate = random.below(1000)
            if hazards.contains(.duplicates), fate < 7 {
                let again = fate < 4 ? day : min(day + 1, lastDay)
                files.line(at: place(again)) { write(event, delay: delay, to: &$0) }
            }
            if hazards.contains(.malformedRows), fate >= 997, random.chance(200) {
                addBadLine(event, to: &files, Self.fileName(day: day))
            }
        }
    }

    private mutating func addBadLine(
        _ event: WebEvent, to files: inout FileSet, _ name: String
    ) {
        var copy = event
        copy.id = random.identifier()
        var line = Output()
        write(copy, delay: 0, to: &line)
        switch random.below(3) {
        case 0: files.badLine(name, Array(line.bytes.prefix(line.count / 2)), why: "truncated")
        case 1:
            let text =
                #"{"type":"page","messageId":"\#(copy.id.text)","timestamp":"2026-13-45T99:00"}"#
            files.badLine(name, Array(text.utf8), why: "bad-time")
        default:
            let text =
                #"{"type":"page","messageId":"\#(copy.id.text)","properties":{"url":"\#(Site.host)/"},"#
                + #""timestamp":"\#(instantText(event.time))"}"#
            files.badLine(name, Array(text.utf8), why: "no-identity")
        }
    }

    private func write(_ event: WebEvent, delay: Int, to line: inout Output) {
        let device = event.browser.map { world.population.browsers[$0] }
        let isServer = event.browser == nil && event.botAgent == nil
        let rudder = device?.rudder ?? false
        line.raw(#"{"type":""#)
        line.raw(type(of: event))
        line.raw(#"","messageId":""#)
        line.uuid(event.id)
        line.raw(#"""#)
        if isServer {
            line.raw(#","channel":"server""#)
        } else if rudder {
            line.raw(#","channel":"web""#)
        }
        identity(of: event, to: &line)
        switch event.kind {
        case .page: line.raw(#","name":null"#)
        case .productAdded: line.raw(#","event":"Product Added""#)
        case .checkoutStarted: line.raw(#","event":"Checkout Started""#)
        case .orderCompleted: line.raw(#","event":"Order Completed""#)
        case .phoneClicked: line.raw(#","event":"Phone Number Clicked""#)
        default: break
        }
        properties(of: event, to: &line)
        context(of: event, device, rudder: rudder, isServer: isServer, to: &line)
        line.raw(rudder || isServer ? #","integrations":{"All":true}"# : #","integrations":{}"#)
        times(of: event, skew: device?.skew ?? 0, delay: delay, isServer: isServer, to: &line)
        line.raw("}")
    }

    private func type(of event: WebEvent) -> String {
        switch event.kind {
        case .page: "page"
        case .identify, .subscribe: "identify"
        case .alias: "alias"
        default: "track"
        }
    }

    private func identity(of event: WebEvent, to line: inout Output) {
        if let cookie = event.cookie {
            line.raw(event.kind == .alias ? #","previousId":""# : #","anonymousId":""#)
            line.uuid(world.population.cookies[cookie])
            line.raw(#"""#)
        } else if event.botAgent != nil {
            line.raw(#","anonymousId":""#)
            line.uuid(event.id)
            line.raw(#"""#)
        }
        let account = event.account.flatMap { world.population.people[$0].account }
        line.raw(#","userId":"#)
        line.json(account)
    }

    private func properties(of event: WebEvent, to line: inout Output) {
        switch event.kind {
        case .page:
            line.raw(#","properties":"#)
            pageObject(of: event, to: &line)
        case .identify, .subscribe: traits(of: event, key: "traits", to: &line)
        case .orderCompleted:
            guard let index = event.order else { return }
            let order = world.orders[index]
            line.raw(#","properties":{"order_id":""#)
            line.raw(order.id)
            line.raw(#"","total":"#)
            line.raw(money(order.amount))
            line.raw(#","currency":""#)
            line.raw(world.currency)
            line.raw(#""}"#)
        case .productAdded:
            line.raw(#","properties":{"product_id":"#)
            let path = world.site.pages[event.page].path
            line.json(path.split(separator: "/").last.map(String.init) ?? path)
            line.raw(#","quantity":1}"#)
        case .checkoutStarted, .phoneClicked: line.raw(#","properties":{}"#)
        case .alias: break
        }
    }

    private func traits(of event: WebEvent, key: String, to line: inout Output) {
        line.raw(#",""#)
        line.raw(key)
        line.raw(#"":{"email":"#)
        if let typed = event.typedEmail {
            line.json(typed.text)
        } else if let account = event.account {
            let who = world.population.people[account]
            line.json(who.email)
            line.raw(#","firstName":"#)
            line.json(who.firstName)
            line.raw(#","lastName":"#)
            line.json(who.lastName)
        } else {
            line.raw(#""""#)
        }
        line.raw("}")
    }

    private func pageObject(of event: WebEvent, to line: inout Output) {
        let german = event.person.map { world.population.people[$0].germanSpeaking } ?? true
        let language = german ? 0 : 1
        let page = pageText[event.page][language]
        line.raw(#"{"path":""#)
        line.raw(page.path)
        line.raw(#"","referrer":""#)
        if let referrer = event.referrer { line.raw(pageText[referrer][language].url) }
        line.raw(#"","search":""#)
        query(of: event, to: &line)
        line.raw(#"","title":""#)
        line.raw(page.title)
        line.raw(#"","url":""#)
        line.raw(page.url)
        query(of: event, to: &line)
        line.raw(#""}"#)
    }

    private func query(of event: WebEvent, to line: inout Output) {
        guard let index = event.campaign else { return }
        let campaign = Vocabulary.campaigns[index]
        line.raw("?utm_source=\(campaign.source)&utm_medium=\(campaign.medium)")
        line.raw("&utm_campaign=\(campaign.name)")
    }

    private func context(
        of event: WebEvent, _ device: Browser?, rudder: Bool, isServer: Bool, to line: inout Output
    ) {
        if isServer {
            return line.raw(
                #","context":{"library":{"name":"analytics-python","version":"2.3.2"}}"#)
        }
        let german = event.person.map { world.population.people[$0].germanSpeaking } ?? true
        line.raw(#","context":{"ip":"198.51.100."#)
        line.number((event.cookie ?? event.botAgent ?? 0) % 250 + 1)
        line.raw(#"","userAgent":""#)
        line.raw(device?.userAgent ?? Vocabulary.botAgents[event.botAgent ?? 0])
        line.raw(german ? #"","locale":"de-DE","page":"# : #"","locale":"en-GB","page":"#)
        pageObject(of: event, to: &line)
        if let index = event.campaign {
            let campaign = Vocabulary.campaigns[index]
            line.raw(#","campaign":{"name":""# + campaign.name)
            line.raw(#"","source":""# + campaign.source)
            line.raw(#"","medium":""# + campaign.medium + #""}"#)
        }
        if rudder {
            if event.kind == .identify || event.kind == .subscribe {
                traits(of: event, key: "traits", to: &line)
            }
            line.raw(#","library":{"name":"RudderLabs JavaScript SDK","version":"3.7.9"}}"#)
        } else {
            line.raw(#","library":{"name":"analytics.js","version":"next-1.81.0"}}"#)
        }
    }

    private func times(
        of event: WebEvent, skew: Int, delay: Int, isServer: Bool, to line: inout Output
    ) {
        let entries = [
            (#","originalTimestamp":""#, event.time + skew),
            (#","sentAt":""#, event.time + skew + delay + 180),
            (#","receivedAt":""#, event.time + delay + 180), (#","timestamp":""#, event.time),
        ]
        for (key, time) in entries {
            line.raw(key)
            let (seconds, milliseconds) = floorDivide(time, 1000)
            line.dateTime(seconds: seconds)
            line.raw(".")
            line.padded(milliseconds, 3)
            line.raw(isServer ? #"000+00:00""# : #"Z""#)
        }
    }
}

/// An amount as a plain decimal.
func money(_ cents: Int) -> String {
    var output = Output()
    output.number(cents / 100)
    output.raw(".")
    output.padded(cents % 100, 2)
    return output.text
}

extension World {
    var currency: String { configuration.region == "GB" ? "GBP" : "EUR" }
}
