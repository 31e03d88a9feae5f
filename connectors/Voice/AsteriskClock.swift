import ConnectorKit
import Foundation
import JourneyModel

/// Turns the local times of a call record into moments.
///
/// When clocks go back an hour comes twice. The unique id holds the second at which its channel was
/// made, and a leg never starts before its channel, so the first reading that is not earlier than
/// that second is the right one. The later times follow from start, duration and billed seconds.
struct AsteriskClock {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// What the columns of one row say.
    struct Times {
        var start: Bytes
        var answer: Bytes
        var end: Bytes
        /// Milliseconds; `nil` when the column is missing or empty.
        var duration: Int64?
        var billed: Int64?
        var epoch: Int64?
    }

    struct Moments: Hashable {
        var start: Timestamp
        var answer: Timestamp?
        var end: Timestamp?
    }

    private var reader: LocalTimeReader
    /// How far the clock of the unique id and the written times may be apart.
    private static let slack: Int64 = 120_000_000
    /// A unique id older than this was not made for this call.
    private static let reach: Int64 = 43_200_000_000

    init(zone: String) throws(SettingError) {
        reader = LocalTimeReader(try LocalTimeResolver(zone: zone))
    }

    mutating func moments(of times: Times) throws(Rejection) -> Moments {
        let (start, isSettled) = try startMoment(times)
        guard TimeParser.isPlausible(start) else {
            throw Rejection(.badTime, field: "start", "The call starts before 1995.")
        }
        let length = times.duration.map { $0 * 1_000 }
        var end = try moment(
            of: times.end, field: "end", from: start, expected: length.map { start.adding($0) },
            isSettled: isSettled)
        if let found = end, found < start {
            // The server's clock was set back during the call: the length is what was measured.
            guard let length else {
                throw Rejection(.badTime, field: "end", "The call ends before it starts.")
            }
            end = start.adding(length)
        }
        let finish = end ?? length.map { start.adding($0) }
        let talk = times.billed.map { $0 * 1_000 }
        let expected = finish.flatMap { finish in talk.map { finish.adding(-$0) } }
        var answer = try moment(
            of: times.answer, field: "answer", from: start, expected: expected,
            isSettled: isSettled)
        if let found = answer, found < start { answer = expected.map { max($0, start) } ?? start }
        return Moments(start: start, answer: answer, end: finish)
    }

    private mutating func startMoment(_ times: Times) throws(Rejection) -> (
        Timestamp, isSettled: Bool
    ) {
        guard !Self.isZero(times.start) else {
            throw Rejection(.missingField, field: "start", "The call has no start time.")
        }
        let epoch = times.epoch.map { Timestamp(seconds: $0) }
        switch try reading(times.start, field: "start") {
        case .one(let moment):
            return (moment, epoch.map { abs(moment - $0) <= Self.slack } ?? false)
        case .repeated(let earlier, let later):
            guard let epoch else { return (earlier, false) }
            for candidate in [earlier, later] {
                let gap = candidate - epoch
                if gap >= -Self.slack, gap <= Self.reach {
                    return (candidate, gap <= Self.slack)
                }
            }
            return (earlier, false)
        case .nonexistent:
            if let epoch, isBeside(epoch, local: times.start) { return (epoch, true) }
            throw Self.nonexistent("start")
        }
    }

    /// An answer or end time, read so that it fits the start.
    private mutating func moment(
        of text: Bytes, field: String, from start: Timestamp, expected: Timestamp?,
        isSettled: Bool
    ) throws(Rejection) -> Timestamp? {
        if Self.isZero(text) { return nil }
        switch try reading(text, field: field) {
        case .one(let moment): return TimeParser.isPlausible(moment) ? moment : nil
        case .repeated(let earlier, let later):
            if let expected {
                return abs(later - expected) < abs(earlier - expected) ? later : earlier
            }
            return earlier < start ? later : earlier
        case .nonexistent:
            // The epoch agrees with the start, so the server's clock is known to skip no hour.
            if isSettled, let expected { return expected }
            throw Self.nonexistent(field)
        }
    }

    private mutating func reading(_ text: Bytes, field: String) throws(Rejection) -> LocalTime {
        if let moment = Self.moment(withOffset: text) { return .one(moment) }
        guard let local = reader.parse(text) else {
            throw Rejection(
                .badTime, field: field, "The time is not YYYY-MM-DD HH:MM:SS; correct the export.")
        }
        return local
    }

    /// Whether `epoch` is what `local` would be if the clock had not been put forward, or earlier.
    private func isBeside(_ epoch: Timestamp, local: Bytes) -> Bool {
        guard let zone = TimeZone(identifier: reader.resolver.zone),
            let plain = TimeParser.rfc3339(String(decoding: local.prefix(19), as: UTF8.self) + "Z")
        else { return false }
        return [-Self.transitionReach, Self.transitionReach].contains { shift in
            let seconds = Double(epoch.microseconds) / 1_000_000 + shift
            let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: seconds))
            return abs(plain - epoch.adding(Int64(offset) * 1_000_000)) <= Self.slack
        }
    }

    /// Seconds before and after a change at which the old and the new offset are certainly valid.
    private static let transitionReach = 10_800.0

    /// A time that states its own offset, as some databases export it.
    private static func moment(withOffset text: Bytes) -> Timestamp? {
        let tail = text.dropFirst(19)
        guard tail.contains(where: { $0 == 0x2b || $0 == 0x2d || $0 == 0x5a }) else { return nil }
        return TimeParser.rfc3339(text)
    }

    /// An unanswered call has no answer time: empty, or zero in exports of some databases.
    private static func isZero(_ text: Bytes) -> Bool {
        text.isEmpty || ByteText.hasPrefix(text, "0000-00-00") || ByteText.equal(text, "0")
    }

    private static func nonexistent(_ field: String) -> Rejection {
        Rejection(
            .nonexistentLocalTime, field: field,
            "Clocks skipped this local time; check --time-zone, or set gmt=yes for UTC files.")
    }
}

extension Timestamp {
    /// This moment and `microseconds` more.
    func adding(_ microseconds: Int64) -> Timestamp {
        Timestamp(microseconds: self.microseconds + microseconds)
    }
}
