import JourneyModel
import Synchronization

/// Batches that were loaded and may be filled again: their memory is there already, and fresh
/// memory costs a page fault every 4 KiB.
final class BatchPool: Sendable {
    /// More than wait for the database at any time are not kept.
    private static let kept = 4

    private let free = Mutex<[RecordBatch]>([])

    /// An empty batch.
    func take() -> RecordBatch {
        var batch = free.withLock { $0.popLast() } ?? RecordBatch()
        batch.removeAll()
        return batch
    }

    /// Nobody may use the batch after that.
    func giveBack(_ batch: consuming RecordBatch) {
        free.withLock { [batch] free in
            if free.count < Self.kept { free.append(batch) }
        }
    }
}
