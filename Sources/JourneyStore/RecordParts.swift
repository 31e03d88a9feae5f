import JourneyModel

/// What the records of a range of a batch consist of, for the books.
struct RecordParts {
    /// Records with at least one fact or evidence.
    private(set) var kept = 0
    private(set) var rejected = 0
    /// Records with several facts, one of which is a web event.
    private(set) var mixed: [Int64] = []

    private let first: UInt32
    private var facts: [UInt8]
    private var flags: [UInt8]

    private static let hasEvidence: UInt8 = 1
    private static let isRejected: UInt8 = 2
    private static let hasWebEvent: UInt8 = 4

    init(_ batch: RecordBatch, _ range: Range<UInt32>) {
        first = range.lowerBound
        facts = Array(repeating: 0, count: range.count)
        flags = Array(repeating: 0, count: range.count)
        for event in batch.webEvents where range.contains(event.record) {
            count(event.record)
            flag(event.record, Self.hasWebEvent)
        }
        for contact in batch.contacts where range.contains(contact.record) { count(contact.record) }
        for leg in batch.legs where range.contains(leg.record) { count(leg.record) }
        for order in batch.conversions where range.contains(order.record) { count(order.record) }
        for customer in batch.customers where range.contains(customer.record) {
            count(customer.record)
        }
        for row in batch.feedRows where range.contains(row.record) { count(row.record) }
        for evidence in batch.evidence where range.contains(evidence.record) {
            flag(evidence.record, Self.hasEvidence)
        }
        for reject in batch.rejections where range.contains(reject.record) {
            flag(reject.record, Self.isRejected)
        }
        summarise()
    }

    /// Whether evidence is all that the record says.
    func isAlone(_ record: UInt32) -> Bool { facts[Int(record - first)] == 0 }

    private mutating func count(_ record: UInt32) {
        let index = Int(record - first)
        facts[index] = facts[index] == .max ? .max : facts[index] + 1
    }

    private mutating func flag(_ record: UInt32, _ flag: UInt8) {
        flags[Int(record - first)] |= flag
    }

    private mutating func summarise() {
        for index in facts.indices {
            if flags[index] & Self.isRejected != 0 {
                rejected += 1
            } else if facts[index] > 0 || flags[index] & Self.hasEvidence != 0 {
                kept += 1
            }
            if facts[index] > 1, flags[index] & Self.hasWebEvent != 0 {
                mixed.append(Int64(first) + Int64(index))
            }
        }
    }
}
