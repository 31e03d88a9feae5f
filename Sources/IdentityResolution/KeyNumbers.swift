import JourneyModel

/// Numbers keys 0, 1, 2, … in the order in which they are first met.
///
/// Keys are hashes already, so their bits choose the slot. About 28 bytes a key.
package struct KeyNumbers: Sendable {
    package private(set) var keys: [Key128] = []
    /// Numbers by slot; negative where free. At least twice as many as keys, a power of two.
    private var slots: [Int32]

    package init() { slots = Array(repeating: -1, count: 1024) }

    package var count: Int { keys.count }

    /// The number of a key that was met before.
    package func find(_ key: Key128) -> Int32? {
        let number = slots[slot(of: key)]
        return number < 0 ? nil : number
    }

    /// The number of a key, a new one where it was not met before.
    package mutating func number(of key: Key128) -> Int32 {
        let slot = slot(of: key)
        if slots[slot] >= 0 { return slots[slot] }
        let number = Int32(keys.count)
        slots[slot] = number
        keys.append(key)
        if keys.count * 2 > slots.count { grow() }
        return number
    }

    /// Where the key stands, or the free slot that it would take.
    private func slot(of key: Key128) -> Int {
        var slot = Int(truncatingIfNeeded: key.low) & (slots.count - 1)
        while slots[slot] >= 0, keys[Int(slots[slot])] != key {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for (number, key) in keys.enumerated() { slots[slot(of: key)] = Int32(number) }
    }
}
