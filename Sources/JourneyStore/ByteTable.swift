import Glibc
import JourneyModel

/// A bounded dictionary from byte strings to small values, for what repeats from row to row.
struct ByteTable<Value> {
    private struct Entry {
        var offset: Int
        var count: Int
        var hash: UInt64
        var value: Value
    }

    private let limit: Int
    /// Position in `entries` plus one; 0 where free. Its length is a power of two.
    private var slots: [Int32]
    private var entries: [Entry] = []
    private var arena: [UInt8] = []
    /// Unlike from one run to the next, so that nobody can choose keys that collide.
    private let seed = UInt64.random(in: 1 ... .max)

    /// - Parameter limit: Entries after which ``makeRoom()`` starts anew.
    init(limit: Int) {
        self.limit = limit
        slots = Array(repeating: 0, count: 1024)
    }

    subscript(bytes: UnsafeRawBufferPointer) -> Value? {
        place(of: bytes).map { entries[$0].value }
    }

    /// Where the value of these bytes stands, until the next ``makeRoom()`` or ``removeAll()``.
    func place(of bytes: UnsafeRawBufferPointer) -> Int? {
        let slot = slots[find(bytes, hash: hash(bytes))]
        return slot == 0 ? nil : Int(slot) - 1
    }

    var count: Int { entries.count }

    subscript(place place: Int) -> Value { entries[place].value }

    /// Sets the value of bytes that may or may not be there.
    mutating func set(_ bytes: UnsafeRawBufferPointer, _ value: Value) {
        let hash = hash(bytes)
        let slot = find(bytes, hash: hash)
        if slots[slot] != 0 {
            entries[Int(slots[slot]) - 1].value = value
            return
        }
        entries.append(Entry(offset: arena.count, count: bytes.count, hash: hash, value: value))
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

    private func find(_ bytes: UnsafeRawBufferPointer, hash: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
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
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return true }
        return arena.withUnsafeBytes {
            $0.baseAddress.map { memcmp($0 + offset, start, bytes.count) == 0 } ?? false
        }
    }

    private mutating func grow() {
        let mask = slots.count * 2 - 1
        var larger = [Int32](repeating: 0, count: mask + 1)
        for (index, entry) in entries.enumerated() {
            var slot = Int(truncatingIfNeeded: entry.hash) & mask
            while larger[slot] != 0 { slot = (slot + 1) & mask }
            larger[slot] = Int32(index + 1)
        }
        slots = larger
    }

    private func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash = FoldHash(seed: seed)
        hash.add(bytes)
        return hash.value
    }
}
