import ConnectorKit
import JourneyModel

/// Quality scores of contacts.
package struct Reviews: FeedConnector {
    package static let description = ConnectorDescription(
        name: "reviews",
        channel: .feed,
        framing: .table,
        summary: "Quality reviews: the score of each element of the grid, contact by contact.",
        key: "review_id and element",
        sample: """
            review_id,contact_source,contact_id,reviewer,grid_version,element,score,note,reviewed_at
            R-1,zendesk-chat,2403.1,P-03,2024-1,greeting,4,"Friendly, a bit long",\
            2024-03-06T09:00:00Z
            """, resumption: .anywhere
    )

    package static let feed = Feed.reviews
    package let base: FeedBase
    package init(base: FeedBase) { self.base = base }
}
