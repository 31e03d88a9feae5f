import ConnectorKit
import JourneyModel

/// Loads bytes through a connector the way the pipeline does, without files and database.
package enum ConnectorRun {
    /// - Parameter chunk: Bytes added to the window at a time.
    /// - Throws: ``FormatMismatch`` of the reader.
    package static func load(
        _ type: any Connector.Type, _ connector: any Connector, bytes: [UInt8],
        chunk: Int = 1 << 20
    ) throws -> RecordBatch {
        let framing = connector.framing.resolved(
            for: FileHead(fileName: "", bytes: Array(bytes.prefix(65_536))))
        var needsHeader = framing.hasHeader
        var framer = RecordFramer(framing)
        var reader = needsHeader ? nil : try connector.reader(header: nil)
        var batch = RecordBatch()
        var window: [UInt8] = []
        var next = 0
        while true {
            let isLast = next == bytes.count
            let step = PaddedBytes(window).withUnsafeBytes { framer.next(in: $0, isLast: isLast) }
            switch step {
            case .record(let record):
                let raw = window.withUnsafeBytes { record.bytes(in: $0) }
                if needsHeader {
                    needsHeader = false
                    reader = try connector.reader(header: header(raw, framing.dialect))
                } else {
                    read(raw, at: record.place, with: &reader, into: &batch)
                }
            case .overlong(let overlong):
                batch.places.append(overlong.place)
                batch.rejections.append(
                    RejectedRecord(
                        record: batch.record, rejection: overlong.rejection, raw: overlong.raw,
                        length: overlong.length))
            case .needMore(let consumed, _):
                window.removeFirst(consumed)
                let end = min(bytes.count, next + chunk)
                window.append(contentsOf: bytes[next..<end])
                next = end
            case .end:
                return batch
            }
        }
    }

    /// Every value of a batch as text, to compare two.
    package static func dump(_ batch: RecordBatch) -> String {
        var text = ""
        Swift.dump(batch, to: &text)
        return text
    }

    package static func header(_ row: [UInt8], _ dialect: Dialect? = nil) throws -> [String] {
        try PaddedBytes(row).withUnsafeBytes { bytes in
            var cells = CSVRow()
            let dialect = dialect ?? Dialect()
            try cells.split(bytes, delimiter: dialect.delimiter, quote: dialect.quote)
            return (0..<cells.count).map { cells.text($0) }
        }
    }

    private static func read(
        _ raw: [UInt8], at place: RecordPlace, with reader: inout (any RecordReader)?,
        into batch: inout RecordBatch
    ) {
        batch.places.append(place)
        let rejection: Rejection? = PaddedBytes(raw).withUnsafeBytes { bytes in
            do throws(Rejection) {
                try reader?.read(bytes, into: &batch)
                return nil
            } catch {
                return error
            }
        }
        guard let rejection else { return }
        batch.rejections.append(
            RejectedRecord(
                record: batch.record, rejection: rejection, raw: raw, length: Int64(raw.count)))
    }
}
