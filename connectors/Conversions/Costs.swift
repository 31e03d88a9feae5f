import ConnectorKit
import JourneyModel

/// What an agent's hour and a minute on the line cost.
package struct Costs: FeedConnector {
    package static let description = ConnectorDescription(
        name: "costs",
        channel: .feed,
        framing: .table,
        summary: "Rates: cost of an agent's hour by channel and team, and of a minute on the line.",
        key: "channel, team, currency and from",
        sample: """
            channel,team,rate_per_hour,line_rate_per_minute,currency,from,to
            voice,Billing,34.50,0.012,EUR,2024-01-01,
            """, resumption: .anywhere
    )

    package static let feed = Feed.costs
    package let base: FeedBase
    package init(base: FeedBase) { self.base = base }

    package func complete(_ row: inout FeedRow) throws(Rejection) {
        guard let currency = row.text("currency")?.uppercased() else { return }
        guard currency.utf8.count == 3, currency.utf8.allSatisfy(ByteText.isLetter) else {
            throw Rejection(
                .badValue, field: "currency", "currency is not an ISO 4217 code such as EUR.")
        }
        row["currency"] = .text(currency)
    }
}
