/// One telephone call, whatever number of rows the switchboard writes for it.
struct Call: Sendable {
    enum Flow: Sendable, Equatable {
        case answered(Int)
        case blindTransfer(Int, Int)
        case attendedTransfer(Int, Int)
        case menuOnly
        case abandoned
        case voicemail
        case outbound(Int, reached: Bool)
        case `internal`(Int, Int)
    }

    var person: Int
    var role = WebEvent.Role.customer
    /// Seconds since 1970, as all times of a call.
    var start: Int
    var topic: Topic
    var flow: Flow
    var wait: Int
    var talk: Int
    /// Talk with the second agent.
    var secondTalk = 0
    /// A menu answers before the queue does, so the answer time is not an agent's.
    var menuFirst = false
    /// Agents whose telephones rang in vain before.
    var rungBefore: [Int] = []
    /// The number as the row carries it.
    var written: String
    /// In E.164; `nil` when withheld.
    var number: String?
    var numberShared = false
    var callerName: String
    var userField = ""
    var accountCode = ""
    /// Codes and chats that the row names, for the truth.
    var chatID: String?
    var code: String?
    var atBranch = false
    /// Number after the dot of the unique id; given once all calls are known.
    var sequence = 0

    /// The group key, and the unique id of the customer's channel.
    var id: String { "\(start).\(sequence)" }

    var end: Int { start + wait + talk + secondTalk }

    var direction: String {
        switch flow {
        case .outbound: "outbound"
        case .internal: "internal"
        default: "inbound"
        }
    }

    /// The outcome in the words of the definitions; empty for internal calls.
    var outcome: String {
        switch flow {
        case .answered, .blindTransfer, .attendedTransfer: "handled"
        case .menuOnly: "ivr_contained"
        case .abandoned: wait < 5 ? "short_abandon" : "abandoned"
        case .voicemail: "voicemail"
        case .outbound(_, let reached): reached ? "handled" : "failed"
        case .internal: ""
        }
    }

    var isAnswered: Bool { outcome == "handled" }

    /// Channels that it takes, so that sequence numbers are not used twice.
    var channels: Int {
        switch flow {
        case .attendedTransfer: 4
        case .blindTransfer: 3
        default: 2 + rungBefore.count
        }
    }
}
