/// Remembers what short texts mean, by their bytes.
///
/// It grows up to its limit and then begins anew. A text longer than ``ByteIndex/longestText`` is
/// not remembered.
package struct ByteCache<Value: Sendable>: Sendable {
    package typealias Bytes = UnsafeBufferPointer<UInt8>

    @usableFromInline var texts: ByteIndex
    /// In the order of the texts.
    @usableFromInline var values: [Value] = []

    /// - Parameter limit: Texts remembered at most.
    package init(limit: Int = 65_536) { texts = ByteIndex(limit: limit) }

    @inlinable package subscript(text: Bytes) -> Value? {
        guard let place = texts.place(of: text) else { return nil }
        return values[place]
    }

    /// Remembers a text that is not known.
    @inlinable package mutating func insert(_ value: Value, for text: Bytes) {
        guard text.count <= ByteIndex.longestText else { return }
        if texts.isFull {
            texts.removeAll()
            values.removeAll(keepingCapacity: true)
        }
        texts.append(text)
        values.append(value)
    }
}

/// Short texts, each once, and the place at which each was added.
package struct ByteIndex: Sendable {
    package typealias Bytes = UnsafeBufferPointer<UInt8>

    /// The bytes, zeros, and their number in the last byte.
    @usableFromInline typealias Key = SIMD4<UInt64>

    /// Bytes of the longest text.
    @inlinable package static var longestText: Int { 31 }

    @usableFromInline let limit: Int
    @usableFromInline var keys: [Key] = []
    /// Places plus 1 at the slot of their hash or behind it; 0 is free. At least half are.
    @usableFromInline var slots = [UInt32](repeating: 0, count: 128)

    package init(limit: Int) { self.limit = limit }

    @inlinable package var isFull: Bool { keys.count >= limit }

    /// Where the text was added; `nil` for one that was not, and for a longer one.
    @inlinable
    package func place(of text: Bytes) -> Int? {
        guard text.count <= Self.longestText else { return nil }
        let place = slots[slot(of: Self.key(of: text))]
        return place == 0 ? nil : Int(place) &- 1
    }

    /// Adds a text that is not there and no longer than ``longestText``.
    package mutating func append(_ text: Bytes) {
        if keys.count * 2 >= slots.count { grow() }
        let key = Self.key(of: text)
        let slot = slot(of: key)
        keys.append(key)
        slots[slot] = UInt32(keys.count)
    }

    package mutating func removeAll() {
        keys.removeAll(keepingCapacity: true)
        for slot in slots.indices { slots[slot] = 0 }
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for (place, key) in keys.enumerated() { slots[slot(of: key)] = UInt32(place + 1) }
    }

    /// Where the key's place stands, or is to stand.
    @inlinable
    func slot(of key: Key) -> Int {
        var slot = Self.hash(key) & (slots.count &- 1)
        while slots[slot] != 0, keys[Int(slots[slot]) &- 1] != key {
            slot = (slot &+ 1) & (slots.count &- 1)
        }
        return slot
    }

    @inlinable
    static func key(of text: Bytes) -> Key {
        var key = Key()
        withUnsafeMutableBytes(of: &key) { bytes in
            bytes.copyMemory(from: UnsafeRawBufferPointer(text))
            bytes[longestText] = UInt8(text.count)
        }
        return key
    }

    @inlinable
    static func hash(_ key: Key) -> Int {
        var hash: UInt64 = 0x9e37_79b9_7f4a_7c15
        for lane in 0..<4 {
            hash = (hash ^ key[lane]) &* 0xff51_afd7_ed55_8ccd
            hash ^= hash &>> 32
        }
        return Int(truncatingIfNeeded: hash &>> 8)
    }
}
