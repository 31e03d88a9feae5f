import JourneyModel

/// Reads local times of one zone, and remembers the minutes it has met: neighbours share them.
package struct LocalTimeReader: Sendable {
    package typealias Bytes = UnsafeBufferPointer<UInt8>

    package let resolver: LocalTimeResolver
    private var minutes = ByteCache<Timestamp>(limit: 4_096)

    package init(_ resolver: LocalTimeResolver) { self.resolver = resolver }

    /// Reads and resolves `YYYY-MM-DD HH:MM:SS[.f]`; `nil` for anything else.
    package mutating func parse(_ text: Bytes) -> LocalTime? {
        guard text.count == 19, text[16] == UInt8(ascii: ":"),
            ByteText.isDigit(text[17]), text[17] < UInt8(ascii: "6"), ByteText.isDigit(text[18])
        else { return resolver.parse(text) }
        let seconds = Int64(text[17] &- 0x30) &* 10 &+ Int64(text[18] &- 0x30)
        let minute = Bytes(rebasing: text[..<16])
        if let start = minutes[minute] {
            return .one(Timestamp(microseconds: start.microseconds &+ seconds &* 1_000_000))
        }
        let found = resolver.parse(text)
        // Since 1972 every zone changes its offset between two minutes.
        if case .one(let moment)? = found, moment.microseconds >= Self.firstWholeMinutes {
            let start = Timestamp(microseconds: moment.microseconds - seconds * 1_000_000)
            minutes.insert(start, for: minute)
        }
        return found
    }

    private static let firstWholeMinutes: Int64 = 94_694_400_000_000  // 1973-01-01
}
