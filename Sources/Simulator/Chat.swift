/// One conversation of the chat tool.
struct Chat: Sendable {
    enum Outcome: String, Sendable {
        case handled, missed, abandoned
        case offlineMessage = "offline_message"
        case inviteIgnored = "invite_ignored"
    }

    /// Something that happened in it, in order of time.
    struct Turn: Sendable {
        enum Event: Sendable {
            case visitorJoins, visitorLeaves
            case agentJoins(Int)
            case agentLeaves(Int)
            case visitorSays(String)
            case agentSays(Int, String)
            case triggerSays(String)
            case queued(position: Int)
            case moved(from: Topic, to: Topic)
            case tagged([String])
            case rated(String)
        }

        /// Milliseconds since 1970.
        let at: Int
        let event: Event
    }

    var id: String
    var person: Int
    var role = WebEvent.Role.customer
    var start: Int
    var end: Int
    var topic: Topic
    /// Where it ended after a transfer.
    var department: Topic
    var outcome: Outcome
    var turns: [Turn] = []
    var agents: [Int] = []
    var page: Int
    /// Pages seen before, with their times.
    var trail: [(page: Int, at: Int)] = []
    var browser: Int
    /// Set where the site handed its own cookie to the chat tool.
    var cookie: Int?
    var name: String
    var email: Typed?
    var phone: Typed?
    /// A number that the customer left in the conversation.
    var callBackNumber: Typed?
    var code: String?
    var invited = false
    var dropped = false
    var rating: String?
    /// Whether a later export brings the rating.
    var ratedLater = false

    /// The last message of a person on either side; `nil` when nobody wrote.
    var lastHumanMessage: Int? {
        turns.last { turn in
            switch turn.event {
            case .visitorSays, .agentSays: true
            default: false
            }
        }?.at
    }
}

/// Why a call followed a chat.
enum Cause: String, Sendable {
    case transfer, instructed, token
    case sameIssue = "same_issue"
    case other
}
