/// The feeds there are. The order of columns is that of the statements in `schema/queries/ingest`.
extension Feed {
    /// Telephone numbers shown to one visitor at a time.
    package static let numberPool = Feed(
        "number_pool",
        [
            .key("number", .phone), .key("visitor", .visitor), .key("from", .time),
            Column("to", .time),
        ])

    /// What customers answered about one contact; asked without answer gives the response rate.
    package static let surveys = Feed(
        "surveys",
        [
            .key("contact_source", .source), .key("contact_id", .name),
            .optionalKey("kind", .word(["csat", "nps", "ces"])), Column("scale", .name),
            Column("score", .number(isSigned: true)), Column("comment", .personal),
            Column("asked_at", .time), Column("answered_at", .time),
            .derived("csat", .count), .derived("nps", .count),
        ], versions: ["answered_at"])

    /// Which human works under which id in which system, and when.
    package static let agents = Feed(
        "agents",
        [
            .key("person", .personal), .key("source", .source), .key("agent_id", .name),
            Column("name", .personal), Column("team", .name), Column("site", .name),
            Column("vendor", .name), Column("skills", .text), .optionalKey("from", .time),
            Column("to", .time),
        ])

    /// Log-in and capacity.
    package static let agentState = Feed(
        "agent_state",
        [
            .key("source", .source), .key("agent_id", .name), .key("state", .word([])),
            .key("from", .time), Column("to", .time), Column("max_chats", .count),
        ])

    /// Opening hours and events.
    package static let calendar = Feed(
        "calendar",
        [
            .optionalKey("site", .name), .optionalKey("queue", .name),
            .optionalKey("channel", .word(contactChannels)),
            .key("kind", .word(["hours", "holiday", "launch", "outage"])), .key("from", .time),
            Column("to", .time), Column("label", .text),
        ])

    /// What an hour of work and a minute on the line cost.
    package static let costs = Feed(
        "costs",
        [
            .optionalKey("channel", .word(contactChannels)), .optionalKey("team", .name),
            .required("rate_per_hour", .number(isSigned: false)),
            Column("line_rate_per_minute", .number(isSigned: false)),
            .optionalKey("currency", .name), .optionalKey("from", .time), Column("to", .time),
        ])

    /// Which accounts belong to which customer segment, and when.
    package static let segments = Feed(
        "segments",
        [
            .key("account_id", .account), .key("segment", .name), .optionalKey("from", .time),
            Column("to", .time),
        ])

    /// Who was given which variant of an experiment; the first assignment counts.
    package static let experiments = Feed(
        "experiments",
        [
            .key("visitor", .visitor), .key("experiment", .name), .key("variant", .name),
            .earliest("assigned_at", isRequired: true),
        ])

    /// Invitations to chat, where the chat tool does not log them.
    package static let invites = Feed(
        "invites",
        [
            .key("visitor", .visitor), .key("shown_at", .time), Column("page", .page),
            Column("accepted_at", .time), Column("dismissed_at", .time),
        ])

    /// Quality scores of contacts, one row an element of the scoring grid.
    package static let reviews = Feed(
        "reviews",
        [
            .key("review_id", .name), .required("contact_source", .source),
            .required("contact_id", .name), .required("reviewer", .personal),
            .required("grid_version", .name), .key("element", .name),
            .required("score", .number(isSigned: true)), Column("note", .personal),
            Column("reviewed_at", .time),
        ], versions: ["reviewed_at"])

    package static let all = [
        numberPool, surveys, agents, agentState, calendar, costs, segments, experiments, invites,
        reviews,
    ]

    private static let contactChannels = ["web", "chat", "voice"]
}
