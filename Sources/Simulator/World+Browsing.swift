/// One visit to the site in the making.
struct Visit: Sendable {
    var person: Int
    var at: Int
    var intent: Site.Intent
    var topic: Topic
    /// How many contacts about the same issue went before.
    var depth = 0
    /// Came in order to chat.
    var wantsChat = false
}

extension World {
    /// The visit as it proceeds from page to page.
    private struct Progress {
        var visit: Visit
        var browser: Int
        var cookie: Int
        var time: Int
        var account: Int?
        var wrongAccount = false
        var trail: [(page: Int, at: Int)] = []
        var chatted = false
        var chat: ChatEnd?
        var campaign: Int?
    }

    mutating func visit(_ visit: Visit, _ random: inout Random) {
        let who = population.people[visit.person]
        guard period.contains(visit.at), who.isActive(visit.at) else { return }
        let browser = chooseBrowser(who, &random)
        let device = population.browsers[browser]
        var progress = Progress(
            visit: visit, browser: browser, cookie: device.cookie(at: visit.at), time: visit.at)
        startSignedIn(&progress, who, device, &random)
        if random.chance(150) { progress.campaign = random.below(Vocabulary.campaigns.count) }
        let pages = site.walk(visit.intent, topic: visit.topic, &random)
        let isFamily = browser == who.tablet
        let login =
            who.account == nil ? nil : loginStep(visit, pages.count, isFamily: isFamily, &random)
        for (step, page) in pages.enumerated() {
            view(page, &progress)
            if step == login, progress.account != visit.person { signIn(&progress, &random) }
            act(on: page, &progress, &random)
            if !progress.chatted { mayChat(on: page, &progress, &random) }
            progress.time += random.skewed(3, 420) * 1000
            guard progress.time < period.upperBound else { return }
        }
        if visit.intent == .buy, random.chance(progress.chat?.helped == true ? 760 : 640) {
            order(&progress, &random)
        }
        if random.chance(20), configuration.has(.twoAccountsInSession) {
            lendBrowser(&progress, &random)
        }
    }

    private func chooseBrowser(_ who: Person, _ random: inout Random) -> Int {
        if who.usesKiosk, let kiosk = population.kiosk, random.chance(250) { return kiosk }
        if let tablet = who.tablet, random.chance(450) { return tablet }
        return who.browsers[random.weighted(Array([6, 3, 2].prefix(who.browsers.count)))]
    }

    private func startSignedIn(
        _ progress: inout Progress, _ who: Person, _ device: Browser, _ random: inout Random
    ) {
        if !device.shared {
            if who.account != nil, random.chance(250) { progress.account = progress.visit.person }
        } else if let tablet = who.tablet, tablet == progress.browser, random.chance(40) {
            let family = population.people.indices.filter {
                population.people[$0].tablet == tablet && $0 != progress.visit.person
                    && population.people[$0].account != nil
            }
            guard !family.isEmpty else { return }
            progress.account = random.pick(family)
            progress.wrongAccount = true
        }
    }

    private func loginStep(
        _ visit: Visit, _ pages: Int, isFamily: Bool, _ random: inout Random
    ) -> Int? {
        let likely =
            switch visit.intent {
            case .look: isFamily ? 400 : 120
            case .buy: isFamily ? 850 : 650
            case .ask: isFamily ? 700 : 430
            }
        return random.chance(likely) ? random.below(pages) : nil
    }

    private func event(_ kind: WebEvent.Kind, _ page: Int, _ progress: Progress) -> WebEvent {
        var mixer = Random(
            seed: UInt64(progress.time), part: UInt64(events.count), index: progress.visit.person)
        var event = WebEvent(
            id: mixer.identifier(), time: progress.time, person: progress.visit.person,
            browser: progress.browser, cookie: progress.cookie, account: progress.account,
            page: page, referrer: progress.trail.dropLast().last?.page, kind: kind)
        event.wrongAccount = progress.wrongAccount
        event.campaign = progress.trail.count <= 1 ? progress.campaign : nil
        return event
    }

    private mutating func view(_ page: Int, _ progress: inout Progress) {
        progress.trail.append((page: page, at: progress.time))
        events.append(event(.page, page, progress))
    }

    private mutating func signIn(_ progress: inout Progress, _ random: inout Random) {
        progress.account = progress.visit.person
        progress.wrongAccount = false
        progress.time += random.between(2, 20) * 1000
        let page = progress.trail.last?.page ?? 0
        if random.chance(12) {
            events.append(event(.alias, page, progress))
            progress.time += 40
        }
        events.append(event(.identify, page, progress))
        progress.time += 400
    }

