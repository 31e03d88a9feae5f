/// A chat, or a call of a source that reports whole calls.
///
/// `nil` means that the source does not say. Durations are in milliseconds.
package struct Contact: Sendable {
    package var record: UInt32
    package var channel: Channel
    /// The source's own id: chat id, conversation id.
    package var id: String
    /// Versions of one record: the higher wins; `nil` when the source has none (then field by field).
    package var version: Timestamp?
    package var direction = Direction.inbound
    package var initiatedBy = InitiatedBy.customer
    package var startedAt: Timestamp
    /// When a human answered.
    package var answeredAt: Timestamp?
    package var endedAt: Timestamp?
    /// Last message of a human on either side; `nil` when no human wrote.
    package var lastHumanAt: Timestamp?
    package var outcome: Outcome
    package var isDropped = false
    package var isBot = false
    /// Queue or department, and agent, that handled it last.
    package var queue: String?
    package var agent: String?
    package var brand: String?
    package var tags: String?
    package var chainID: String?
    package var transferredTo: String?
    package var transfers: Int16 = 0
    package var waitMs: Int64?
    package var firstResponseMs: Int64?
    package var talkMs: Int64?
    package var holdMs: Int64?
    package var wrapMs: Int64?
    package var handleMs: Int64?
    /// The agent asked the customer to call, or gave a telephone number.
    package var askedToCall = false
    /// Page on which it began, as delivered.
    package var pageURL: String?
    package var device = Device.unknown
    package var language: String?
    /// 1 satisfied, 0 not.
    package var csat: Int16?
    package var turns: [ChatTurn] = []
    /// The pages that the visitor of a chat saw, before it and during it, as the chat tool lists them.
    package var trail: [PageVisit] = []

    package init(
        record: UInt32, channel: Channel, id: String, startedAt: Timestamp, outcome: Outcome
    ) {
        self.record = record
        self.channel = channel
        self.id = id
        self.startedAt = startedAt
        self.outcome = outcome
    }
}

/// A page that somebody opened, and when.
package struct PageVisit: Sendable, Hashable {
    /// As delivered, without what it tells about a person.
    package var url: String
    package var at: Timestamp

    package init(url: String, at: Timestamp) {
        self.url = url
        self.at = at
    }
}

/// One message of a chat.
package struct ChatTurn: Sendable, Hashable {
    package enum Author: Int16, Sendable {
        case customer = 1
        case agent = 2
        case bot = 3
        case system = 4
    }

    package var at: Timestamp
    package var author: Author
    /// The agent's id where an agent wrote.
    package var agent: String?
    /// What was written: personal data, stored in `journey_pii` only.
    package var text: String

    package init(at: Timestamp, author: Author, agent: String?, text: String) {
        self.at = at
        self.author = author
        self.agent = agent
        self.text = text
    }
}

/// One leg of a contact, or one event of its way through a queue; the contact is computed from all
/// of them.
package struct ContactLeg: Sendable {
    package var record: UInt32
    package var channel = Channel.voice
    /// The group key: the record id of the contact. With ``follows`` only where that finds none.
    package var callID: String
    /// The source's own key of the leg.
    package var legID: String
    /// By which other legs may refer to this one; `nil` where it is ``callID``.
    package var channelID: String?
    /// The ``channelID`` of a leg, in whatever file of the source, whose contact this one is part
    /// of, unless that is of another channel.
    package var follows: String?
    /// Versions of one leg: the higher wins; `nil` when the source has none (then field by field).
    package var version: Timestamp?
    /// What happened in a queue; `nil` for a leg.
    package var event: QueueEvent?
    package var direction: Direction
    package var startedAt: Timestamp
    package var answeredAt: Timestamp?
    package var endedAt: Timestamp?
    /// Last message of a human on either side of a chat.
    package var lastHumanAt: Timestamp?
    /// What this leg alone says; the contact takes the strongest of its legs.
    package var outcome: Outcome
    package var isDropped = false
    package var queue: String?
    package var agent: String?
    /// Extension or number dialled.
    package var dialled: String?
    package var chainID: String?
    package var transferredTo: String?
    /// One transfer is behind it: the customer was passed on at the start or the end.
    package var isTransfer = false
    /// Time in the queue until an answer or the end; of ``QueueEvent/rang`` how long it rang.
    package var waitMs: Int64?
    package var firstResponseMs: Int64?
    /// Time with a human, in milliseconds, without hold.
    package var talkMs: Int64?
    package var holdMs: Int64?
    package var wrapMs: Int64?
    /// Position within the call where the source numbers its legs.
    package var sequence: Int64?

    package init(
        record: UInt32, callID: String, legID: String, direction: Direction,
        startedAt: Timestamp, outcome: Outcome
    ) {
        self.record = record
        self.callID = callID
        self.legID = legID
        self.direction = direction
        self.startedAt = startedAt
        self.outcome = outcome
    }
}

/// What a queue logs of a call. Several make one visit to the queue.
package enum QueueEvent: String, Sendable, Hashable {
    case entered
    /// An agent was rung and did not answer.
    case rang
    case connected
    /// The visit is over; the outcome says how.
    case ended
}
