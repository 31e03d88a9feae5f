/// A fixed set of ASCII names that bytes are looked up in without making a string.
package struct NameTable: Sendable {
    private let names: [StaticString]
    /// Places of names plus 1, at the slot of their hash or behind it; 0 is free.
    private let slots: [UInt16]

    package init(_ names: [StaticString]) {
        self.names = names
        var size = 64
        while size < names.count * 4 { size *= 2 }
        var slots = [UInt16](repeating: 0, count: size)
        for (place, name) in names.enumerated() {
            var slot = Self.hash(Self.bytes(of: name)) & (size - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = UInt16(place + 1)
        }
        self.slots = slots
    }

    package func contains(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        var slot = Self.hash(name) & (slots.count - 1)
        while slots[slot] != 0 {
            if Self.bytes(of: names[Int(slots[slot]) - 1]).elementsEqual(name) { return true }
            slot = (slot + 1) & (slots.count - 1)
        }
        return false
    }

    private static func bytes(of name: StaticString) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    }

    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt32 = 0x811c_9dc5
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        return Int(hash ^ hash &>> 15)
    }
}
