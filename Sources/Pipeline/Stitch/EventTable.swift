import IdentityResolution
import JourneyModel
import Postgres

/// Web events in flat memory, about a hundred bytes each with their ids.
struct EventTable {
    struct Event {
        var key: Key128
        var at: Timestamp
        /// Number of its browser and source.
        var stream: Int32
        var page: Int32
        /// Numbers of what is mostly absent; ``none`` where it is.
        var account: Int32
        var sessionRef: Int32
        var campaign: Int32
        var language: Int32
        var device: Int16
        var isPageView: Bool
        var isServerSide: Bool
    }

    static let none: Int32 = -1

    private(set) var events: [Event] = []
    /// Id of each event.
    private(set) var ids = RecordNames()
    /// Browser and source of each stream.
    private(set) var streams = ValueNumbers()
    private(set) var accounts = KeyNumbers()
    private(set) var words = Words()

    /// - Parameter row: Of `13_read_events`.
    mutating func append(_ row: borrowing BinaryRow) {
        row.withText(4) { ids.append($0) }
        events.append(
            Event(
                key: row.key(2), at: row.time(3) ?? Timestamp(microseconds: 0),
                stream: streams.number(of: row.key(0), slice: row.int16(1) ?? 0),
                page: row.int32(8) ?? Self.none,
                account: row.optionalKey(5).map { accounts.number(of: $0) } ?? Self.none,
                sessionRef: number(row, 6), campaign: number(row, 11), language: number(row, 12),
                device: row.int16(9) ?? 0, isPageView: row.int16(7) == 1,
                isServerSide: row.bool(10) ?? false))
    }

    /// Places of the events, stream by stream, each in order of (time, id).
    func byStream() -> (starts: [Int32], places: [Int32]) {
        var starts = [Int32](repeating: 0, count: streams.slices.count + 1)
        for event in events { starts[Int(event.stream) + 1] += 1 }
        for stream in streams.slices.indices { starts[stream + 1] += starts[stream] }
        var next = starts
        var places = [Int32](repeating: 0, count: events.count)
        for (place, event) in events.enumerated() {
            places[Int(next[Int(event.stream)])] = Int32(place)
            next[Int(event.stream)] += 1
        }
        for stream in streams.slices.indices {
            sort(&places, Int(starts[stream])..<Int(starts[stream + 1]))
        }
        return (starts, places)
    }

    private func sort(_ places: inout [Int32], _ stretch: Range<Int>) {
        let isSorted = stretch.dropFirst().allSatisfy { precedes(places[$0 - 1], places[$0]) }
        if !isSorted { places[stretch].sort(by: precedes) }
    }

    private func precedes(_ left: Int32, _ right: Int32) -> Bool {
        let a = events[Int(left)].at
        let b = events[Int(right)].at
        return a == b ? ids.order(Int(left), Int(right)) < 0 : a < b
    }

    private mutating func number(_ row: borrowing BinaryRow, _ column: Int) -> Int32 {
        if row.isNull(column) { return Self.none }
        var number = Self.none
        row.withText(column) { number = words.number(of: $0) }
        return number
    }
}

/// Numbers texts that repeat from row to row.
struct Words {
    private(set) var texts: [String] = []
    private var numbers: [String: Int32] = [:]

    mutating func number(of bytes: UnsafeRawBufferPointer) -> Int32 {
        let text = String(decoding: bytes, as: UTF8.self)
        if let number = numbers[text] { return number }
        let number = Int32(texts.count)
        texts.append(text)
        numbers[text] = number
        return number
    }

    /// `nil` for ``EventTable/none``.
    subscript(number: Int32) -> String? { number < 0 ? nil : texts[Int(number)] }
}
