import ConnectorKit
import JourneyModel

/// Enriched events of Snowplow: the tab-separated files of its `enriched` bucket.
package struct Snowplow: Connector {
    package static let description = ConnectorDescription(
        name: "snowplow",
        channel: .web,
        framing: .lines,
        summary: "Enriched events of Snowplow, 131 tab-separated columns without header.",
        key: "event_id",
        options: [
            .init(
                "page_pings", "no leaves out page_ping events; they say how long a page was read"),
            .init(
                "conversions",
                "yes makes a conversion of each transaction event; leave it off where orders come"
                    + " from the shop itself"),
            .init(
                "network_userid",
                "yes takes the collector's cookie as a second id of the browser, which joins the"
                    + " same browser over several domains"),
            WebOptions.bots,
        ],
        sample: SnowplowSample.row, resumption: .anywhere)

    /// What the options ask for.
    struct Choices {
        var keepsPagePings = true
        var makesConversions = false
        var usesNetworkUserID = false
    }

    private let settings: SourceSettings
    private let choices: Choices
    private let bots: BotList

    package init(settings: SourceSettings) throws(SettingError) {
        try WebOptions.check(settings, of: Self.description)
        self.settings = settings
        choices = Choices(
            keepsPagePings: try WebOptions.isOn("page_pings", in: settings, unless: true),
            makesConversions: try WebOptions.isOn("conversions", in: settings, unless: false),
            usesNetworkUserID: try WebOptions.isOn("network_userid", in: settings, unless: false))
        bots = try WebOptions.botList(settings)
    }

    package static func recognises(_ head: FileHead) -> Recognition {
        guard let record = head.firstRecord(.lines) else { return .no }
        return record.withUnsafeBytes { bytes in
            var row = PlainRow()
            do throws(Rejection) {
                try row.split(bytes, at: UInt8(ascii: "\t"))
            } catch {
                return .no
            }
            guard row.count == SnowplowColumn.count else { return .no }
            let isEvent =
                BrowserID.isUUID(row[SnowplowColumn.eventID])
                && TimeParser.written(row[SnowplowColumn.collectorTime]) != nil
            return isEvent ? .certain : .possible
        }
    }

    package func reader(header: [String]?) throws(FormatMismatch) -> any RecordReader {
        SnowplowReader(
            identity: WebIdentity(source: settings.name, region: settings.region), bots: bots,
            choices: choices)
    }
}
