/// A wish to telephone.
struct Ring: Sendable {
    var person: Int
    /// Seconds since 1970.
    var at: Int
    var topic: Topic
    /// How many contacts about the same issue went before.
    var depth = 0
    /// The chat that it comes of, as an index, and why.
    var origin: (chat: Int, cause: Cause)?
    var userField = ""
    var chatID: String?
    var code: String?
    /// National digits; the person then calls from just this number.
    var number: String?
    /// Called at this very moment, whether the company is open or not.
    var insists = false
}

extension World {
    /// Lets somebody call; returns the index of the call, or `nil` if it does not come about.
    mutating func ring(_ wish: Ring, _ random: inout Random) -> Int? {
        let who = population.people[wish.person]
        var at = wish.at
        if !wish.insists, random.chance(850) {
            at = clock.nextOpen(at, spread: random.skewed(0, 9000, power: 2))
        }
        guard period.contains(at * 1000), who.isActive(at * 1000) else { return nil }
        let topic = random.chance(90) ? Topic.account : wish.topic
        var call = Call(
            person: wish.person, start: at, topic: topic, flow: flow(at: at, &random), wait: 0,
            talk: 0, written: "", number: nil, callerName: "")
        time(&call, &random)
        identify(&call, who, wish, &random)
        call.userField = wish.userField
        call.chatID = wish.chatID
        if wish.chatID != nil { call.accountCode = "click2call" }
        call.code = wish.code
        let branch = random.chance(30)
        if configuration.has(.columnVariants), branch, wish.userField.isEmpty, isPlain(call) {
            call.atBranch = true
        }
        guard period.contains(call.end * 1000) else { return nil }
        calls.append(call)
        let index = calls.count - 1
        if let origin = wish.origin {
            causes.append((chat: origin.chat, call: index, cause: origin.cause))
        }
        followUp(index, wish, &random)
        return index
    }

    private func isPlain(_ call: Call) -> Bool {
        switch call.flow {
        case .answered, .menuOnly, .abandoned, .voicemail: true
        default: false
        }
    }

    func flow(at: Int, _ random: inout Random) -> Call.Flow {
        let draw = random.below(1000)
        let first = random.below(population.agents.count)
        let second =
            (first + 1 + random.below(population.agents.count - 1))
            % population.agents.count
        guard clock.isOpen(at) else { return draw < 550 ? .menuOnly : .voicemail }
        switch draw {
        case 0..<130: return .abandoned
        case 130..<190: return .menuOnly
        case 190..<220 where configuration.has(.transfers): return .blindTransfer(first, second)
        case 220..<250 where configuration.has(.transfers): return .attendedTransfer(first, second)
        case 250..<262: return .voicemail
        default: return .answered(first)
        }
    }

    /// Draws how long everything took.
    func time(_ call: inout Call, _ random: inout Random) {
        let wait = random.skewed(3, 420)
        let talk = random.skewed(25, 1900, power: 2)
        let second = random.skewed(30, 900, power: 2)
        let impatient = random.chance(300)
        let menu = random.chance(180)
        let attempts = configuration.has(.transfers) ? random.weighted([70, 20, 10]) : 0
        switch call.flow {
        case .answered:
            (call.wait, call.talk, call.menuFirst) = (wait, talk, menu)
            for _ in 0..<attempts {
                call.rungBefore.append(random.below(population.agents.count))
            }
        case .blindTransfer, .attendedTransfer:
            (call.wait, call.talk, call.secondTalk) = (wait, 20 + talk / 3, second)
        case .menuOnly: call.talk = 10 + talk / 20
        case .abandoned:
            (call.wait, call.menuFirst) = impatient ? (1 + wait % 4, false) : (5 + wait, menu)
        case .voicemail: call.talk = 15 + talk / 25
        case .outbound(_, let reached):
            (call.wait, call.talk) = (random.between(5, 30), reached ? talk / 2 : 0)
        case .internal: (call.wait, call.talk) = (random.between(2, 12), talk / 6)
        }
    }

