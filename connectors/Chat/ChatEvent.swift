import JourneyModel

/// Who did something in a chat.
enum ChatParty: Sendable, Hashable {
    case visitor
    case agent(id: String)
    /// An automatic message of a rule.
    case trigger
    /// The platform itself.
    case system

    var agentID: String? {
        if case .agent(let id) = self { return id }
        return nil
    }

    /// Visitor or human agent.
    var isHuman: Bool { self == .visitor || agentID != nil }
}

/// One event of a chat, in the words that all measures share.
struct ChatEvent: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case join, leave
        case message(String)
        /// The new rating; empty when it was taken back.
        case rating(String)
        /// The chat is in another department, or for the first time in one.
        case department(name: String, isChange: Bool)
        case other
    }

    var at: Timestamp
    var party: ChatParty
    var kind: Kind

    var text: String? {
        if case .message(let text) = kind { return text }
        return nil
    }
}
