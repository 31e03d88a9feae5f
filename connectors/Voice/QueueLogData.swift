import ConnectorKit
import JourneyModel

/// The values behind an event of a queue log.
struct QueueLogData {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Counted as in the record, from 0.
    private(set) var values: ArraySlice<Bytes>

    /// Seconds of a year: no call lasts longer.
    private static let longest: Int64 = 31_622_400

    init(_ values: [Bytes]) { self.values = values[...] }

    private init(_ values: ArraySlice<Bytes>) { self.values = values }

    subscript(place: Int) -> Bytes {
        place < values.count ? values[values.startIndex + place] : Bytes(start: nil, count: 0)
    }

    func text(_ place: Int) -> String { String(decoding: self[place], as: UTF8.self) }

    func dropFirst(_ count: Int) -> Self { Self(values.dropFirst(count)) }

    mutating func dropEmptyTail() {
        while values.last?.isEmpty == true { values.removeLast() }
    }

    /// The values that stand in the first one with bars between them.
    func splitAtBars() -> Self {
        let parts = self[0].split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
        return parts.count > 1 ? Self(parts.map { AsteriskRow.value(Bytes(rebasing: $0)) }) : self
    }

    /// The last values if they are numbers, else none: tables cut a long record at five.
    func numbers(atEnd count: Int) -> Self {
        let tail = dropFirst(max(0, values.count - count))
        return tail.values.allSatisfy { WholeNumber.of($0) != nil } ? tail : Self([])
    }

    /// A length; `nil` when the record lacks it, as those of older versions do.
    ///
    /// - Parameter unit: Milliseconds of one.
    func milliseconds(_ place: Int, unit: Int64 = 1_000) throws(Rejection) -> Int64? {
        let text = self[place]
        if text.isEmpty { return nil }
        guard let number = WholeNumber.of(text), number >= 0,
            number <= Self.longest * 1_000 / unit
        else {
            throw Rejection(
                .badNumber, field: "data\(values.startIndex + place + 1)",
                "The length is not a number of seconds; look how the record was changed.")
        }
        return number * unit
    }
}
