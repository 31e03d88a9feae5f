import ConnectorKit
import JourneyModel

/// The values of one record, which is a line of the file or a row of its table.
struct QueueLogFields {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    private var line = PlainRow()
    private var row = CSVRow()
    private(set) var isLine = false

    mutating func split(_ record: UnsafeRawBufferPointer) throws(Rejection) {
        isLine = Self.isLine(record)
        guard isLine else {
            try row.split(record)
            return
        }
        guard record.count <= Limits.valueBytes else {
            throw Rejection(.tooLong, "The line is longer than \(Limits.valueBytes) bytes.")
        }
        try line.split(record, at: UInt8(ascii: "|"))
    }

    /// A line of the file, told by its separator: no table has one before its first comma.
    private static func isLine(_ record: UnsafeRawBufferPointer) -> Bool {
        let first = record.first { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: ",") }
        return first == UInt8(ascii: "|")
    }

    var count: Int { isLine ? line.count : row.count }

    /// Without surrounding blanks; empty for what databases write for nothing.
    subscript(place: Int) -> Bytes { AsteriskRow.value(isLine ? line[place] : row.bytes(place)) }

    /// Texts of all values where they may be the names of the table's columns.
    var names: [String]? {
        guard !isLine else { return nil }
        let mayBeHeader = (0..<row.count).contains { ByteText.contains(row.bytes($0), "queuename") }
        return mayBeHeader ? (0..<row.count).map { row.text($0) } : nil
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
    init?(row: QueueLogFields) {
        let first = row.count > 0 && row[0].allSatisfy { ByteText.isDigit($0) } ? 1 : 0
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
