/// A bounded dictionary from byte strings to small values, for what repeats from row to row.
struct ByteTable<Value> {
    private let limit: Int
    /// Position in `entries` plus one; 0 where free. Its length is a power of two.
    private var slots: [Int32]
    private var entries: [(offset: Int, count: Int, hash: Int, value: Value)] = []
    private var arena: [UInt8] = []

    /// - Parameter limit: Entries after which ``makeRoom()`` starts anew.
    init(limit: Int) {
        self.limit = limit
        slots = Array(repeating: 0, count: 1024)
    }

    subscript(bytes: UnsafeRawBufferPointer) -> Value? {
        let slot = find(bytes, hash: Self.hash(bytes))
        return slots[slot] == 0 ? nil : entries[Int(slots[slot]) - 1].value
    }

    /// Sets the value of bytes that may or may not be there.
    mutating func set(_ bytes: UnsafeRawBufferPointer, _ value: Value) {
        let hash = Self.hash(bytes)
        let slot = find(bytes, hash: hash)
        if slots[slot] != 0 {
            entries[Int(slots[slot]) - 1].value = value
            return
        }
        entries.append((arena.count, bytes.count, hash, value))
        arena.append(contentsOf: bytes)
        slots[slot] = Int32(entries.count)
        if entries.count * 2 > slots.count { grow() }
    }

    /// Forgets everything once the limit is passed; to be called where nothing is awaited from it.
    mutating func makeRoom() {
        if entries.count > limit { removeAll() }
    }

    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        arena.removeAll(keepingCapacity: true)
        slots = Array(repeating: 0, count: slots.count)
    }

    private func find(_ bytes: UnsafeRawBufferPointer, hash: Int) -> Int {
        let mask = slots.count - 1
        var slot = hash & mask
        while slots[slot] != 0 {
            let entry = entries[Int(slots[slot]) - 1]
            if entry.hash == hash, entry.count == bytes.count, equals(entry.offset, bytes) {
                return slot
            }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private func equals(_ offset: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
        arena.withUnsafeBytes {
            UnsafeRawBufferPointer(rebasing: $0[offset..<offset + bytes.count])
                .elementsEqual(bytes)
        }
    }

    private mutating func grow() {
        let mask = slots.count * 2 - 1
        var larger = [Int32](repeating: 0, count: mask + 1)
        for (index, entry) in entries.enumerated() {
            var slot = entry.hash & mask
            while larger[slot] != 0 { slot = (slot + 1) & mask }
            larger[slot] = Int32(index + 1)
        }
        slots = larger
    }

    private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: bytes)
        return hasher.finalize()
    }
}
