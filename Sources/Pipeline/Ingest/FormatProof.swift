import JourneyModel
import JourneyStore

/// Looks for the first record of a file that can be used: without one, it is another file.
struct FormatProof {
    typealias Item = RecordProducer.Item

    enum Verdict {
        /// Nothing could be used yet; what was judged is to be kept back.
        case open
        /// These are to be loaded.
        case found([Item])
        /// The first usable record came after batches that were given up: the file is to be read
        /// again.
        case late
        /// No record of the file can be used; the line and the words of the first reject.
        case hopeless(String)
    }

    /// So many records without a good one tell that a file is no such file; a shorter one may be
    /// one whose few records are all bad.
    private static let hopelessRecords = 100
    /// Bytes of rejects of a pipe, which cannot be read twice, that wait for a good record.
    private static let heldBytes = 64 << 20

    private var isFound: Bool
    private let mayReadAgain: Bool
    private let looksRight: () -> Bool
    private var records = 0
    private var complaint: String?
    private var isLate = false
    private var held: [Item] = []
    private var heldBytes = 0

    /// - Parameters:
    ///   - isFound: The file is known already.
    ///   - mayReadAgain: It is no pipe.
    ///   - looksRight: Whether its beginning looks like the format.
    init(isFound: Bool, mayReadAgain: Bool, looksRight: @escaping () -> Bool) {
        self.isFound = isFound
        self.mayReadAgain = mayReadAgain
        self.looksRight = looksRight
    }

    /// Judges the next batch, which `item` is.
    mutating func judge(_ batch: RecordBatch, _ item: Item, isEnd: Bool) -> Verdict {
        if isFound { return .found([item]) }
        records += batch.places.count
        if complaint == nil, let first = batch.rejections.first {
            complaint = "line \(batch.places[Int(first.record)].line): \(first.rejection.message)"
        }
        isFound = batch.rejections.count < batch.places.count
        if isEnd, !isFound {
            if let complaint, records >= Self.hopelessRecords || !looksRight() {
                return .hopeless(complaint)
            }
            isFound = true
        }
        if isFound {
            if isLate { return .late }
            defer { held = [] }
            return .found(held + [item])
        }
        if mayReadAgain {
            isLate = true
            return .open
        }
        return hold(item, batch)
    }

    private mutating func hold(_ item: Item, _ batch: RecordBatch) -> Verdict {
        held.append(item)
        heldBytes += batch.rejections.reduce(0) { $0 + $1.raw.count }
        if let complaint, heldBytes > Self.heldBytes { return .hopeless(complaint) }
        return .open
    }
}
