import ConnectorKit

/// What makes a call and a leg of it unique.
struct AsteriskKey {
    let callID: String
    private let uniqueID: String
    private let linkedID: String
    private let sequence: String
    private let rest: String

    init(row: AsteriskRow, source: String) {
        uniqueID = row[.uniqueid]
        linkedID = row[.linkedid]
        sequence = row[.sequence]
        rest = [row[.channel], row[.dstchannel], row[.start], row[.dst]].joined(separator: "\n")
        if !linkedID.isEmpty {
            callID = linkedID
        } else if !uniqueID.isEmpty {
            callID = uniqueID
        } else {
            let parts = [source, row[.start], row[.channel]]
            callID = "h:" + Self.hash(parts.joined(separator: "\n"))
        }
    }

    /// The key of the leg. Several legs share a unique id; what else tells them apart (channel names,
    /// numbers dialled) is personal data and goes in as a hash.
    func legID(of record: UnsafeRawBufferPointer) -> String {
        if uniqueID.isEmpty { return ContentDigest.sha256Hex(record) }
        if sequence.isEmpty { return "\(uniqueID)/\(Self.hash(rest).prefix(16))" }
        return "\(uniqueID)/\(linkedID)/\(sequence)"
    }

    private static func hash(_ text: String) -> String {
        var text = text
        return text.withUTF8 { ContentDigest.sha256Hex(UnsafeRawBufferPointer($0)) }
    }
}
