/// A wish to chat, and what is known about it from the visit.
struct ChatRequest: Sendable {
    var person: Int
    /// Milliseconds since 1970.
    var at: Int
    var page: Int
    var topic: Topic
    var browser: Int
    var cookie = 0
    var account: Int?
    var depth = 0
    var trail: [(page: Int, at: Int)] = []
    /// The widget spoke first.
    var invited = false
    var role = WebEvent.Role.customer
}

extension World {
    /// Holds a chat; returns how it ended, or `nil` if none came about.
    mutating func chat(
        _ request: ChatRequest, _ random: inout Random
    ) -> ChatEnd? {
        guard period.contains(request.at + 7_200_000) else { return nil }
        let open = clock.isOpen(request.at / 1000)
        let writesAnyway = random.chance(450)
        guard open || (writesAnyway && !request.invited) else { return nil }
        var chat = newChat(request, &random)
        nameVisitor(&chat, request, &random)
        let draw = random.below(1000)
        var reason = ChatReason()
        switch draw {
        case _ where !open: leaveMessage(&chat, &random)
        case _ where request.invited && draw < 600: ignoreInvitation(&chat)
        case 0..<75: waitInVain(&chat, patient: true, &random)
        case 75..<105: waitInVain(&chat, patient: false, &random)
        default:
            let agent = random.below(population.agents.count)
            reason = chooseReason(chat, agent, &random)
            converse(&chat, agent, reason, &random)
        }
        chats.append(chat)
        let index = chats.count - 1
        var end = ChatEnd(
            chat: index, at: chat.end, helped: chat.outcome == .handled && reason.cause == nil,
            cause: causeOfOwnCall(chat, reason))
        if request.role == .customer { end.led = callAfter(index, request, reason, &random) }
        return end
    }

    private func newChat(_ request: ChatRequest, _ random: inout Random) -> Chat {
        let date = CivilDate(day: floorDivide(request.at, 86_400_000).quotient)
        var month = Output()
        month.padded(date.year % 100, 2)
        month.padded(date.month, 2)
        let topic = request.topic
        var chat = Chat(
            id: "\(month.text).10414779.\(random.token(13))", person: request.person,
            role: request.role, start: request.at / 1000 * 1000, end: request.at, topic: topic,
            department: topic, outcome: .handled, page: request.page, browser: request.browser,
            name: "")
        chat.trail = request.trail
        chat.invited = request.invited
        if random.chance(configuration.cookieInChatPermille) { chat.cookie = request.cookie }
        return chat
    }

    /// Who the visitor says to be: from the sign-in, from the form before the chat, or nobody.
    private func nameVisitor(
        _ chat: inout Chat, _ request: ChatRequest, _ random: inout Random
    ) {
        let typist = population.people[request.person]
        let number = random.between(10_000_000, 99_999_999)
        let form = random.chance(350)
        let phone = random.chance(280)
        if let account = request.account {
            let who = population.people[account]
            chat.name = who.fullName
            chat.email = plain(email: who.email)
            chat.email?.corrupted = account != request.person
            if phone, account == request.person {
                let digits = who.mobile(at: request.at)
                chat.phone = Typed(text: plan.e164(digits), value: plan.e164(digits))
            }
        } else if form {
            chat.name = typed(name: typist.fullName, &random)
            chat.email = typed(email: typist.email, &random)
            if phone { chat.phone = typed(phone: typist.mobile(at: request.at), &random) }
        } else {
            chat.name = "Visitor \(number)"
        }
    }

    private func leaveMessage(_ chat: inout Chat, _ random: inout Random) {
        chat.outcome = .offlineMessage
        let german = population.people[chat.person].germanSpeaking
        let text = Phrases.question(chat.topic, german: german, &random)
        chat.turns = [Chat.Turn(at: chat.start, event: .visitorSays(text))]
        chat.end = chat.start
    }

    private func ignoreInvitation(_ chat: inout Chat) {
        chat.outcome = .inviteIgnored
        chat.turns = [
            Chat.Turn(at: chat.start, event: .triggerSays(Phrases.invitation(german: false)))
        ]
        chat.end = chat.start + 60_000
    }

