import ConnectorKit
import JourneyModel

/// The members that are read, by their places in the lists of names.
extension SegmentReader {
    enum Root {
        static let names: [StaticString] = [
            "type", "messageId", "anonymousId", "userId", "previousId", "groupId", "event", "name",
            "properties", "traits", "context", "timestamp", "originalTimestamp", "sentAt",
            "receivedAt", "batch", "category",
        ]
        static let type = 0
        static let messageId = 1
        static let anonymousId = 2
        static let userId = 3
        static let previousId = 4
        static let groupId = 5
        static let event = 6
        static let name = 7
        static let properties = 8
        static let traits = 9
        static let context = 10
        static let timestamp = 11
        static let originalTimestamp = 12
        static let sentAt = 13
        static let receivedAt = 14
        static let batch = 15
        static let category = 16
    }

    enum Context {
        static let names: [StaticString] = [
            "page", "userAgent", "locale", "sessionId", "campaign", "traits", "device",
        ]
        static let page = 0
        static let userAgent = 1
        static let locale = 2
        static let sessionId = 3
        static let campaign = 4
        static let traits = 5
        static let device = 6
    }

    enum Page {
        static let names: [StaticString] = ["url", "path", "referrer", "title"]
        static let url = 0
        static let path = 1
        static let referrer = 2
        static let title = 3
    }

    enum Properties {
        static let names: [StaticString] = [
            "url", "path", "referrer", "title", "order_id", "orderId", "email", "href",
            "link_url", "linkUrl", "target", "destination", "link",
        ]
        static let url = 0
        static let path = 1
        static let referrer = 2
        static let title = 3
        static let orderID = 4
        static let orderIDCamel = 5
        static let email = 6
        static let links = 7...12
    }

    /// The first address that a click leads to.
    var link: JSONValue? {
        for field in Properties.links {
            if let value = properties[field], value.kind == .string { return value }
        }
        return nil
    }
}

extension JSONValue {
    /// The value, unless it is text that says nothing.
    var nonEmpty: JSONValue? {
        guard let bytes = utf8 else { return kind == .object || kind == .array ? nil : self }
        let trimmed = ByteText.trimmed(bytes)
        if trimmed.isEmpty || trimmed.count == 4 && ByteText.equalIgnoringCase(trimmed, "null") {
            return nil
        }
        return self
    }
}
