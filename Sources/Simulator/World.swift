import Foundation

/// The company while it is being simulated: all that exists, and all that has happened.
struct World: Sendable {
    let configuration: Configuration
    let plan: NumberPlan
    let site: Site
    let clock: LocalClock
    /// First and last millisecond.
    let period: Range<Int>
    let population: Population

    var events: [WebEvent] = []
    var chats: [Chat] = []
    var calls: [Call] = []
    var orders: [Order] = []
    /// What made a call follow a chat; indexes of `chats` and `calls`.
    var causes: [(chat: Int, call: Int, cause: Cause)] = []
    /// Calls that came of a click on the number; indexes of `calls`.
    var clicked: [(event: Identifier128, call: Int)] = []

    init(configuration: Configuration, zone: TimeZone, plan: NumberPlan) {
        self.configuration = configuration
        self.plan = plan
        site = Site()
        let day = configuration.start
        let first = CivilDate.dayNumber(year: day.year, month: day.month, day: day.day)
        let local = first * 86_400
        let noon = local + 43_200
        let probe = LocalClock(zone: zone, from: local - 86_400, to: noon)
        let start = probe.instant(local: local)
        let end = start + configuration.days * 86_400
        clock = LocalClock(zone: zone, from: start - 86_400, to: end + 40 * 86_400)
        period = start * 1000..<end * 1000
        population = Population(configuration: configuration, plan: plan, period: period)
    }

    /// Simulates the whole period.
    mutating func run() {
        events.reserveCapacity(configuration.people * configuration.days)
        for person in population.people.indices { live(person) }
        runBackground()
        numberCalls()
        events.sort { ($0.time, $0.id.high) < ($1.time, $1.id.high) }
    }

    /// Gives calls their unique ids in the order in which the switchboard saw them.
    private mutating func numberCalls() {
        let order = calls.indices.sorted { (calls[$0].start, $0) < (calls[$1].start, $1) }
        var next = (main: 1, branch: 900_001)
        for index in order {
            let width = calls[index].channels
            if calls[index].atBranch {
                calls[index].sequence = next.branch
                next.branch += width
            } else {
                calls[index].sequence = next.main
                next.main += width
            }
        }
    }

    /// A moment of the period, by day and hour as people are awake.
    func moment(_ random: inout Random) -> Int {
        let weights = [
            1, 1, 0, 0, 0, 1, 3, 6, 9, 12, 13, 12, 11, 10, 10, 10, 11, 12, 13, 14, 13, 10,
        ]
        let days = configuration.days
        let firstLocal = clock.local(period.lowerBound / 1000)
        var day = random.below(days)
        if clock.weekday(clock.instant(local: firstLocal + day * 86_400 + 43_200)) == 6,
            random.chance(450)
        {
            day = random.below(days)
        }
        let seconds = random.weighted(weights) * 3600 + random.below(3600)
        let instant = clock.instant(local: firstLocal + day * 86_400 + seconds)
        return instant * 1000 + random.below(1000)
    }

    /// `count` tenths of something in 60 days, scaled to the period, rounded by chance.
    func scaled(_ tenths: Int, _ random: inout Random) -> Int {
        let hundredths = tenths * configuration.days * 10 / 60
        return hundredths / 100 + (random.below(100) < hundredths % 100 ? 1 : 0)
    }

    /// One person's life in the period.
    private mutating func live(_ person: Int) {
        let who = population.people[person]
        guard who.role == .customer else { return }
        var random = Random(seed: configuration.seed, part: 2, index: person)
        var visits: [Int] = []
        for _ in 0..<scaled(who.visits, &random) { visits.append(moment(&random)) }
        visits.sort()
        var last = Int.min
        for at in visits {
            let topic = randomTopic(&random)
            let intent: Site.Intent = [.look, .buy, .ask][random.weighted([45, 29, 26])]
            guard at - 3_600_000 > last, who.isActive(at) else { continue }
            last = at
            visit(Visit(person: person, at: at, intent: intent, topic: topic), &random)
        }
        for _ in 0..<scaled(who.calls, &random) {
            let at = moment(&random)
            let topic = randomTopic(&random)
            _ = ring(Ring(person: person, at: at / 1000, topic: topic), &random)
        }
        if random.below(100) < 25 { buyInStore(person, &random) }
    }

    func randomTopic(_ random: inout Random) -> Topic {
        Topic.allCases[random.weighted([28, 14, 16, 15, 18, 9])]
    }
}
