import Foundation
import JourneyModel

/// What a local time means in a zone.
package enum LocalTime: Sendable, Hashable {
    case one(Timestamp)
    /// The clock showed it twice.
    case repeated(earlier: Timestamp, later: Timestamp)
    /// The clock skipped it.
    case nonexistent

    /// The earlier moment where there are two, which is what a source without offset is taken to
    /// say.
    package var earliest: Timestamp? {
        switch self {
        case .one(let moment), .repeated(let moment, _): moment
        case .nonexistent: nil
        }
    }
}

/// Turns local times of one zone into moments.
///
/// All changes of the zone's offset from 1970 to 2037 are found once; outside of these years the
/// first and the last offset go on.
package struct LocalTimeResolver: Sendable {
    package let zone: String
    /// `starts[i]` is when `offsets[i]` begins, in seconds since 1970.
    private let starts: [Int64]
    /// Seconds east of UTC.
    private let offsets: [Int64]

    /// - Parameter zone: An IANA name, such as `Europe/Berlin`.
    package init(zone: String) throws(SettingError) {
        guard Self.isName(zone), let found = TimeZone(identifier: zone) else {
            throw SettingError(
                "The time zone \(zone) is unknown; give an IANA name such as Europe/Berlin")
        }
        self.zone = zone
        (starts, offsets) = Self.periods(of: found)
    }

    package func resolve(_ civil: CivilTime) -> LocalTime {
        let asUTC = civil.utc.microseconds
        let seconds = asUTC.flooredDivision(by: 1_000_000)
        // No offset reaches 26 hours, so only periods close to the local time can hold it.
        var place = period(at: seconds - 93_600)
        var found: [Timestamp] = []
        while place < starts.count, starts[place] <= seconds + 93_600 {
            let moment = seconds - offsets[place]
            let end = place + 1 < starts.count ? starts[place + 1] : .max
            if moment >= starts[place], moment < end {
                let micro = asUTC - offsets[place] * 1_000_000
                if found.isEmpty, end == .max || end - moment > 187_200 {
                    return .one(Timestamp(microseconds: micro))
                }
                found.append(Timestamp(microseconds: micro))
            }
            place += 1
        }
        switch found.count {
        case 0: return .nonexistent
        case 1: return .one(found[0])
        default: return .repeated(earlier: found[0], later: found[found.count - 1])
        }
    }

    /// Reads and resolves `YYYY-MM-DD HH:MM:SS[.f]`; `nil` for anything else.
    package func parse(_ local: UnsafeBufferPointer<UInt8>) -> LocalTime? {
        TimeParser.local(local).map { resolve($0) }
    }

    package func parse(_ local: String) -> LocalTime? {
        TimeParser.withBytes(of: local) { parse($0) }
    }

    /// The period that holds a moment.
    private func period(at moment: Int64) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= moment { low = middle } else { high = middle }
        }
        return low
    }
}

extension LocalTimeResolver {
    private static let firstSecond: Int64 = 0
    private static let lastSecond: Int64 = 2_145_916_800  // 2038-01-01
    /// No zone changed its offset twice within this time.
    private static let stride: Int64 = 3 * 86_400

    private static func periods(of zone: TimeZone) -> (starts: [Int64], offsets: [Int64]) {
        var starts = [Int64.min]
        var offsets = [offset(of: zone, at: firstSecond)]
        var before = firstSecond
        while before < lastSecond {
            let after = min(before + stride, lastSecond)
            let offset = offset(of: zone, at: after)
            if offset != offsets[offsets.count - 1] {
                starts.append(change(of: zone, from: before, to: after))
                offsets.append(offset)
            }
            before = after
        }
        return (starts, offsets)
    }

    /// The second at which the offset changes, between two moments on either side.
    private static func change(of zone: TimeZone, from: Int64, to: Int64) -> Int64 {
        let old = offset(of: zone, at: from)
        var before = from
        var after = to
        while after - before > 1 {
            let middle = (before + after) / 2
            if offset(of: zone, at: middle) == old { before = middle } else { after = middle }
        }
        return after
    }

    private static func offset(of zone: TimeZone, at second: Int64) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second))))
    }

    /// Whether it is written like an IANA name: abbreviations such as `CET+1` mean several things.
    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64
            && text.utf8.allSatisfy { byte in
                ByteText.isLetter(byte) || ByteText.isDigit(byte) || "/_-+".utf8.contains(byte)
            }
    }
}

extension Int64 {
    /// The quotient rounded towards minus infinity.
    package func flooredDivision(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
