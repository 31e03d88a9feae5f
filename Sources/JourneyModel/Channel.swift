/// A way customers reach the business.
package enum Channel: String, Sendable, Hashable, CaseIterable {
    case web, chat, voice, conversion

    /// A row of the customer master: it joins identifiers but is nothing a customer did.
    case master

    /// A row of another feed of the company's own: it joins nothing and is nothing a customer did.
    case feed
}

/// Who rang or wrote to whom.
package enum Direction: String, Sendable, Hashable {
    case inbound, outbound, `internal`, unknown
}

/// Who began a chat.
package enum InitiatedBy: String, Sendable, Hashable {
    case customer, invite, trigger
}

/// How a contact ended: exactly one of these, see `docs/definitions.md`.
package enum Outcome: String, Sendable, Hashable {
    case handled
    case botContained = "bot_contained"
    case abandoned, missed, refused
    case offlineMessage = "offline_message"
    case inviteIgnored = "invite_ignored"
    case voicemail
    case ivrContained = "ivr_contained"
    case shortAbandon = "short_abandon"
    case open

    /// An outbound call that reached nobody.
    case failed
}
