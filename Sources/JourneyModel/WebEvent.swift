/// One web event. Text fields lie in the batch's arena.
package struct WebEvent: Sendable {
    package enum Kind: Int16, Sendable {
        case page = 1
        case track = 2
        case identify = 3
        case alias = 4
        case group = 5
    }

    package var record: UInt32
    package var kind: Kind
    /// The source's own id of the event (`messageId`).
    package var id: RecordBatch.Text
    package var occurredAt: Timestamp
    /// Event name of a track; empty otherwise.
    package var name = RecordBatch.Text.empty
    /// Page URL as delivered.
    package var url = RecordBatch.Text.empty
    package var referrer = RecordBatch.Text.empty
    package var title = RecordBatch.Text.empty
    /// Browser id, normalised; empty for server-side events.
    package var browser = RecordBatch.Text.empty
    /// Login, normalised; empty when nobody is logged in.
    package var account = RecordBatch.Text.empty
    /// The source's own session id, if it has one.
    package var session = RecordBatch.Text.empty
    package var campaign = RecordBatch.Text.empty
    /// BCP 47 tag as delivered.
    package var language = RecordBatch.Text.empty
    package var device = Device.unknown
    /// A known crawler: kept, never stitched.
    package var isBot = false
    /// A click on a telephone number.
    package var isPhoneClick = false

    package init(
        record: UInt32, kind: Kind, id: RecordBatch.Text, occurredAt: Timestamp
    ) {
        self.record = record
        self.kind = kind
        self.id = id
        self.occurredAt = occurredAt
    }
}

/// The class of device of a browser.
package enum Device: Int16, Sendable {
    case unknown = 0
    case desktop = 1
    case mobile = 2
    case tablet = 3
}
