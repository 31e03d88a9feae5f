import ConnectorKit
import Glibc
import JourneyModel

/// One pass over a text in memory, as the pipeline makes it.
struct Pass {
    private let connector: any Connector
    private let bytes: PaddedBytes
    private let framing: Framing

    init(_ connector: any Connector, _ bytes: [UInt8]) {
        self.connector = connector
        self.bytes = PaddedBytes(bytes)
        framing = connector.framing.resolved(
            for: FileHead(fileName: "", bytes: Array(bytes.prefix(65_536))))
    }

    /// - Parameter readsRecords: Whether the connector reads each record; else it is only split
    ///   into its fields.
    /// - Returns: Seconds of this thread on a processor.
    func run(readsRecords: Bool) throws -> (seconds: Double, records: Int, rejected: Int) {
        let start = Self.processorTime()
        var framer = RecordFramer(framing)
        var batch = RecordBatch()
        var records = 0
        var rejected = 0
        var needsHeader = framing.hasHeader
        var reader = needsHeader ? nil : try connector.reader(header: nil)
        var splitter = Splitter(framing, type(of: connector).description.name)
        try bytes.withUnsafeBytes { window in
            while case .record(let record) = framer.next(in: window, isLast: true) {
                let raw = UnsafeRawBufferPointer(rebasing: window[record.range])
                if needsHeader {
                    needsHeader = false
                    reader = try connector.reader(header: splitter.names(raw))
                    continue
                }
                records += 1
                guard readsRecords else {
                    splitter.split(raw)
                    continue
                }
                batch.places.append(record.place)
                do { try reader?.read(raw, into: &batch) } catch { rejected += 1 }
                if batch.places.count == Limits.batchRecords { batch.removeAll() }
            }
        }
        return (Self.processorTime() - start, records, rejected)
    }

    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// Splits a record into its fields and does nothing with them.
private struct Splitter {
    private let dialect: Dialect?
    private let isJSON: Bool
    private let parser = JSONParser()
    private var row = CSVRow()
    private var line = PlainRow()
    /// What stands between the fields of lines.
    private let delimiter: UInt8

    init(_ framing: Framing, _ connector: String) {
        dialect = framing.dialect
        isJSON = framing.isJSON || connector == "singer"
        switch connector {
        case "access-log": delimiter = UInt8(ascii: " ")
        case "asterisk-queue-log": delimiter = UInt8(ascii: "|")
        default: delimiter = UInt8(ascii: "\t")
        }
    }

    mutating func split(_ record: UnsafeRawBufferPointer) {
        if isJSON {
            _ = try? parser.parse(record)
        } else if let dialect {
            try? row.split(record, delimiter: dialect.delimiter, quote: dialect.quote)
        } else {
            try? line.split(record, at: delimiter)
        }
    }

    mutating func names(_ record: UnsafeRawBufferPointer) -> [String] {
        split(record)
        return (0..<row.count).map { row.text($0) }
    }
}