    private func waitInVain(_ chat: inout Chat, patient: Bool, _ random: inout Random) {
        chat.outcome = patient ? .missed : .abandoned
        let german = population.people[chat.person].germanSpeaking
        let wait = (patient ? random.between(120, 600) : random.between(15, 110)) * 1000
        chat.end = chat.start + wait
        let asked = Phrases.question(chat.topic, german: german, &random)
        chat.turns = [
            Chat.Turn(at: chat.start, event: .visitorJoins),
            Chat.Turn(at: chat.start + 1000, event: .visitorSays(asked)),
            Chat.Turn(at: chat.start + 3000, event: .queued(position: random.between(1, 6))),
        ]
        chat.turns.append(Chat.Turn(at: chat.end, event: .visitorLeaves))
    }

    /// Decides, before anything is said, whether the telephone will be needed.
    private func chooseReason(
        _ chat: Chat, _ agent: Int, _ random: inout Random
    ) -> ChatReason {
        var reason = ChatReason()
        let instructs =
            chat.topic.instructedPermille
            * population.agents[agent].instructsPermille / 1000
        let draw = random.below(1000)
        let unresolved = random.chance(chat.topic.unresolvedPermille)
        let complies = random.below(1000)
        let code =
            "\(random.token(4, from: Alphabet.spoken))-"
            + "\(random.pick(Array(2...9)))\(random.token(1, from: Alphabet.spoken))"
        switch draw {
        case 0..<35: reason = ChatReason(cause: .transfer, calls: complies < 930)
        case 35..<55: reason = ChatReason(cause: .token, calls: complies < 700, code: code)
        case 55..<70: reason = ChatReason(cause: .token, calls: complies < 700, callBack: true)
        case 70..<(70 + instructs):
            reason = ChatReason(cause: .instructed, calls: complies < 800)
        default:
            if unresolved { reason = ChatReason(cause: .sameIssue, calls: complies < 480) }
        }
        return reason
    }

    /// Why a customer would call who finds the number after this chat.
    private func causeOfOwnCall(_ chat: Chat, _ reason: ChatReason) -> Cause? {
        switch (chat.outcome, reason.cause) {
        case (.inviteIgnored, _), (.handled, nil): nil
        case (.handled, .instructed): .instructed
        default: .sameIssue
        }
    }

    /// Lets the customer call because of the chat; whether they do.
    private mutating func callAfter(
        _ index: Int, _ request: ChatRequest, _ reason: ChatReason, _ random: inout Random
    ) -> Bool {
        let chat = chats[index]
        let last = (chat.lastHumanMessage ?? chat.start) / 1000
        var wish = Ring(person: request.person, at: last, topic: request.topic)
        wish.depth = request.depth + 1
        let soon = random.skewed(180, 79_000)
        let later = random.skewed(400, 110_000)
        let retries = random.chance(400)
        guard chat.outcome == .handled else {
            guard request.depth < 3, retries, chat.outcome != .inviteIgnored else { return false }
            wish.at += random.skewed(60, 24_000)
            wish.origin = (index, .sameIssue)
            return ring(wish, &random) != nil
        }
        guard let cause = reason.cause, reason.calls, request.depth < 3 else { return false }
        wish.origin = (index, cause)
        switch cause {
        case .transfer:
            wish.at += random.between(-15, 50)
            wish.insists = true
            wish.userField = "chat:\(chat.id)"
            wish.chatID = chat.id
        case .token:
            wish.at += soon
            wish.code = reason.code
            if let code = reason.code { wish.userField = "ref:\(code)" }
            if reason.callBack {
                wish.number = population.people[request.person].mobile(at: last * 1000)
            }
        case .instructed: wish.at += soon
        case .sameIssue, .other: wish.at += later
        }
        return ring(wish, &random) != nil
    }
}

/// How a chat ended.
struct ChatEnd: Sendable {
    /// An index.
    let chat: Int
    /// Milliseconds since 1970.
    let at: Int
    let helped: Bool
    /// Why the customer would call next; `nil` where it settled the matter or never began.
    let cause: Cause?
    /// Whether a call comes of it already.
    var led = false
}

/// Why a chat will end with the telephone.
struct ChatReason: Sendable {
    var cause: Cause?
    var calls = false
    var code: String?
    /// The customer leaves a number in the conversation.
    var callBack = false
}
