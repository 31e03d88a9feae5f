/// Everyone and everything that exists before the first day.
struct Population: Sendable {
    private(set) var people: [Person] = []
    private(set) var browsers: [Browser] = []
    private(set) var cookies: [Identifier128] = []
    private(set) var switchboards: [Switchboard] = []
    private(set) var agents: [Agent] = []
    /// Browser of the shop floor, used by dozens.
    private(set) var kiosk: Int?
    /// Browser at which employees order for customers.
    private(set) var desk: Int?
    /// Index of the first employee in `people`.
    private(set) var firstEmployee = 0

    private let configuration: Configuration
    private let plan: NumberPlan
    /// Start and end of the simulation in milliseconds.
    private let period: Range<Int>

    init(configuration: Configuration, plan: NumberPlan, period: Range<Int>) {
        self.configuration = configuration
        self.plan = plan
        self.period = period
        var random = Random(seed: configuration.seed, part: 1)
        for index in 0..<configuration.people { addPerson(index, &random) }
        hireAgents(&random)
        if configuration.has(.familyTablet) { foundFamilies(&random) }
        if configuration.has(.kiosk) { openKiosk(&random) }
        if configuration.has(.switchboard) { foundSwitchboards(&random) }
        if configuration.has(.reassignedNumbers) { reassignNumbers(&random) }
        if configuration.has(.seasonalCallers) { sendOnLeave(&random) }
        hireEmployees(&random)
    }

    private mutating func addPerson(_ index: Int, _ random: inout Random) {
        let first = random.pick(Vocabulary.firstNames)
        let last = random.pick(Vocabulary.lastNames)
        let german = random.chance(800)
        let hasAccount = random.chance(880)
        let mail =
            Vocabulary.folded(first) + "." + Vocabulary.folded(last)
            + "\(index + 11)@" + random.pick(Vocabulary.mailHosts)
        var person = Person(
            firstName: first, lastName: last,
            account: hasAccount ? "C\(200_000 + index * 7)" : nil, email: mail,
            mobile: plan.mobile(&random), landline: plan.landline(&random), germanSpeaking: german)
        person.visits = random.skewed(20, 210, power: 2)
        person.calls = random.skewed(2, 26, power: 2)
        person.inMaster = hasAccount && random.chance(950)
        person.mobileInMaster = random.chance(760)
        person.withheldPermille =
            configuration.has(.withheldNumbers) ? (random.chance(150) ? 700 : 30) : 0
        let several = configuration.has(.severalBrowsers)
        for _ in 0..<(several ? random.weighted([0, 5, 4, 1]) : 1) {
            person.browsers.append(addBrowser(&random))
        }
        people.append(person)
    }

    /// Whether this is one of the rare browsers of a hazard is drawn for all, so that a hazard
    /// changes only what it is about.
    private mutating func addBrowser(_ random: inout Random, agent: Int? = nil) -> Int {
        let name = agent ?? random.weighted([35, 28, 22, 9, 6])
        var entries = [(from: Int.min, cookie: addCookie(&random))]
        let loses = random.chance(300)
        let lostAt = period.lowerBound + random.below(period.count / 1000) * 1000
        let fresh = addCookie(&random)
        if loses, configuration.has(.lostCookies), agent == nil {
            entries.append((from: lostAt, cookie: fresh))
        }
        let visitor = "10414779-" + random.token(14)
        var browser = Browser(
            userAgent: Vocabulary.userAgents[name], cookies: entries, zendeskVisitor: visitor)
        let skew = random.between(-7_200_000, 7_200_000)
        if random.chance(30), configuration.has(.clockSkew) { browser.skew = skew }
        browser.rudder = random.chance(200)
        browsers.append(browser)
        return browsers.count - 1
    }

    private mutating func addCookie(_ random: inout Random) -> Int {
        cookies.append(random.identifier())
        return cookies.count - 1
    }

    private mutating func hireAgents(_ random: inout Random) {
        let count = max(6, configuration.people / 120)
        for index in 0..<count {
            agents.append(
                Agent(
                    name: random.pick(Vocabulary.firstNames), chatID: "\(5_611_200 + index * 31)",
                    extensionNumber: "\(201 + index)",
                    instructsPermille: index % 5 == 0 ? 2200 : 800))
        }
    }