    private func identify(
        _ call: inout Call, _ who: Person, _ wish: Ring, _ random: inout Random
    ) {
        let boardDraw = random.chance(800)
        let familyDraw = random.chance(250)
        let landlineDraw = random.chance(120)
        let withheld = random.chance(who.withheldPermille)
        let style = random.weighted([60, 25, 15])
        let placeholder = random.pick(Vocabulary.withheldNumbers)
        let named = random.chance(400)
        var national = who.mobile(at: call.start * 1000)
        call.callerName = named ? who.fullName : ""
        if let number = wish.number {
            national = number
        } else if let board = who.switchboard, boardDraw {
            national = population.switchboards[board].number
            call.callerName = population.switchboards[board].name
            call.numberShared = true
        } else if withheld {
            call.written = placeholder
            call.callerName = ""
            return
        } else if let family = who.familyLandline, familyDraw {
            national = family
            call.numberShared = true
        } else if landlineDraw {
            national = who.landline
        }
        call.number = plan.e164(national)
        call.written = plan.written(
            national, style: configuration.has(.formatVariants) ? style : 0)
    }

    /// What comes of a call: an order, another try, another question, a call back.
    private mutating func followUp(_ index: Int, _ wish: Ring, _ random: inout Random) {
        let call = calls[index]
        guard population.people[wish.person].role == .customer else { return }
        var again = wish
        again.depth += 1
        again.userField = ""
        again.chatID = nil
        again.code = nil
        again.number = nil
        // Who did not get through tries again for the same reason, who did comes with the issue.
        if call.isAnswered || wish.origin?.cause != .instructed {
            again.origin?.cause = .sameIssue
        }
        switch call.outcome {
        case "handled":
            if call.topic == .product, random.chance(520) {
                buyByPhone(wish.person, at: (call.end - 15) * 1000, &random)
            }
            guard wish.depth < 3, random.chance(230) else { return }
            let later = call.end + random.skewed(1800, 750_000, power: 2)
            if random.chance(650) {
                again.at = later
                _ = ring(again, &random)
            } else {
                returnToChat(wish, at: later, &random)
            }
        case "abandoned", "short_abandon":
            guard wish.depth < 3, random.chance(520) else { return }
            again.at = call.end + random.skewed(40, 12_000)
            _ = ring(again, &random)
        case "voicemail":
            guard call.number != nil, random.chance(500) else { return }
            callBack(
                wish.person, after: call.end + random.between(600, 30_000), call.topic, &random)
        default:
            guard wish.depth < 3, random.chance(250) else { return }
            again.at = call.end + random.skewed(600, 90_000)
            _ = ring(again, &random)
        }
    }

    private mutating func returnToChat(_ wish: Ring, at: Int, _ random: inout Random) {
        guard !population.people[wish.person].browsers.isEmpty else { return }
        var next = Visit(person: wish.person, at: at * 1000, intent: .ask, topic: wish.topic)
        next.depth = wish.depth + 1
        next.wantsChat = true
        visit(next, &random)
    }

    /// An agent calls the customer.
    @discardableResult
    mutating func callBack(
        _ person: Int, after: Int, _ topic: Topic, _ random: inout Random
    ) -> Int? {
        let at = clock.nextOpen(after, spread: random.below(7200))
        let agent = random.below(population.agents.count)
        let reached = random.chance(720)
        let national = population.people[person].mobile(at: at * 1000)
        var call = Call(
            person: person, start: at, topic: topic, flow: .outbound(agent, reached: reached),
            wait: 0, talk: 0, written: plan.written(national, style: 0),
            number: plan.e164(national), callerName: population.agents[agent].name)
        time(&call, &random)
        guard period.contains(call.end * 1000), population.people[person].isActive(at * 1000) else {
            return nil
        }
        calls.append(call)
        return calls.count - 1
    }
}
