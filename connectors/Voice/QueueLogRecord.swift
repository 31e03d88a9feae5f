import ConnectorKit
import JourneyModel

/// One record of a queue log: a line of the file, or a row of its table. Its values live as long as
/// the record that was split.
struct QueueLogRecord {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Seconds since 1970, or a local time of the table.
    var time: Bytes
    /// The unique id of the caller's channel, or a word such as `NONE` where there is no call.
    var callID: Bytes
    var queue: Bytes
    var agent: Bytes
    var event: Bytes
    /// Without empty values at the end.
    var data: QueueLogData

    /// - Parameter columns: Places of the table's columns; `nil` for a line of the file.
    init(_ fields: QueueLogFields, columns: QueueLogColumns?) throws(Rejection) {
        if let columns {
            guard fields.count == columns.count else {
                throw Rejection(
                    .fieldCount,
                    "The row has \(fields.count) fields, its columns are \(columns.count).")
            }
            time = fields[columns.time]
            callID = fields[columns.callID]
            queue = fields[columns.queue]
            agent = fields[columns.agent]
            event = fields[columns.event]
            data = QueueLogData(columns.data.map { fields[$0] })
            // Older tables hold all data in one column, as in the file.
            if columns.data.count == 1 { data = data.splitAtBars() }
        } else {
            guard fields.count >= 5 else {
                throw Rejection(
                    .fieldCount,
                    "A line of a queue log is time|callid|queue|agent|event and data;"
                        + " this one has \(fields.count) fields.")
            }
            (time, callID, queue) = (fields[0], fields[1], fields[2])
            (agent, event) = (fields[3], fields[4])
            data = QueueLogData((5..<fields.count).map { fields[$0] })
        }
        data.dropEmptyTail()
    }
}
