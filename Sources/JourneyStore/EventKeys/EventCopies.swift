import JourneyModel

/// What becomes of the copies of web events in a batch: decided in the order in which they were
/// read, against the rank of the copy that is stored of each event.
///
/// An event never seen is accepted; a copy of lower rank updates it; any other is a duplicate. Only
/// the copy of lowest rank is written.
struct EventCopies {
    /// The raw values are the classes of `part_outcome`.
    enum Fate: Int16 {
        case accepted = 1
        case updated = 2
        case duplicate = 3
    }

    /// One for each copy.
    private(set) var fates: [Fate]
    /// Whether the copy is the one to be stored as a new event.
    private(set) var isAdded: [Bool]
    /// The copies that take the place of a stored event, and the time it has now.
    private(set) var moved: [(copy: Int, knownAt: Int64)] = []
    /// Stored events that came again, with the time they have after this batch.
    private(set) var known: [EventKeyEntry] = []
    /// Keys new to the store, or of lower rank now, sorted.
    private(set) var entries: [EventKeyEntry] = []

    /// - Parameters:
    ///   - keys: Of each copy in the order read.
    ///   - ranks: Of each copy.
    ///   - order: The indices in the order of the keys, see ``SortedKeys/order(_:)``.
    ///   - storedRank: Of an event, `nil` for one never seen.
    init(
        keys: [Key128], ranks: [EventRank], order: [Int32], storedRank: (Key128) -> EventRank?
    ) {
        fates = Array(repeating: .accepted, count: keys.count)
        isAdded = Array(repeating: false, count: keys.count)
        entries.reserveCapacity(keys.count)
        var start = 0
        while start < order.count {
            let key = keys[Int(order[start])]
            var end = start + 1
            while end < order.count, keys[Int(order[end])] == key { end += 1 }
            settle(order[start..<end], key, ranks, storedRank(key))
            start = end
        }
    }

    private mutating func settle(
        _ copies: ArraySlice<Int32>, _ key: Key128, _ ranks: [EventRank], _ stored: EventRank?
    ) {
        var lowest = stored
        var winner: Int?
        for copy in copies {
            let rank = ranks[Int(copy)]
            if let known = lowest {
                fates[Int(copy)] = rank < known ? .updated : .duplicate
                if rank >= known { continue }
            }
            lowest = rank
            winner = Int(copy)
        }
        if let winner {
            entries.append(EventKeyEntry(key: key, rank: ranks[winner]))
            if let stored {
                moved.append((winner, stored.time))
            } else {
                isAdded[winner] = true
            }
        }
        if stored != nil, let lowest { known.append(EventKeyEntry(key: key, rank: lowest)) }
    }
}
