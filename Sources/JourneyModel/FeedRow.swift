/// One row of a ``Feed``.
package struct FeedRow: Sendable {
    package var record: UInt32
    package var feed: Feed
    package var version: Timestamp?
    /// One an entry of ``Feed/columns``; `nil` where nothing is said.
    package private(set) var values: [FeedValue?]

    package init(record: UInt32, feed: Feed) {
        self.record = record
        self.feed = feed
        values = Array(repeating: nil, count: feed.columns.count)
    }

    package subscript(_ column: String) -> FeedValue? {
        get { values[feed.place(of: column)] }
        set { values[feed.place(of: column)] = newValue }
    }

    package func time(_ column: String) -> Timestamp? {
        if case .time(let moment) = self[column] { moment } else { nil }
    }

    package func text(_ column: String) -> String? {
        if case .text(let text) = self[column] { text } else { nil }
    }

    package func number(_ column: String) -> Int64? {
        if case .number(let units) = self[column] { units } else { nil }
    }
}

package enum FeedValue: Sendable, Hashable {
    /// A name, word, text or source.
    case text(String)
    /// An address as delivered.
    case page(String)
    /// Ten-thousandths of one.
    case number(Int64)
    case time(Timestamp)
    case identifier(Identifier)
    /// Plain; it leaves the process only towards `journey_pii`.
    case personal(String)
}

extension FeedValue: CustomStringConvertible {
    package var description: String {
        switch self {
        case .text(let text): text
        case .number(let units): "\(units)e-4"
        case .time(let moment): "\(moment)"
        case .identifier(let identifier): "\(identifier)"
        case .page, .personal: "<redacted>"
        }
    }
}
