import ConnectorKit
import JourneyModel

/// One record of a queue log: a line of the file, or a row of its table.
struct QueueLogRecord {
    /// Seconds since 1970, or a local time of the table.
    var time: String
    /// The unique id of the caller's channel, or a word such as `NONE` where there is no call.
    var callID: String
    var queue: String
    var agent: String
    var event: String
    /// Without empty values at the end.
    var data: [String]

    /// - Parameter columns: Places of the table's columns; `nil` for a line of the file.
    init(fields: [String], columns: QueueLogColumns?) throws(Rejection) {
        var data: [String]
        if let columns {
            guard fields.count == columns.count else {
                throw Rejection(
                    .fieldCount,
                    "The row has \(fields.count) fields, its columns are \(columns.count).")
            }
            func value(_ place: Int) -> String { Self.value(fields[place]) }
            time = value(columns.time)
            callID = value(columns.callID)
            queue = value(columns.queue)
            agent = value(columns.agent)
            event = value(columns.event)
            data = columns.data.map(value)
            // Older tables hold all data in one column, as in the file.
            if data.count == 1, let whole = data.first, whole.contains("|") {
                data = whole.split(separator: "|", omittingEmptySubsequences: false)
                    .map { Self.value(String($0)) }
            }
        } else {
            guard fields.count >= 5 else {
                throw Rejection(
                    .fieldCount,
                    "A line of a queue log is time|callid|queue|agent|event and data;"
                        + " this one has \(fields.count) fields.")
            }
            let values = fields.map { Self.value($0) }
            (time, callID, queue) = (values[0], values[1], values[2])
            (agent, event) = (values[3], values[4])
            data = Array(values[5...])
        }
        while data.last?.isEmpty == true { data.removeLast() }
        self.data = data
    }

    /// The key of a record that has none of its own: equal lines are one record.
    var legID: String {
        var text = ([time, callID, queue, agent, event] + data).joined(separator: "|")
        let hash = text.withUTF8 { ContentDigest.sha256Hex(UnsafeRawBufferPointer($0)) }
        return "\(callID)/\(hash.prefix(32))"
    }

    private static func value(_ text: String) -> String {
        let value = text.trimmingBlanks()
        return value == "NULL" || value == "\\N" ? "" : value
    }
}

/// Where the columns of the table `queue_log` stand.
struct QueueLogColumns: Sendable, Hashable {
    let time: Int
    let callID: Int
    let queue: Int
    let agent: Int
    let event: Int
    let data: [Int]
    let count: Int

    /// The columns of a header row; `nil` for a row of data.
    init?(header: [String]) {
        let names = header.map { $0.lowercased().filter { $0 != " " && $0 != "\u{FEFF}" } }
        func place(_ name: String) -> Int? { names.firstIndex(of: name) }
        guard let time = place("time"), let callID = place("callid"),
            let queue = place("queuename"), let agent = place("agent"), let event = place("event")
        else { return nil }
        (self.time, self.callID, self.queue) = (time, callID, queue)
        (self.agent, self.event) = (agent, event)
        data =
            (1...Self.mostData).compactMap { place("data\($0)") }
            + [place("data")].compactMap { $0 }
        count = names.count
    }

    /// The order of Asterisk's own table, for exports without header; `nil` when the row is none.
    init?(row: [String]) {
        let first =
            row.first.map { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } } == true ? 1 : 0
        guard row.count > first + 4, RowShape.isTime(row[first]) else { return nil }
        time = first
        callID = first + 1
        queue = first + 2
        agent = first + 3
        event = first + 4
        data = Array((first + 5)..<max(first + 5, row.count))
        count = row.count
    }

    private static let mostData = 9
}
