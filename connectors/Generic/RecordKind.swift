import JourneyModel

/// What sort of value a field of a record takes.
enum FieldType: Sendable, Hashable {
    case text
    case time
    /// A length of time.
    case duration
    /// Money.
    case amount
    case whole
    case flag
    /// One of these words.
    case choice([String])
}

/// What the records of a source are.
enum RecordKind: String, Sendable, Hashable, CaseIterable {
    case webEvent = "web_event"
    case chat, call, leg, conversion, customer

    var channel: Channel {
        switch self {
        case .webEvent: .web
        case .chat: .chat
        case .call, .leg: .voice
        case .conversion: .conversion
        case .customer: .master
        }
    }

    /// Fields without which there is no record. An id that is not mapped is made of the bytes.
    var required: [String] {
        switch self {
        case .webEvent: ["occurred_at"]
        case .chat, .call: ["started_at"]
        case .leg: ["call_id", "started_at"]
        case .conversion: ["converted_at", "amount", "currency"]
        case .customer: ["account"]
        }
    }

    var fields: [String: FieldType] {
        switch self {
        case .webEvent: Self.ofWebEvent
        case .chat, .call: Self.ofContact
        case .leg: Self.ofLeg
        case .conversion: Self.ofConversion
        case .customer: Self.ofCustomer
        }
    }

    /// Leaves an outcome to what the other fields tell.
    static let derived = "derived"

    private static let directions = ["inbound", "outbound", "internal", "unknown"]
    private static let outcomes = [
        "handled", "bot_contained", "abandoned", "missed", "refused", "offline_message",
        "invite_ignored", "voicemail", "ivr_contained", "short_abandon", "open", "failed", derived,
    ]
    static let eventKinds: [String: WebEvent.Kind] = [
        "page": .page, "track": .track, "identify": .identify, "alias": .alias, "group": .group,
    ]
    static let devices: [String: Device] = [
        "desktop": .desktop, "mobile": .mobile, "tablet": .tablet, "unknown": .unknown,
    ]
    static let authors: [String: ChatTurn.Author] = [
        "customer": .customer, "agent": .agent, "bot": .bot, "system": .system,
    ]

    private static let ofWebEvent: [String: FieldType] = [
        "id": .text, "occurred_at": .time, "kind": .choice(eventKinds.keys.sorted()),
        "name": .text, "url": .text, "referrer": .text, "title": .text, "browser": .text,
        "account": .text, "session": .text, "campaign": .text, "language": .text,
        "device": .choice(devices.keys.sorted()), "user_agent": .text, "bot": .flag,
        "phone_click": .flag,
    ]

    private static let ofContact: [String: FieldType] = [
        "id": .text, "updated_at": .time, "direction": .choice(directions),
        "initiated_by": .choice(["customer", "invite", "trigger"]), "started_at": .time,
        "answered_at": .time, "ended_at": .time, "last_human_at": .time, "duration": .duration,
        "outcome": .choice(outcomes), "dropped": .flag, "bot": .flag, "queue": .text,
        "agent": .text, "brand": .text, "tags": .text, "chain_id": .text,
        "transferred_to": .text, "transfers": .whole, "wait": .duration,
        "first_response": .duration, "talk": .duration, "hold": .duration, "wrap": .duration,
        "handle": .duration, "asked_to_call": .flag, "page": .text,
        "device": .choice(devices.keys.sorted()), "language": .text,
        "rating": .choice(["good", "bad"]),
    ]

    private static let ofLeg: [String: FieldType] = [
        "call_id": .text, "id": .text, "direction": .choice(directions), "started_at": .time,
        "answered_at": .time, "ended_at": .time, "duration": .duration,
        "outcome": .choice(outcomes), "queue": .text, "agent": .text, "dialled": .text,
        "talk": .duration, "hold": .duration, "wrap": .duration, "wait": .duration,
        "first_response": .duration, "sequence": .whole, "updated_at": .time,
        "transferred_to": .text, "chain_id": .text, "dropped": .flag,
    ]

    private static let ofConversion: [String: FieldType] = [
        "id": .text, "updated_at": .time, "converted_at": .time, "amount": .amount,
        "refunded": .amount, "currency": .text, "sales_channel": .text, "status": .text,
        "goal": .text,
    ]

    private static let ofCustomer: [String: FieldType] = [
        "account": .text, "valid_from": .time, "valid_to": .time, "updated_at": .time,
        "brand": .text, "segment": .text,
    ]

    /// Fields of one message of a chat.
    static let ofTurn: [String: FieldType] = [
        "at": .time, "author": .choice(authors.keys.sorted()), "agent": .text, "text": .text,
    ]
}
