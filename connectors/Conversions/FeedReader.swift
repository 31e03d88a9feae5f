import ConnectorKit
import JourneyModel

struct FeedReader: RecordReader {
    var fields: NamedFields
    let values: FeedValues
    let feed: Feed
    let complete: (inout FeedRow) throws(Rejection) -> Void

    var unknownFields: [String: Int] { fields.unknownFields }

    mutating func read(
        _ record: UnsafeRawBufferPointer, into batch: inout RecordBatch
    ) throws(Rejection) {
        try fields.load(record)
        var row = FeedRow(record: batch.record, feed: feed)
        for column in feed.columns where !column.isDerived {
            guard let text = fields[column.name] else { continue }
            row[column.name] = try values.value(of: text, in: column)
        }
        row.version = try version(of: row)
        try checkOrder(of: row)
        try complete(&row)
        batch.feedRows.append(row)
    }

    private func version(of row: FeedRow) throws(Rejection) -> Timestamp? {
        if let text = fields[Feed.versionColumn] {
            return try values.moment(text, field: Feed.versionColumn)
        }
        for column in feed.versions {
            if let moment = row.time(column) { return moment }
        }
        return nil
    }

    private func checkOrder(of row: FeedRow) throws(Rejection) {
        guard feed.columns.contains(where: { $0.name == "to" }), let from = row.time("from"),
            let to = row.time("to"), to < from
        else { return }
        throw Rejection(.badValue, field: "to", "to lies before from; swap them.")
    }
}
