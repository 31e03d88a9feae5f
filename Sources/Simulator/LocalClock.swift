import Foundation

/// A day of the proleptic Gregorian calendar, without any calendar of the machine.
struct CivilDate: Sendable, Hashable {
    let year: Int
    let month: Int
    let day: Int

    /// - Parameter day: Days since 1970-01-01.
    init(day: Int) {
        let shifted = day + 719_468
        let era = floorDivide(shifted, 146_097)
        let ofEra = era.remainder
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * ofYear + 2) / 153
        self.day = ofYear - (153 * marchMonth + 2) / 5 + 1
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era.quotient * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01.
    static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = floorDivide(shifted, 400)
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let ofEra = era.remainder * 365 + era.remainder / 4 - era.remainder / 100 + ofYear
        return era.quotient * 146_097 + ofEra - 719_468
    }

    /// `YYYY-MM`.
    var monthText: String {
        var output = Output()
        output.padded(year, 4)
        output.raw("-")
        output.padded(month, 2)
        return output.text
    }
}

/// The company's wall clock over the simulated period. All times are seconds since 1970-01-01.
struct LocalClock: Sendable {
    /// Where the distance to UTC changes.
    struct Transition: Sendable, Hashable {
        let at: Int
        let offset: Int
    }

    private let initialOffset: Int

    /// Changes within the period, in order.
    let transitions: [Transition]

    init(zone: TimeZone, from: Int, to: Int) {
        func offset(_ at: Int) -> Int {
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(at)))
        }
        initialOffset = offset(from)
        var changes: [Transition] = []
        var at = from
        while at < to {
            let next = min(at + 86_400, to)
            if offset(at) != offset(next) {
                var low = at
                var high = next
                while high - low > 1 {
                    let middle = (low + high) / 2
                    if offset(middle) == offset(at) { low = middle } else { high = middle }
                }
                changes.append(Transition(at: high, offset: offset(high)))
            }
            at = next
        }
        transitions = changes
    }

    func offset(at seconds: Int) -> Int {
        var offset = initialOffset
        for change in transitions where change.at <= seconds { offset = change.offset }
        return offset
    }

    /// Wall-clock seconds, as if the wall clock were UTC.
    func local(_ seconds: Int) -> Int { seconds + offset(at: seconds) }

    /// The instant at which the wall clock shows this; the earlier one in a repeated hour.
    func instant(local: Int) -> Int {
        let guess = local - offset(at: local)
        return local - offset(at: guess)
    }

    /// 0 is Monday.
    func weekday(_ seconds: Int) -> Int {
        floorDivide(floorDivide(local(seconds), 86_400).quotient + 3, 7).remainder
    }

    func hour(_ seconds: Int) -> Int { floorDivide(local(seconds), 86_400).remainder / 3600 }

    /// Monday to Friday 8 to 20, Saturday 9 to 16.
    func isOpen(_ seconds: Int) -> Bool {
        let hour = hour(seconds)
        switch weekday(seconds) {
        case 0..<5: return hour >= 8 && hour < 20
        case 5: return hour >= 9 && hour < 16
        default: return false
        }
    }

    /// The given time if the company is open then, else a quarter of an hour or more after the
    /// next opening.
    func nextOpen(_ seconds: Int, spread: Int) -> Int {
        if isOpen(seconds) { return seconds }
        var hour = seconds - floorDivide(local(seconds), 3600).remainder + 3600
        for _ in 0..<200 {
            if isOpen(hour) { return hour + spread }
            hour += 3600
        }
        return hour + spread
    }
}
