import JourneyModel
import JourneyStore
import Postgres

/// Reads a whole input without loading any of it.
struct DryRun {
    private let producer: RecordProducer

    init(_ producer: RecordProducer) { self.producer = producer }

    /// The books as they would be in an empty database: every record that can be used is accepted.
    func run() throws(Interrupted) -> IngestReport.File {
        var file = IngestReport.File(path: producer.input.name)
        let channel = producer.start()
        defer { channel.close() }
        while true {
            switch try channel.receive() {
            case .opened: continue
            case .batch(let batch, _, _): count(batch, in: &file)
            case .ended(let isUnfinished, let unknown):
                file.isUnfinished = isUnfinished
                file.unknownFields = unknown.counts
                file.unknownSample = unknown.sample
                return file
            case .failed(let failure):
                file.failure = failure
                return file
            }
        }
    }

    private func count(_ batch: RecordBatch, in file: inout IngestReport.File) {
        let kept = BatchLoader.keptRecords(in: batch)
        file.counts.read += Int64(batch.places.count)
        file.counts.accepted += Int64(kept)
        file.counts.rejected += Int64(batch.rejections.count)
        file.counts.ignored += Int64(batch.places.count - kept - batch.rejections.count)
        file.noteRejects(of: batch)
    }
}

extension IngestReport.File {
    /// Rejects that a report shows.
    private static let shownRejects = 5

    mutating func noteRejects(of batch: RecordBatch) {
        for reject in batch.rejections.prefix(max(0, Self.shownRejects - rejects.count)) {
            rejects.append(
                IngestReport.Reject(
                    line: batch.places[Int(reject.record)].line, reason: reject.rejection.reason,
                    message: reject.rejection.message))
        }
    }
}
