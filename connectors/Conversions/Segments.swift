import ConnectorKit
import JourneyModel

/// Which accounts belong to which customer segment, and when.
package struct Segments: FeedConnector {
    package static let description = ConnectorDescription(
        name: "segments",
        channel: .feed,
        framing: .table,
        summary: "Customer segments of accounts, with the time they held.",
        key: "account_id, segment and from",
        sample: """
            account_id,segment,from,to
            C-204,loyal,2024-01-01,
            """, resumption: .anywhere
    )

    package static let feed = Feed.segments
    package let base: FeedBase
    package init(base: FeedBase) { self.base = base }
}
