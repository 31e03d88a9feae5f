import JourneyModel

/// What becomes of the copies of web events in a batch: decided in the order in which they were
/// read, against the earliest time known of each event.
///
/// An event never seen is accepted; a copy that places a known event earlier updates it; any other
/// is a duplicate. Only the earliest copy of an event is written, at equal times the first read.
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
    /// The copies that place a stored event earlier, and the time it has now.
    private(set) var moved: [(copy: Int, knownAt: Int64)] = []
    /// Stored events that came again, with the time they have after this batch.
    private(set) var known: [EventKeyEntry] = []
    /// Keys new to the store, or known at an earlier time now, sorted.
    private(set) var entries: [EventKeyEntry] = []

    /// - Parameters:
    ///   - keys: Of each copy in the order read.
    ///   - times: Of each copy, in microseconds.
    ///   - order: The indices in the order of the keys, see ``SortedKeys/order(_:)``.
    ///   - storedTime: The time at which an event is stored, `nil` for one never seen.
    init(
        keys: [Key128], times: [Int64], order: [Int32], storedTime: (Key128) -> Int64?
    ) {
        fates = Array(repeating: .accepted, count: keys.count)
        isAdded = Array(repeating: false, count: keys.count)
        entries.reserveCapacity(keys.count)
        var start = 0
        while start < order.count {
            let key = keys[Int(order[start])]
            var end = start + 1
            while end < order.count, keys[Int(order[end])] == key { end += 1 }
            settle(order[start..<end], key, times, storedTime(key))
            start = end
        }
    }

    private mutating func settle(
        _ copies: ArraySlice<Int32>, _ key: Key128, _ times: [Int64], _ storedAt: Int64?
    ) {
        var earliest = storedAt
        var winner: Int?
        for copy in copies {
            let time = times[Int(copy)]
            if let known = earliest {
                fates[Int(copy)] = time < known ? .updated : .duplicate
                if time >= known { continue }
            }
            earliest = time
            winner = Int(copy)
        }
        if let winner {
            entries.append(EventKeyEntry(key: key, time: times[winner]))
            if let storedAt {
                moved.append((winner, storedAt))
            } else {
                isAdded[winner] = true
            }
        }
        if storedAt != nil, let earliest { known.append(EventKeyEntry(key: key, time: earliest)) }
    }
}