    private mutating func foundFamilies(_ random: inout Random) {
        var next = 0
        while next < configuration.people * 9 / 100 || (next == 0 && configuration.people > 1) {
            let members = next..<min(next + random.between(2, 4), configuration.people)
            let tablet = addBrowser(&random, agent: Vocabulary.userAgents.count - 1)
            browsers[tablet].shared = true
            let landline = random.chance(500) ? plan.landline(&random) : nil
            let surname = people[members.lowerBound].lastName
            for member in members {
                people[member].tablet = tablet
                people[member].familyLandline = landline
                people[member].lastName = surname
                // Who shares a browser signs in to be oneself.
                people[member].account = people[member].account ?? "C\(200_000 + member * 7)"
            }
            next = members.upperBound
        }
    }

    private mutating func openKiosk(_ random: inout Random) {
        let browser = addBrowser(&random, agent: 4)
        browsers[browser].shared = true
        kiosk = browser
        for _ in 0..<max(24, configuration.people / 50) {
            people[random.below(configuration.people)].usesKiosk = true
        }
    }

    private mutating func foundSwitchboards(_ random: inout Random) {
        for index in 0..<max(2, configuration.people / 400) {
            var board = newSwitchboard(index, callsOnly: false, &random)
            for _ in 0..<random.between(6, 14) {
                let person = random.below(configuration.people)
                guard people[person].switchboard == nil else { continue }
                people[person].switchboard = index
                people[person].calls += 12
                board.people.append(person)
            }
            switchboards.append(board)
        }
        for _ in 0..<max(1, configuration.people / 800) {
            let index = switchboards.count
            var board = newSwitchboard(index, callsOnly: true, &random)
            for _ in 0..<random.between(8, 15) {
                board.people.append(people.count)
                addPerson(people.count, &random)
                let person = people.count - 1
                people[person].account = nil
                people[person].inMaster = false
                people[person].visits = 0
                people[person].calls = 0
                people[person].switchboard = index
            }
            switchboards.append(board)
        }
    }

    private func newSwitchboard(
        _ index: Int, callsOnly: Bool, _ random: inout Random
    ) -> Switchboard {
        let names = Vocabulary.organisations
        return Switchboard(
            name: names[index % names.count], number: plan.landline(&random), callsOnly: callsOnly)
    }

    /// One gives a number up early, another gets it late: the silence is longer than 45 days
    /// where the period allows, else only the customer master tells.
    private mutating func reassignNumbers(_ random: inout Random) {
        for _ in 0..<max(1, configuration.people / 100) {
            let old = random.below(configuration.people)
            let new = random.below(configuration.people)
            guard old != new, people[old].laterMobile == nil, people[old].mobileValidFrom == nil,
                people[new].laterMobile == nil, people[new].mobileValidFrom == nil
            else { continue }
            let length = period.count
            let end = period.lowerBound + length * 8 / 100
            let start = period.lowerBound + length * 92 / 100
            people[old].laterMobile = (plan.mobile(&random), end)
            people[new].mobile = people[old].mobile
            people[new].activeFrom = start
            people[new].mobileValidFrom = start
            people[old].mobileInMaster = random.chance(600)
            people[new].mobileInMaster = true
            people[old].calls += 20
            people[new].calls += 200
        }
    }

    /// A silence of more than 45 days, or of more than 200 where the period is long enough.
    private mutating func sendOnLeave(_ random: inout Random) {
        let day = 86_400_000
        let days = period.count / day
        guard days >= 55 else { return }
        for person in 0..<configuration.people {
            let wanted = random.chance(60)
            let long = random.chance(500) && days >= 230
            let silence = long ? 205 : 47
            let from = random.between(3, days - silence - 3)
            guard wanted, people[person].laterMobile == nil,
                people[person].mobileValidFrom == nil
            else { continue }
            people[person].silentFrom = period.lowerBound + from * day
            people[person].silentUntil = period.lowerBound + (from + silence) * day
            people[person].calls += 30
        }
    }

    private mutating func hireEmployees(_ random: inout Random) {
        firstEmployee = people.count
        guard configuration.has(.deskTests) else { return }
        let browser = addBrowser(&random, agent: 0)
        browsers[browser].shared = true
        desk = browser
        for index in 0..<4 {
            var employee = Person(
                role: .employee, firstName: agents[index].name, lastName: "Test",
                account: "EMP\(index + 1)", email: "qa\(index + 1)@lindenhof-shop.example",
                mobile: plan.mobile(&random), landline: plan.areaCode + "2312510\(index)",
                germanSpeaking: true)
            employee.browsers = [browser]
            people.append(employee)
        }
    }
}
