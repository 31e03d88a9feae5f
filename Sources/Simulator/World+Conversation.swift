extension World {
    /// Writes the turns of a chat that an agent answered.
    func converse(
        _ chat: inout Chat, _ agent: Int, _ reason: ChatReason, _ random: inout Random
    ) {
        let german = population.people[chat.person].germanSpeaking
        var script = Script(chat: chat, time: chat.start, german: german)
        if chat.invited { script.add(.triggerSays(Phrases.invitation(german: german))) }
        script.add(.visitorJoins)
        let topic = chat.topic
        script.add(.visitorSays(Phrases.question(topic, german: german, &random)), after: 1000)
        if random.chance(250) {
            script.add(.queued(position: random.between(1, 4)), after: 2000)
        }
        script.add(.agentJoins(agent), after: random.skewed(4, 170) * 1000)
        script.add(.agentSays(agent, Phrases.greeting(german: german)), after: 1200)
        let handler = mayTransfer(&script, &chat, agent, &random)
        for _ in 0..<random.between(1, 4) {
            let answer = Phrases.answer(topic, german: german, &random)
            script.add(.agentSays(handler, answer), after: random.skewed(8, 200) * 1000)
            let remark = Phrases.remark(german: german, &random)
            script.add(.visitorSays(remark), after: random.skewed(6, 160) * 1000)
        }
        send(&script, &chat, handler, reason, &random)
        close(&script, &chat, handler, &random)
        chat.turns = script.turns
        chat.agents = handler == agent ? [agent] : [agent, handler]
        chat.end = script.time
    }

    private func mayTransfer(
        _ script: inout Script, _ chat: inout Chat, _ agent: Int, _ random: inout Random
    ) -> Int {
        let moves = random.chance(60)
        let target = randomTopic(&random)
        let other =
            (agent + 1 + random.below(population.agents.count - 1))
            % population.agents.count
        guard moves, target != chat.topic else { return agent }
        script.add(.agentSays(agent, Phrases.handOn(german: script.german)), after: 30_000)
        script.add(.moved(from: chat.topic, to: target), after: 2000)
        script.add(.agentJoins(other), after: random.skewed(5, 120) * 1000)
        script.add(.agentLeaves(agent), after: 1000)
        script.add(.agentSays(other, Phrases.greeting(german: script.german)), after: 1500)
        chat.department = target
        return other
    }

    /// Says what sends the customer to the telephone, if anything does.
    private func send(
        _ script: inout Script, _ chat: inout Chat, _ agent: Int, _ reason: ChatReason,
        _ random: inout Random
    ) {
        let german = script.german
        switch reason.cause {
        case .instructed:
            let text = Phrases.instruction(plan.hotline, german: german, &random)
            script.add(.agentSays(agent, text), after: random.between(5, 60) * 1000)
        case .token:
            if let code = reason.code {
                chat.code = code
                let text = Phrases.code(code, german: german)
                script.add(.agentSays(agent, text), after: 20_000)
            } else if reason.callBack {
                let digits = population.people[chat.person].mobile(at: chat.start)
                let style = configuration.has(.formatVariants) ? random.between(0, 3) : 0
                let number = plan.written(digits, style: style)
                chat.callBackNumber = Typed(text: number, value: plan.e164(digits))
                script.add(.visitorSays(Phrases.myNumber(number, german: german)), after: 15_000)
            }
        case .transfer:
            script.add(.agentSays(agent, Phrases.connecting(german: german)), after: 8000)
        case .sameIssue:
            script.add(.agentSays(agent, Phrases.notSure(german: german)), after: 25_000)
        case .other, nil:
            script.add(.agentSays(agent, Phrases.solved(german: german)), after: 18_000)
        }
    }

    private func close(
        _ script: inout Script, _ chat: inout Chat, _ agent: Int, _ random: inout Random
    ) {
        let german = script.german
        chat.dropped = random.chance(35)
        if chat.dropped {
            script.add(.visitorSays(Phrases.remark(german: german, &random)), after: 9000)
            script.time += random.between(70, 240) * 1000
        } else {
            script.add(.visitorSays(Phrases.thanks(german: german)), after: 9000)
            if random.chance(300) {
                let rating = random.chance(820) ? "good" : "bad"
                chat.rating = rating
                chat.ratedLater = random.chance(200) && configuration.has(.duplicates)
                if !chat.ratedLater { script.add(.rated(rating), after: 7000) }
            }
        }
        if random.chance(500) { script.add(.tagged([chat.topic.queue, "web"]), after: 1000) }
        script.add(.visitorLeaves, after: random.skewed(2, 500) * 1000)
    }
}

/// A conversation while it is being written.
private struct Script {
    var time: Int
    let german: Bool
    var turns: [Chat.Turn] = []

    init(chat: Chat, time: Int, german: Bool) {
        self.time = time
        self.german = german
    }

    /// - Parameter after: Milliseconds since the turn before; whole seconds are written.
    mutating func add(_ event: Chat.Turn.Event, after: Int = 0) {
        time += after
        turns.append(Chat.Turn(at: time, event: event))
    }
}
