/// Everything that happens without a customer wanting something.
extension World {
    mutating func runBackground() {
        var random = Random(seed: configuration.seed, part: 3)
        if configuration.has(.bots) { crawl(&random) }
        talkAmongAgents(&random)
        if configuration.has(.switchboard) { callThroughSwitchboards(&random) }
        if configuration.has(.deskTests) { testAtDesk(&random) }
        var night = Random(seed: configuration.seed, part: 4)
        callAroundClockChanges(&night)
    }

    private mutating func crawl(_ random: inout Random) {
        for _ in 0..<max(4, configuration.days * configuration.people / 1200) {
            var time = moment(&random)
            let agent = random.below(Vocabulary.botAgents.count)
            for _ in 0..<random.between(1, 14) where time < period.upperBound {
                var event = WebEvent(
                    id: random.identifier(), time: time, person: nil, browser: nil, cookie: nil,
                    account: nil, page: random.below(site.pages.count), referrer: nil, kind: .page,
                    role: .bot)
                event.botAgent = agent
                events.append(event)
                time += random.between(300, 4000)
            }
        }
    }

    private mutating func talkAmongAgents(_ random: inout Random) {
        for _ in 0..<max(2, configuration.days * population.agents.count / 20) {
            let at = clock.nextOpen(moment(&random) / 1000, spread: random.below(7200))
            let first = random.below(population.agents.count)
            let second = (first + 1) % population.agents.count
            var call = Call(
                person: 0, role: .test, start: at, topic: .account, flow: .internal(first, second),
                wait: 0, talk: 0, written: population.agents[first].extensionNumber, number: nil,
                callerName: population.agents[first].name)
            time(&call, &random)
            if period.contains(call.end * 1000) { calls.append(call) }
        }
        for _ in 0..<max(1, configuration.people * configuration.days / 1500) {
            let person = random.below(configuration.people)
            callBack(person, after: moment(&random) / 1000, randomTopic(&random), &random)
        }
    }

    /// Companies known from calls only: two of their people are on the line at once.
    private mutating func callThroughSwitchboards(_ random: inout Random) {
        for board in population.switchboards where board.callsOnly && board.people.count > 1 {
            for _ in 0..<max(3, configuration.days / 2) {
                let at = clock.nextOpen(moment(&random) / 1000, spread: random.below(7200))
                let first = random.below(board.people.count)
                let second = (first + 1) % board.people.count
                for (place, delay) in [(first, 0), (second, random.between(4, 40))] {
                    var wish = Ring(
                        person: board.people[place], at: at + delay, topic: randomTopic(&random))
                    wish.number = board.number
                    wish.insists = true
                    wish.depth = 3
                    guard let index = ring(wish, &random) else { continue }
                    calls[index].callerName = board.name
                    calls[index].numberShared = true
                }
            }
        }
    }

    /// Employees click through the shop, open chats and call the hotline.
    private mutating func testAtDesk(_ random: inout Random) {
        guard let desk = population.desk else { return }
        for _ in 0..<max(6, configuration.days) {
            let person = population.firstEmployee + random.below(4)
            let at = clock.nextOpen(moment(&random) / 1000, spread: random.below(7200)) * 1000
            let cookie = population.browsers[desk].cookie(at: at)
            var time = at
            var trail: [(page: Int, at: Int)] = []
            for step in 0..<random.between(2, 6) where period.contains(time) {
                let page = random.below(site.pages.count)
                trail.append((page: page, at: time))
                events.append(
                    WebEvent(
                        id: random.identifier(), time: time, person: person, browser: desk,
                        cookie: cookie, account: person, page: page, referrer: nil,
                        kind: step == 0 ? .identify : .page, role: .test))
                time += random.between(2000, 30_000)
            }
            if random.chance(300) {
                var request = ChatRequest(
                    person: person, at: time, page: 0, topic: randomTopic(&random), browser: desk)
                request.account = person
                request.cookie = cookie
                request.trail = trail
                request.role = .test
                _ = chat(request, &random)
            }
            guard random.chance(300) else { continue }
            var wish = Ring(person: person, at: time / 1000, topic: .account)
            wish.number = population.people[person].landline
            guard let index = ring(wish, &random) else { continue }
            calls[index].role = .test
        }
    }

    /// Calls in the hour that the clocks repeat or skip, on the emergency line.
    private mutating func callAroundClockChanges(_ random: inout Random) {
        for change in clock.transitions where period.contains(change.at * 1000) {
            for minute in [-50, -30, -10, -1, 5, 25, 45] {
                let person = random.below(configuration.people)
                var wish = Ring(
                    person: person, at: change.at + minute * 60 + random.below(50),
                    topic: .technical)
                wish.number = population.people[person].mobile(at: change.at * 1000)
                wish.insists = true
                wish.depth = 3
                _ = ring(wish, &random)
            }
        }
    }
}
