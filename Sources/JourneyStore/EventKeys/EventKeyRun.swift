import JourneyModel

/// A sorted run of keys in the database, as far as memory holds it: where each chunk begins.
struct EventKeyRun {
    var number: Int32
    /// Runs of one level are of about one size; so many of them become one of the next.
    var level: Int16
    var keys: Int
    /// Whether the filter, as it is stored, knows the keys.
    var isFiltered = false
    /// The high half of the first key of each chunk.
    var firstHighs: [UInt64]
    /// All of it, where this process has just written it; such runs are asked without the database.
    var entries: [EventKeyEntry]?

    /// The rank of a key in a run that is held in memory.
    func heldRank(of key: Key128) -> EventRank? {
        guard let entries else { return nil }
        var low = 0
        var end = entries.count
        while low < end {
            let middle = (low + end) / 2
            if entries[middle].key.precedes(key) { low = middle + 1 } else { end = middle }
        }
        return low < entries.count && entries[low].key == key ? entries[low].rank : nil
    }

    /// The chunks in which a key with this high half can be.
    ///
    /// Mostly one; where keys share their high half with the beginning of a chunk, also the one
    /// before.
    func chunks(for high: UInt64) -> ClosedRange<Int>? {
        var low = 0
        var end = firstHighs.count
        while low < end {
            let middle = (low + end) / 2
            if firstHighs[middle] <= high { low = middle + 1 } else { end = middle }
        }
        guard low > 0 else { return nil }
        var first = low - 1
        while first > 0, firstHighs[first] == high { first -= 1 }
        return first...(low - 1)
    }
}
