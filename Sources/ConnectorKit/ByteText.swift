#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// ASCII operations on raw text.
package enum ByteText {
    package typealias Bytes = UnsafeBufferPointer<UInt8>

    @inlinable @inline(__always)
    package static func equal(_ left: Bytes, _ right: Bytes) -> Bool {
        guard left.count == right.count else { return false }
        guard let first = left.baseAddress, let second = right.baseAddress else { return true }
        return memcmp(first, second, left.count) == 0
    }

    @inlinable @inline(__always)
    package static func equal(_ left: Bytes, _ right: StaticString) -> Bool {
        equal(left, Bytes(start: right.utf8Start, count: right.utf8CodeUnitCount))
    }

    /// Whether the bytes are the given lower-case ASCII text in any case.
    @inlinable
    package static func equalIgnoringCase(_ bytes: Bytes, _ lower: StaticString) -> Bool {
        guard bytes.count == lower.utf8CodeUnitCount else { return false }
        let wanted = lower.utf8Start
        for place in 0..<bytes.count where lowered(bytes[place]) != wanted[place] { return false }
        return true
    }

    /// Whether lower-case ASCII text stands in the bytes, in any case.
    package static func contains(_ bytes: Bytes, _ lower: StaticString) -> Bool {
        let count = lower.utf8CodeUnitCount
        guard count > 0, bytes.count >= count else { return count == 0 }
        let wanted = lower.utf8Start
        let first = wanted[0]
        var place = 0
        let last = bytes.count - count
        while place <= last {
            if lowered(bytes[place]) == first {
                var length = 1
                while length < count, lowered(bytes[place + length]) == wanted[length] {
                    length += 1
                }
                if length == count { return true }
            }
            place += 1
        }
        return false
    }

    @inlinable
    package static func hasPrefix(_ bytes: Bytes, _ lower: StaticString) -> Bool {
        let count = lower.utf8CodeUnitCount
        guard bytes.count >= count else { return false }
        return equalIgnoringCase(Bytes(rebasing: bytes[0..<count]), lower)
    }

    /// Without the blanks and control characters around it.
    @inlinable @inline(__always)
    package static func trimmed(_ bytes: Bytes) -> Bytes {
        var start = 0
        var end = bytes.count
        while start < end, bytes[start] <= 0x20 { start &+= 1 }
        while end > start, bytes[end &- 1] <= 0x20 { end &-= 1 }
        return start == 0 && end == bytes.count ? bytes : Bytes(rebasing: bytes[start..<end])
    }

    /// The same of a string.
    package static func trimmed(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            let kept = trimmed(bytes)
            return kept.count == bytes.count ? nil : String(decoding: kept, as: UTF8.self)
        } ?? text
    }

    @inlinable
    package static func firstIndex(of byte: UInt8, in bytes: Bytes, from start: Int = 0) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress else { return nil }
        guard let hit = memchr(base + start, Int32(byte), bytes.count - start) else { return nil }
        return UnsafeRawPointer(hit) - UnsafeRawPointer(base)
    }

    package static func isASCII(_ bytes: Bytes) -> Bool { bytes.allSatisfy { $0 < 0x80 } }

    @inlinable @inline(__always)
    package static func lowered(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    @inlinable @inline(__always)
    package static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    @inlinable @inline(__always)
    package static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    @inlinable @inline(__always)
    package static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20) &- 0x61 < 6
    }
}
