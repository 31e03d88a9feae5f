import ConnectorKit
import JourneyModel

/// Opening hours, holidays, launches and outages.
package struct BusinessCalendar: FeedConnector {
    package static let description = ConnectorDescription(
        name: "calendar",
        channel: .feed,
        framing: .table,
        summary: "Opening hours and events, one row an interval.",
        key: "site, queue, channel, kind and from",
        sample: """
            site,queue,channel,kind,from,to,label
            ,Billing,chat,hours,2024-03-04T08:00:00+01:00,2024-03-04T18:00:00+01:00,
            """, resumption: .anywhere
    )

    package static let feed = Feed.calendar
    package let base: FeedBase
    package init(base: FeedBase) { self.base = base }

    /// A holiday without end lasts a day.
    package func complete(_ row: inout FeedRow) throws(Rejection) {
        guard row.time("to") == nil, let from = row.time("from") else { return }
        switch row.text("kind") {
        case "hours":
            throw Rejection(
                .missingField, field: "to", "Opening hours need an end; give the value of to.")
        case "holiday":
            row["to"] = .time(Timestamp(microseconds: from.microseconds + Self.day))
        default: break
        }
    }

    private static let day: Int64 = 86_400_000_000
}
