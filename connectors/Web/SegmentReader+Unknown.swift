import ConnectorKit

/// Members of events that nobody described.
extension SegmentReader {
    /// What the platforms write at the root of an event or a request body beside what is read.
    private static let unread = [
        "_metadata", "channel", "integrations", "metadata", "projectId", "request_ip", "rudderId",
        "version", "writeKey",
    ]

    static var unknownMembers: UnknownMembers {
        UnknownMembers(known: Root.names.map { "\($0)" } + unread, isSample: true)
    }

    var unknownFields: [String: Int] { members.counts }
    var sampledRecords: Int? { members.sampled }
}
