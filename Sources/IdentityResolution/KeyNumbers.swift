import JourneyModel

/// Numbers keys 0, 1, 2, … in the order in which they are first met.
///
/// Keys are hashes already, so their bits choose the slot. 32 to 48 bytes a key.
package struct KeyNumbers: Sendable {
    /// A number and what tells most other keys apart without looking at the key itself.
    private struct Slot {
        var tag: UInt32 = 0
        /// Negative where free.
        var number: Int32 = -1
    }

    package private(set) var keys: [Key128] = []
    /// Half as many again as keys at least; a power of two.
    private var slots: [Slot]

    /// - Parameter capacity: So many keys need no more room later.
    package init(capacity: Int = 512) {
        var size = 1024
        while size < capacity * 3 / 2 { size *= 2 }
        slots = Array(repeating: Slot(), count: size)
        keys.reserveCapacity(capacity)
    }

    package var count: Int { keys.count }

    /// The number of a key that was met before.
    package func find(_ key: Key128) -> Int32? {
        let number = slots[slot(of: key)].number
        return number < 0 ? nil : number
    }

    /// The number of a key, a new one where it was not met before.
    package mutating func number(of key: Key128) -> Int32 {
        let slot = slot(of: key)
        if slots[slot].number >= 0 { return slots[slot].number }
        let number = Int32(keys.count)
        slots[slot] = Slot(tag: Self.tag(key), number: number)
        keys.append(key)
        if keys.count * 3 / 2 > slots.count { grow() }
        return number
    }

    /// Where the key stands, or the free slot that it would take.
    private func slot(of key: Key128) -> Int {
        let tag = Self.tag(key)
        let mask = slots.count - 1
        return slots.withUnsafeBufferPointer { slots in
            var slot = Int(truncatingIfNeeded: key.low) & mask
            while slots[slot].number >= 0 {
                if slots[slot].tag == tag, keys[Int(slots[slot].number)] == key { break }
                slot = (slot + 1) & mask
            }
            return slot
        }
    }

    private static func tag(_ key: Key128) -> UInt32 { UInt32(truncatingIfNeeded: key.high) }

    private mutating func grow() {
        slots = Array(repeating: Slot(), count: slots.count * 2)
        for (number, key) in keys.enumerated() {
            slots[slot(of: key)] = Slot(tag: Self.tag(key), number: Int32(number))
        }
    }
}
