/// Operations on the eight bytes of a word at once.
package enum ByteWord {
    /// The byte, eight times.
    @inlinable
    package static func every(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// Not 0 when one of the bytes is 0.
    @inlinable
    package static func zeros(in word: UInt64) -> UInt64 {
        (word &- every(0x01)) & ~word & every(0x80)
    }
}
