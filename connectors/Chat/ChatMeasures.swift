import JourneyModel

/// The measures of a live chat, computed from its events in time order.
///
/// Automatic and system messages never count as an agent's.
struct ChatMeasures: Sendable, Hashable {
    /// First join of an agent who then wrote; without a join, that agent's first message.
    var answeredAt: Timestamp?
    var lastHumanAt: Timestamp?
    var waitMs: Int64?
    var firstResponseMs: Int64?
    var handleMs: Int64?
    /// The customer's last message stayed without an answer.
    var endsUnanswered = false
    var hasCustomerMessage = false
    var hasAgentMessage = false
    var lastAgent: String?
    var transfers: Int16 = 0
    var transferredTo: String?
    /// Department in which an agent wrote last, else the last one.
    var department: String?

    /// - Parameters:
    ///   - end: `nil` when the chat has none.
    ///   - asksAtStart: The customer asked for the chat at its start, not by a first message later.
    init(events: [ChatEvent], startedAt: Timestamp, end: Timestamp?, asksAtStart: Bool) {
        let messages = events.filter { $0.text != nil && $0.party.isHuman }
        let customer = messages.first { $0.party == .visitor }
        hasCustomerMessage = customer != nil
        hasAgentMessage = messages.contains { $0.party.agentID != nil }
        lastAgent = messages.last { $0.party.agentID != nil }?.party.agentID
        lastHumanAt = messages.last?.at
        answeredAt = Self.answer(events)
        let request = asksAtStart ? startedAt : customer?.at ?? startedAt
        waitMs = answeredAt.map { max(0, $0 - request) / 1_000 }
        firstResponseMs = Self.firstResponse(messages, request: request)
        if let answeredAt, let lastHumanAt {
            let tail = Timestamp(microseconds: lastHumanAt.microseconds + Self.idleTail)
            let close = end.map { min($0, tail) } ?? lastHumanAt
            handleMs = max(0, close - answeredAt) / 1_000
        }
        if let last = messages.last, last.party == .visitor, let end {
            endsUnanswered = end - last.at > Self.answerLimit
        }
        readHandOffs(events)
    }

    private static func answer(_ events: [ChatEvent]) -> Timestamp? {
        let first = events.first { $0.text != nil && $0.party.agentID != nil }
        for (index, event) in events.enumerated() where event.party.agentID != nil {
            if event.text != nil { return event.at }
            let wrote = events[index...].contains { $0.text != nil && $0.party == event.party }
            if event.kind == .join, wrote { return event.at }
        }
        return first?.at
    }

    /// Request to the first agent message that follows a customer's; 0 when the agent wrote first.
    private static func firstResponse(_ messages: [ChatEvent], request: Timestamp) -> Int64? {
        guard let first = messages.first else { return nil }
        if first.party.agentID != nil { return 0 }
        return messages.first { $0.party.agentID != nil }.map { max(0, $0.at - request) / 1_000 }
    }

    /// Counts changes of department and further agents; an agent who follows a change of department
    /// belongs to it, one who comes back is no transfer.
    private mutating func readHandOffs(_ events: [ChatEvent]) {
        var agents: Set<String> = []
        var awaitsAgent = false
        var current: String?
        for event in events {
            switch (event.kind, event.party) {
            case (.department(let name, let isChange), _):
                // Several entries may tell of the same change.
                if current.map({ $0 != name }) ?? isChange {
                    transfers += 1
                    transferredTo = name
                    awaitsAgent = true
                }
                current = name
            case (.join, .agent(let id)):
                if agents.insert(id).inserted, agents.count > 1 {
                    if !awaitsAgent {
                        transfers += 1
                        transferredTo = id
                    }
                    awaitsAgent = false
                }
            case (.message, .agent): department = current ?? department
            default: break
            }
        }
        department = department ?? (hasAgentMessage ? nil : current)
    }

    private static let idleTail: Int64 = 300_000_000
    private static let answerLimit: Int64 = 60_000_000
}
