import JourneyModel

extension RecordBatch {
    /// Appends raw text to the arena.
    package mutating func append(bytes: UnsafeBufferPointer<UInt8>) -> Text {
        let text = Text(offset: UInt32(arena.count), count: UInt32(bytes.count))
        arena.append(contentsOf: bytes)
        return text
    }

    /// Appends ASCII text with its capital letters lowered.
    package mutating func append(lowering bytes: UnsafeBufferPointer<UInt8>) -> Text {
        let text = append(bytes: bytes)
        arena.withUnsafeMutableBufferPointer { all in
            for place in (all.count - bytes.count)..<all.count {
                all[place] = ByteText.lowered(all[place])
            }
        }
        return text
    }
}

/// How far a batch was filled, to take back what a rejected record has appended.
package struct BatchMark {
    private let arena: Int
    private let webEvents: Int
    private let contacts: Int
    private let legs: Int
    private let conversions: Int
    private let customers: Int
    private let feedRows: Int
    private let evidence: Int
    private let ignored: Int

    package init(_ batch: borrowing RecordBatch) {
        arena = batch.arena.count
        webEvents = batch.webEvents.count
        contacts = batch.contacts.count
        legs = batch.legs.count
        conversions = batch.conversions.count
        customers = batch.customers.count
        feedRows = batch.feedRows.count
        evidence = batch.evidence.count
        ignored = batch.ignored
    }

    package func restore(_ batch: inout RecordBatch) {
        batch.arena.removeLast(batch.arena.count - arena)
        batch.webEvents.removeLast(batch.webEvents.count - webEvents)
        batch.contacts.removeLast(batch.contacts.count - contacts)
        batch.legs.removeLast(batch.legs.count - legs)
        batch.conversions.removeLast(batch.conversions.count - conversions)
        batch.customers.removeLast(batch.customers.count - customers)
        batch.feedRows.removeLast(batch.feedRows.count - feedRows)
        batch.evidence.removeLast(batch.evidence.count - evidence)
        batch.ignored = ignored
    }
}
