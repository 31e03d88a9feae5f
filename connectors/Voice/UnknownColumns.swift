import ConnectorKit
import JourneyModel

/// Counts the rows under columns that call records do not have.
struct UnknownColumns {
    /// What FreePBX writes beside what is read.
    private static let unread: Set = [
        "dst_cnam", "outbound_cnam", "outbound_cnum", "recordingfile",
    ]

    private var settled: [String: Int] = [:]
    private var names: [String] = []
    private var rows = 0

    /// Rows that had each of them.
    var counts: [String: Int] {
        var counts = settled
        if rows == 0 { return counts }
        for name in names where counts[name] != nil || counts.count < Limits.unknownFields {
            counts[name, default: 0] += rows
        }
        return counts
    }

    /// A header row has come.
    mutating func begin(_ header: [String]) {
        settled = counts
        rows = 0
        names = header.filter {
            AsteriskColumn(named: $0) == nil && !Self.unread.contains(HeaderMap.folded($0))
        }
    }

    /// A row under it has come.
    mutating func count() { rows &+= 1 }
}

extension AsteriskReader {
    var unknownFields: [String: Int] { columns.counts }
}