    private mutating func act(
        on page: Int, _ progress: inout Progress, _ random: inout Random
    ) {
        let place = site.pages[page]
        switch place.group {
        case .product where progress.visit.intent == .buy && random.chance(600):
            progress.time += random.between(2, 60) * 1000
            events.append(event(.productAdded, page, progress))
        case .checkout where place.path == "/checkout":
            progress.time += random.between(1, 9) * 1000
            events.append(event(.checkoutStarted, page, progress))
        case .service where place.path == "/contact" && random.chance(160):
            progress.time += random.between(3, 30) * 1000
            let click = event(.phoneClicked, page, progress)
            events.append(click)
            guard random.chance(600) else { return }
            let byHand = random.between(20, 500)
            let dials = population.browsers[progress.browser].dials
            let at = progress.time / 1000 + (dials ? 4 + byHand % 23 : byHand)
            var call = Ring(person: progress.visit.person, at: at, topic: progress.visit.topic)
            call.depth = progress.visit.depth
            if let chat = progress.chat {
                // Nobody dials while they chat, or again when they are going to call anyway.
                guard at * 1000 > chat.at, !chat.led else { return }
                if let cause = chat.cause { call.origin = (chat.chat, cause) }
            }
            // Who has just called does not also ask in a chat.
            guard let index = ring(call, &random) else { return }
            progress.chatted = true
            clicked.append((event: click.id, call: index))
        case .company where place.path == "/newsletter" && random.chance(300):
            progress.time += random.between(5, 40) * 1000
            var subscription = event(.subscribe, page, progress)
            let email = population.people[progress.visit.person].email
            subscription.typedEmail = typed(email: email, &random)
            events.append(subscription)
        default: break
        }
    }

    private mutating func mayChat(
        on page: Int, _ progress: inout Progress, _ random: inout Random
    ) {
        let visit = progress.visit
        let factor =
            switch visit.intent {
            case .look: 350
            case .buy: 500
            case .ask: 850
            }
        let wanted = random.chance(site.pages[page].chatPermille * factor / 1000)
        let invited = random.chance(9)
        let came = visit.wantsChat && progress.trail.count >= 2
        guard wanted || invited || came else { return }
        progress.chatted = true
        var request = ChatRequest(
            person: visit.person, at: progress.time + random.between(4, 90) * 1000, page: page,
            topic: visit.topic, browser: progress.browser)
        request.depth = visit.depth
        request.cookie = progress.cookie
        request.account = progress.account
        request.trail = progress.trail
        request.invited = invited && !wanted && !came
        guard let end = chat(request, &random) else { return }
        progress.chat = end
        progress.time = random.chance(600) ? max(progress.time, end.at) : progress.time
    }

    private mutating func order(_ progress: inout Progress, _ random: inout Random) {
        let who = population.people[progress.visit.person]
        let page = site.index(of: "/checkout/confirmation")
        progress.time += random.between(20, 200) * 1000
        view(page, &progress)
        progress.time += random.between(300, 2500)
        let signedIn = progress.account == progress.visit.person
        var order = newOrder(progress.visit.person, channel: "web", at: progress.time, &random)
        order.account = signedIn ? who.account : nil
        order.email = signedIn ? plain(email: who.email) : typed(email: who.email, &random)
        if random.chance(300) { order.phone = typed(phone: who.mobile(at: progress.time), &random) }
        orders.append(order)
        var completed = event(.orderCompleted, page, progress)
        completed.order = orders.count - 1
        if signedIn, random.chance(150) {
            completed.browser = nil
            completed.cookie = nil
        }
        events.append(completed)
    }

    /// Somebody else signs in on the same browser a few minutes later.
    private mutating func lendBrowser(_ progress: inout Progress, _ random: inout Random) {
        let other = random.below(configuration.people)
        guard progress.account != nil, other != progress.visit.person,
            population.people[other].account != nil,
            population.people[other].isActive(progress.time)
        else { return }
        progress.visit.person = other
        progress.account = nil
        progress.trail = []
        progress.time += random.between(60, 600) * 1000
        guard progress.time + 3_600_000 < period.upperBound else { return }
        signIn(&progress, &random)
        for path in ["/account", "/account/orders", "/account/invoices"] {
            view(site.index(of: path), &progress)
            progress.time += random.between(10, 240) * 1000
        }
    }
}
