import ConnectorKit

/// Members of chats that nobody described.
extension ZendeskChatReader {
    static var unknownMembers: UnknownMembers {
        UnknownMembers(known: [
            "agent_ids", "agent_names", "comment", "conversions", "count", "deleted",
            "department_id", "department_name", "dropped", "duration", "end_timestamp",
            "engagements", "history", "id", "language", "message", "missed", "proactive", "rating",
            "referrer_search_engine", "referrer_search_terms", "response_time", "session",
            "started_by", "tags", "timestamp", "triggered", "triggered_response", "type", "unread",
            "update_timestamp", "visitor", "webpath", "zendesk_ticket_id",
        ])
    }

    var unknownFields: [String: Int] { members.counts }
}
