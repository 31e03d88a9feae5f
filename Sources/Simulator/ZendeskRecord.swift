/// One chat as an object of the chat tool's export.
struct ZendeskRecord {
    private let chat: Chat
    private let world: World
    /// Whether the rating is known yet.
    private let complete: Bool
    private var output = Output()

    init(_ chat: Chat, _ world: World, complete: Bool) {
        self.chat = chat
        self.world = world
        self.complete = complete
    }

    func bytes() -> [UInt8] {
        var copy = self
        copy.write()
        return copy.output.bytes
    }

    private mutating func write() {
        let isMessage = chat.outcome == .offlineMessage
        output.raw(isMessage ? #"{"type":"offline_msg""# : #"{"type":"chat""#)
        text("id", chat.id)
        instant("timestamp", chat.start)
        if !isMessage { instant("end_timestamp", chat.end) }
        let update = max(chat.end, chat.start) + (complete && chat.ratedLater ? 86_400_000 : 5000)
        instant("update_timestamp", update)
        if !isMessage { number("duration", (chat.end - chat.start) / 1000) }
        visitor()
        session()
        webPath()
        text("department_name", chat.department.department)
        number("department_id", chat.department.departmentID)
        if isMessage {
            if case .visitorSays(let said)? = chat.turns.first?.event { text("message", said) }
        } else {
            history()
            engagements()
            agents()
            facts()
        }
        output.raw(#","tags":["#)
        let tags = chat.turns.compactMap { turn in
            if case .tagged(let tags) = turn.event { tags } else { nil }
        }
        for (index, tag) in tags.joined().enumerated() {
            if index > 0 { output.comma() }
            output.json(tag)
        }
        output.raw(#"],"unread":false,"deleted":false,"zendesk_ticket_id":null}"#)
    }

    private mutating func key(_ name: String) {
        output.raw(",\"")
        output.raw(name)
        output.raw("\":")
    }

    private mutating func text(_ name: String, _ value: String) {
        key(name)
        output.json(value)
    }

    private mutating func number(_ name: String, _ value: Int) {
        key(name)
        output.number(value)
    }

    private mutating func instant(_ name: String, _ milliseconds: Int) {
        key(name)
        output.raw("\"")
        output.instant(seconds: milliseconds / 1000)
        output.raw("\"")
    }

    private mutating func flag(_ name: String, _ value: Bool) {
        key(name)
        output.raw(value ? "true" : "false")
    }

    private mutating func visitor() {
        let device = world.population.browsers[chat.browser]
        output.raw(#","visitor":{"id":"#)
        output.json(chat.visitorID(world) ?? device.zendeskVisitor)
        text("name", chat.name)
        text("email", chat.email?.text ?? "")
        text("phone", chat.phone?.text ?? "")
        text("notes", "")
        output.raw("}")
    }

    private mutating func session() {
        let device = world.population.browsers[chat.browser]
        output.raw(#","session":{"id":"#)
        output.json("\(chat.id.split(separator: ".").last ?? "")-s")
        text("user_agent", device.userAgent)
        text("ip", "198.51.100.\(chat.browser % 250 + 1)")
        text("country_code", world.configuration.region)
        text("browser", "")
        text("platform", "")
        instant("start_date", chat.trail.first?.at ?? chat.start)
        instant("end_date", chat.end)
        output.raw("}")
    }

    private mutating func webPath() {
        let prefix = world.population.people[chat.person].germanSpeaking ? "" : "/en"
        output.raw(#","webpath":["#)
        var from = ""
        for (index, step) in chat.trail.enumerated() {
            if index > 0 { output.comma() }
            let page = world.site.pages[step.page]
            let url = Site.host + prefix + page.path
            output.raw(#"{"from":"#)
            output.json(from)
            text("to", url)
            text("title", page.title)
            instant("timestamp", step.at)
            output.raw("}")
            from = url
        }
        output.raw("]")
    }

    private mutating func history() {
        output.raw(#","history":["#)
        var turns = chat.turns
        if complete, chat.ratedLater, let rating = chat.rating {
            turns.append(Chat.Turn(at: chat.end + 60_000, event: .rated(rating)))
        }
        for (index, turn) in turns.enumerated() {
            if index > 0 { output.comma() }
            entry(turn, index)
        }
        output.raw("]")
    }

    private mutating func entry(_ turn: Chat.Turn, _ index: Int) {
        let agents = world.population.agents
        func nick(_ agent: Int) -> String { "agent:\(agents[agent].chatID)" }
        switch turn.event {
        case .visitorJoins: open("chat.memberjoin", "visitor", chat.name)
        case .visitorLeaves: open("chat.memberleave", "visitor", chat.name)
        case .agentJoins(let agent):
            open("chat.memberjoin", nick(agent), agents[agent].name)
        case .agentLeaves(let agent):
            open("chat.memberleave", nick(agent), agents[agent].name)
        case .visitorSays(let said):
            open("chat.msg", "visitor", chat.name)
            message(said, index)
        case .agentSays(let agent, let said):
            open("chat.msg", nick(agent), agents[agent].name)
            message(said, index)
        case .triggerSays(let said):
            open("chat.triggered", "agent:trigger", "Customer Service")
            message(said, index)
        case .queued(let position):
            open("chat.queue_position", "agent:system", "")
            number("queue_position", position)
        case .moved(let from, let to):
            open("chat.event", "agent:system", "")
            number("prev_department_id", from.departmentID)
            number("department_id", to.departmentID)
            text("department_name", to.department)
        case .tagged(let tags):
            open("chat.tags", chat.agents.last.map(nick) ?? "agent:system", "")
            output.raw(#","new_tags":["#)
            for (place, tag) in tags.enumerated() {
                if place > 0 { output.comma() }
                output.json(tag)
            }
            output.raw("]")
        case .rated(let rating):
            open("chat.rating", "visitor", chat.name)
            output.raw(#","rating":null"#)
            text("new_rating", rating)
        }
        instant("timestamp", turn.at)
        output.raw("}")
    }

    private mutating func open(_ type: String, _ nick: String, _ name: String) {
        output.raw(#"{"type":"#)
        output.json(type)
        text("nick", nick)
        text("name", name)
        text("channel", "#5")
    }

    private mutating func message(_ said: String, _ index: Int) {
        text("msg", said)
        text("msg_id", "\(chat.start / 1000).\(index)")
        text("options", "")
    }

    private mutating func engagements() {
        output.raw(#","engagements":["#)
        for (index, agent) in chat.agents.enumerated() {
            if index > 0 { output.comma() }
            let topic = index == 0 ? chat.topic : chat.department
            output.raw(#"{"id":"#)
            output.json("\(chat.id).s\(index + 1)")
            text("agent_id", world.population.agents[agent].chatID)
            text("agent_name", world.population.agents[agent].name)
            number("department_id", topic.departmentID)
            flag("accepted", true)
            flag("assigned", false)
            text("started_by", index == 0 ? (chat.invited ? "trigger" : "visitor") : "transfer")
            instant("timestamp", joined(agent))
            number("duration", max(0, (chat.end - joined(agent)) / 1000))
            let isLast = index == chat.agents.count - 1
            key("rating")
            output.json(isLast && complete ? chat.rating : nil)
            key("comment")
            output.raw("null}")
        }
        output.raw("]")
    }

    private func joined(_ agent: Int) -> Int {
        chat.turns.first { turn in
            if case .agentJoins(agent) = turn.event { true } else { false }
        }?.at ?? chat.start
    }

    private mutating func agents() {
        let agents = chat.agents.map { world.population.agents[$0] }
        output.raw(#","agent_ids":["#)
        for (index, agent) in agents.enumerated() {
            if index > 0 { output.comma() }
            output.json(agent.chatID)
        }
        output.raw(#"],"agent_names":["#)
        for (index, agent) in agents.enumerated() {
            if index > 0 { output.comma() }
            output.json(agent.name)
        }
        output.raw("]")
    }

    private mutating func facts() {
        key("rating")
        output.json(complete ? chat.rating : nil)
        output.raw(#","comment":null"#)
        flag("missed", chat.outcome == .missed || chat.outcome == .abandoned)
        flag("dropped", chat.dropped)
        flag("triggered", chat.invited)
        flag("triggered_response", chat.invited && chat.outcome != .inviteIgnored)
        flag("proactive", false)
        text("started_by", chat.invited ? "trigger" : "visitor")
        let counts = chat.messageCounts
        output.raw(#","count":{"visitor":\#(counts.visitor),"agent":\#(counts.agent),"#)
        output.raw(#""total":\#(counts.visitor + counts.agent)}"#)
        if let first = chat.firstResponse {
            output.raw(#","response_time":{"first":\#(first),"avg":\#(first),"max":\#(first)}"#)
        } else {
            output.raw(#","response_time":{"first":null,"avg":null,"max":null}"#)
        }
        output.raw(#","conversions":[]"#)
    }
}

extension Chat {
    /// The site's cookie where the site handed it over.
    func visitorID(_ world: World) -> String? { cookie.map { world.population.cookies[$0].text } }

    var messageCounts: (visitor: Int, agent: Int) {
        var counts = (visitor: 0, agent: 0)
        for turn in turns {
            switch turn.event {
            case .visitorSays: counts.visitor += 1
            case .agentSays: counts.agent += 1
            default: break
            }
        }
        return counts
    }

    /// Seconds from the first message of the visitor to the first of an agent.
    var firstResponse: Int? {
        let asked = turns.first { if case .visitorSays = $0.event { true } else { false } }
        let answered = turns.first { if case .agentSays = $0.event { true } else { false } }
        guard let asked, let answered else { return nil }
        return max(0, (answered.at - asked.at) / 1000)
    }
}
