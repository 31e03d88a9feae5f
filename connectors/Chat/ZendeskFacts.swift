import ConnectorKit
import JourneyModel

/// What the fields of a chat state beside its history.
struct ZendeskFacts {
    let initiatedBy: InitiatedBy
    let isDropped: Bool
    /// 1 good, 0 bad.
    let csat: Int16?
    private let isMissed: Bool
    private let counts: (visitor: Int64, agent: Int64)
    private let firstResponseSeconds: Double?
    private let lastAgent: String?

    init(_ chat: JSONValue, events: [ChatEvent]) {
        isDropped = chat["dropped"]?.bool == true
        isMissed = chat["missed"]?.bool == true
        initiatedBy = Self.initiator(chat, events)
        csat = Self.csat(chat["rating"]?.string, events)
        counts = (chat["count", "visitor"]?.int ?? 0, chat["count", "agent"]?.int ?? 0)
        firstResponseSeconds = chat["response_time", "first"]?.double
        var agent: String?
        chat["agent_ids"]?.forEachElement { agent = $0.text ?? agent }
        chat["engagements"]?.forEachElement { agent = $0["agent_id"]?.text ?? agent }
        lastAgent = agent.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Fills what an export without history states as totals.
    func complete(_ measures: inout ChatMeasures) {
        measures.hasCustomerMessage = counts.visitor > 0
        measures.hasAgentMessage = counts.agent > 0
        guard measures.hasAgentMessage else { return }
        measures.lastAgent = lastAgent
        if let seconds = firstResponseSeconds, seconds >= 0, seconds < 1e8 {
            measures.firstResponseMs = Int64(seconds * 1_000)
        }
    }

    func outcome(
        _ measures: ChatMeasures, events: [ChatEvent], end: Timestamp?
    ) -> Outcome {
        if initiatedBy != .customer, !measures.hasCustomerMessage { return .inviteIgnored }
        if measures.hasAgentMessage { return .handled }
        if isMissed { return .missed }
        let hasLeft = events.contains { event in
            event.party == .visitor && event.kind == .leave && (end.map { event.at <= $0 } ?? true)
        }
        return hasLeft || !measures.hasCustomerMessage ? .abandoned : .missed
    }

    /// `started_by` where it is given; else who wrote first in a chat with automatic messages.
    private static func initiator(_ chat: JSONValue, _ events: [ChatEvent]) -> InitiatedBy {
        switch chat["started_by"]?.string?.lowercased() {
        case "visitor": return .customer
        case "agent": return .invite
        case "trigger": return .trigger
        default: break
        }
        let isProactive = chat["proactive"]?.bool == true
        guard isProactive || chat["triggered"]?.bool == true else { return .customer }
        let first = events.first { $0.text != nil && $0.party != .system }
        if first?.party == .visitor { return .customer }
        return isProactive ? .invite : .trigger
    }

    /// The last rating of the history, else the chat's own: a rating can change.
    private static func csat(_ stated: String?, _ events: [ChatEvent]) -> Int16? {
        var rating = stated
        for event in events {
            if case .rating(let changed) = event.kind { rating = changed }
        }
        switch rating?.lowercased() {
        case "good": return 1
        case "bad": return 0
        default: return nil
        }
    }
}
