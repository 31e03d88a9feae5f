import ConnectorKit
import JourneyModel

/// Proactive invitations to chat.
package struct Invites: FeedConnector {
    package static let description = ConnectorDescription(
        name: "invites",
        channel: .feed,
        framing: .table,
        summary: "Proactive invitations to chat, where the chat tool does not log them.",
        key: "visitor and shown_at",
        options: [VisitorOption.option],
        sample: """
            visitor,shown_at,page,accepted_at,dismissed_at
            b7e0c1de-52f3-4a0e-9c0f-0d9d5f1c2a77,2024-03-04T09:58:11Z,https://shop.example/cart,,\
            2024-03-04T09:58:20Z
            """, resumption: .anywhere
    )

    package static let feed = Feed.invites
    package let base: FeedBase
    package init(base: FeedBase) { self.base = base }
}
