import JourneyModel

/// An event key and the rank of the copy that is stored.
struct EventKeyEntry: Hashable {
    var key: Key128
    var rank: EventRank
}

/// A piece of a sorted run as one row holds it: the high halves of the keys, and beside them low
/// half and rank of each. All numbers are big-endian.
///
/// 320 entries fill a page of the database, so that a question costs one page.
enum EventKeyChunk {
    static let capacity = 320

    /// - Returns: 8 bytes an entry, and 16 bytes an entry.
    static func encode(_ entries: ArraySlice<EventKeyEntry>) -> (highs: [UInt8], rest: [UInt8]) {
        let highs = [UInt8](unsafeUninitializedCapacity: entries.count * 8) { bytes, count in
            let raw = UnsafeMutableRawBufferPointer(bytes)
            for (index, entry) in entries.enumerated() {
                raw.storeBytes(
                    of: entry.key.high.bigEndian, toByteOffset: index * 8, as: UInt64.self)
            }
            count = entries.count * 8
        }
        let rest = [UInt8](unsafeUninitializedCapacity: entries.count * 16) { bytes, count in
            let raw = UnsafeMutableRawBufferPointer(bytes)
            for (index, entry) in entries.enumerated() {
                raw.storeBytes(
                    of: entry.key.low.bigEndian, toByteOffset: index * 16, as: UInt64.self)
                raw.storeBytes(
                    of: entry.rank.raw.bigEndian, toByteOffset: index * 16 + 8, as: Int64.self)
            }
            count = entries.count * 16
        }
        return (highs, rest)
    }

    static func decode(
        highs: UnsafeRawBufferPointer, rest: UnsafeRawBufferPointer
    ) -> [EventKeyEntry] {
        (0..<highs.count / 8).map { entry(at: $0, highs, rest) }
    }

    /// The rank of a key, `nil` when it is not in the chunk.
    static func rank(
        of key: Key128, highs: UnsafeRawBufferPointer, rest: UnsafeRawBufferPointer
    ) -> EventRank? {
        var low = 0
        var end = highs.count / 8
        while low < end {
            let middle = (low + end) / 2
            if high(at: middle, highs) < key.high { low = middle + 1 } else { end = middle }
        }
        while low < highs.count / 8, high(at: low, highs) == key.high {
            let entry = entry(at: low, highs, rest)
            if entry.key == key { return entry.rank }
            low += 1
        }
        return nil
    }

    private static func high(at index: Int, _ highs: UnsafeRawBufferPointer) -> UInt64 {
        UInt64(bigEndian: highs.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    }

    private static func entry(
        at index: Int, _ highs: UnsafeRawBufferPointer, _ rest: UnsafeRawBufferPointer
    ) -> EventKeyEntry {
        let low = rest.loadUnaligned(fromByteOffset: index * 16, as: UInt64.self)
        let rank = rest.loadUnaligned(fromByteOffset: index * 16 + 8, as: Int64.self)
        return EventKeyEntry(
            key: Key128(high: high(at: index, highs), low: UInt64(bigEndian: low)),
            rank: EventRank(raw: Int64(bigEndian: rank)))
    }
}
