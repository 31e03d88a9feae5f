import CRows
import JourneyModel

/// Where the values of a row end; the memory is used again for the next row.
@usableFromInline
final class RowEnds {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    @usableFromInline let places = UnsafeMutablePointer<UInt32>.allocate(capacity: Limits.fields)
    @usableFromInline private(set) var count = 0
    /// Set in an end behind a value in which quotes are doubled.
    @inlinable static var doubled: UInt32 { 0x8000_0000 }
    private var content: UInt32 = 0

    deinit { places.deallocate() }

    var hasNUL: Bool { content & UInt32(CROWS_HAS_NUL) != 0 }
    var isASCII: Bool { content & UInt32(CROWS_HAS_HIGH_BYTE) == 0 }
    var hasDoubledQuotes: Bool { content & UInt32(CROWS_HAS_DOUBLED_QUOTE) != 0 }

    /// - Returns: Whether the quotes are regular and there are no more than ``Limits/fields``.
    func find(_ delimiter: UInt8, quote: UInt8?, in row: Bytes) -> Bool {
        let found = crows_split(
            row.baseAddress, row.count, delimiter, quote.map { Int32($0) } ?? Int32(CROWS_NO_QUOTE),
            places, Limits.fields, &content)
        count = max(0, Int(found))
        return found > 0
    }

    @inlinable
    func range(_ place: Int) -> Range<Int> {
        precondition(place >= 0 && place < count, "the row has no such value")
        let start = place == 0 ? 0 : Int(places[place &- 1] & ~Self.doubled) &+ 1
        return start..<Int(places[place] & ~Self.doubled)
    }

    /// Quotes are doubled in the value.
    @inlinable
    func isDoubled(_ place: Int) -> Bool { places[place] & Self.doubled != 0 }
}
