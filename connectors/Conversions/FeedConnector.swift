import ConnectorKit
import JourneyModel

/// A connector whose rows are those of one ``Feed``: only what its columns mean together is its own.
package protocol FeedConnector: Connector {
    static var feed: Feed { get }

    init(base: FeedBase) throws(SettingError)

    var base: FeedBase { get }

    /// Checks what the columns say together, and sets those that follow from others.
    func complete(_ row: inout FeedRow) throws(Rejection)
}

/// What every feed is read with.
package struct FeedBase: Sendable {
    package let settings: SourceSettings
    let time: FeedTime
}

extension FeedConnector {
    package init(settings: SourceSettings) throws(SettingError) {
        let known = Self.description.options.map(\.name)
        if let option = settings.options.keys.sorted().first(where: { !known.contains($0) }) {
            throw SettingError(
                "\(Self.description.name) has no option \(option)", isUnknownOption: true)
        }
        let base = FeedBase(settings: settings, time: try FeedTime(zone: settings.timeZone))
        try self.init(base: base)
    }

    package static func recognises(_ head: FileHead) -> Recognition {
        FeedRecognition.of(head, feed)
    }

    package func reader(header: [String]?) throws(FormatMismatch) -> any RecordReader {
        FeedReader(
            fields: try NamedFields(
                header: header, required: Self.feed.requiredNames,
                optional: Self.feed.optionalNames),
            values: FeedValues(base), feed: Self.feed, complete: complete)
    }

    package func complete(_ row: inout FeedRow) throws(Rejection) {}
}

extension Feed {
    var requiredNames: [String] { columns.filter(\.isRequired).map(\.name) }

    var optionalNames: [String] {
        columns.filter { !$0.isRequired && !$0.isDerived }.map(\.name) + [Feed.versionColumn]
    }
}
