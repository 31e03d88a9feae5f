import ConnectorKit
import JourneyModel

/// Which visitor was given which variant of an experiment.
package struct Experiments: FeedConnector {
    package static let description = ConnectorDescription(
        name: "experiments",
        channel: .feed,
        framing: .table,
        summary: "Assignments of visitors to variants of experiments; the first one counts.",
        key: "visitor, experiment and variant",
        options: [VisitorOption.option],
        sample: """
            visitor,experiment,variant,assigned_at
            b7e0c1de-52f3-4a0e-9c0f-0d9d5f1c2a77,chat-offer,shown,2024-03-04T09:58:11Z
            """, resumption: .anywhere
    )

    package static let feed = Feed.experiments
    package let base: FeedBase
    package init(base: FeedBase) { self.base = base }
}
