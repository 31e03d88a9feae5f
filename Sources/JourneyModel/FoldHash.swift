/// A quick hash of bytes, eight at a time, each folded in by a multiplication of 64 by 64 bits.
///
/// Not for values that somebody may choose so that they collide, unless it starts from a secret.
package struct FoldHash: Sendable {
    package private(set) var value: UInt64

    package init(seed: UInt64) { value = seed }

    @inline(__always)
    package mutating func add(_ word: UInt64) {
        let product = (value ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        value = product.high ^ product.low &+ (value << 1 | 1)
    }

    /// The bytes and, so that what follows cannot be taken for a part of them, their count.
    @inline(__always)
    package mutating func add(_ bytes: UnsafeRawBufferPointer) {
        value ^= UInt64(bytes.count)
        var offset = 0
        while offset + 8 <= bytes.count {
            add(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < bytes.count {
            rest = rest << 8 | UInt64(bytes[offset])
            offset += 1
        }
        add(rest)
    }
}
