import ConnectorKit
import JourneyModel

/// When agents were logged in, in which state, and how many chats they took.
package struct AgentState: FeedConnector {
    package static let description = ConnectorDescription(
        name: "agent-state",
        channel: .feed,
        framing: .table,
        summary: "States of agents: log-in, breaks and capacity.",
        key: "source, agent_id, state and from",
        sample: """
            source,agent_id,state,from,to,max_chats
            zendesk-chat,7711234,available,2024-03-04T08:00:00Z,2024-03-04T10:15:00Z,3
            """, resumption: .anywhere
    )

    package static let feed = Feed.agentState
    package let base: FeedBase
    package init(base: FeedBase) { self.base = base }
}
