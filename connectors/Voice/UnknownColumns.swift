import ConnectorKit
import JourneyModel

/// Counts the rows under columns that call records do not have.
struct UnknownColumns {
    /// What FreePBX writes beside what is read.
    private static let unread: Set = [
        "dst_cnam", "outbound_cnam", "outbound_cnum", "recordingfile",
    ]

    private(set) var counts: [String: Int] = [:]
    private var names: [String] = []

    /// A header row has come.
    mutating func begin(_ header: [String]) {
        names = header.filter {
            AsteriskColumn(named: $0) == nil && !Self.unread.contains(HeaderMap.folded($0))
        }
    }

    /// A row under it has come.
    mutating func count() {
        for name in names where counts[name] != nil || counts.count < Limits.unknownFields {
            counts[name, default: 0] += 1
        }
    }
}

extension AsteriskReader {
    var unknownFields: [String: Int] { columns.counts }
}
