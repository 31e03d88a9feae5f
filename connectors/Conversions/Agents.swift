import ConnectorKit
import JourneyModel

/// Which human works under which id in which system.
package struct Agents: FeedConnector {
    package static let description = ConnectorDescription(
        name: "agents",
        channel: .feed,
        framing: .table,
        summary: "Agents: one human under the ids of several systems, with team and site.",
        key: "person, source, agent_id and from",
        sample: """
            person,source,agent_id,name,team,site,vendor,skills,from,to
            P-17,zendesk-chat,7711234,Ada Miller,Billing,Leipzig,,"chat, billing",2024-01-01,
            """, resumption: .anywhere
    )

    package static let feed = Feed.agents
    package let base: FeedBase
    package init(base: FeedBase) { self.base = base }
}
