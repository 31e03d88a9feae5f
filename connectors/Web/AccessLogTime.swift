import ConnectorKit
import JourneyModel

/// The time of a line: `10/Oct/2000:13:55:36 -0700`, ISO 8601 with offset, or seconds since 1970.
struct AccessLogTime: Sendable, Hashable {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    var moment: Timestamp
    /// Number of the server's day; one ends at four in the morning, when few are awake.
    var day: Int64

    init?(_ bytes: Bytes) {
        if bytes.count >= 26, bytes[2] == UInt8(ascii: "/") {
            guard let (civil, offset) = Self.written(bytes) else { return nil }
            self.init(local: civil.utc, offset: offset)
        } else if let written = TimeParser.written(bytes) {
            guard let offset = written.offset else { return nil }
            self.init(local: written.civil.utc, offset: offset)
        } else {
            guard bytes.count >= 9, let moment = TimeParser.epochSeconds(bytes) else { return nil }
            self.init(local: moment, offset: 0)
        }
        guard TimeParser.isPlausible(moment) else { return nil }
    }

    private init(local: Timestamp, offset: Int) {
        moment = Timestamp(microseconds: local.microseconds - Int64(offset) * 1_000_000)
        let hour: Int64 = 3_600_000_000
        day = (local.microseconds - 4 * hour) / (24 * hour)
    }

    private static func written(_ bytes: Bytes) -> (CivilTime, Int)? {
        func number(_ places: Range<Int>) -> Int? {
            var value = 0
            for place in places {
                guard ByteText.isDigit(bytes[place]) else { return nil }
                value = value * 10 + Int(bytes[place] - 0x30)
            }
            return value
        }
        guard bytes.count == 26, bytes[6] == UInt8(ascii: "/"), bytes[11] == UInt8(ascii: ":"),
            bytes[14] == UInt8(ascii: ":"), bytes[17] == UInt8(ascii: ":"), bytes[20] == 0x20,
            bytes[21] == UInt8(ascii: "+") || bytes[21] == UInt8(ascii: "-"),
            let day = number(0..<2), let month = month(Bytes(rebasing: bytes[3..<6])),
            let year = number(7..<11), let hour = number(12..<14), let minute = number(15..<17),
            let second = number(18..<20), let hours = number(22..<24), hours <= 18,
            let minutes = number(24..<26), minutes < 60,
            let civil = CivilTime(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        else { return nil }
        let offset = hours * 3_600 + minutes * 60
        return (civil, bytes[21] == UInt8(ascii: "-") ? -offset : offset)
    }

    /// Servers write months in English whatever their language.
    private static func month(_ name: Bytes) -> Int? {
        let names: StaticString = "janfebmaraprmayjunjulaugsepoctnovdec"
        for month in 0..<12 {
            let wanted = names.utf8Start + month * 3
            if ByteText.lowered(name[0]) == wanted[0], ByteText.lowered(name[1]) == wanted[1],
                ByteText.lowered(name[2]) == wanted[2]
            {
                return month + 1
            }
        }
        return nil
    }
}
