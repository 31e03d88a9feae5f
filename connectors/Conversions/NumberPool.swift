import ConnectorKit
import JourneyModel

/// Telephone numbers that a site shows to one visitor at a time.
package struct NumberPool: FeedConnector {
    package static let description = ConnectorDescription(
        name: "number-pool",
        channel: .feed,
        framing: .table,
        summary:
            "Dynamically assigned telephone numbers: which visitor saw which number, and when.",
        key: "number, visitor and from",
        options: [VisitorOption.option],
        sample: """
            number,visitor,from,to
            +49 30 901820114,b7e0c1de-52f3-4a0e-9c0f-0d9d5f1c2a77,2024-03-04T09:58:11Z,\
            2024-03-04T10:28:11Z
            """, resumption: .anywhere
    )

    package static let feed = Feed.numberPool
    package let base: FeedBase
    package init(base: FeedBase) { self.base = base }
}
