import Foundation
import JourneyModel
import JourneyStore

/// How new a source is, held against what is expected of it.
package struct SourceAge: Sendable, Hashable {
    package enum State: String, Sendable {
        case fresh, warn
        /// No limit says how old it may be, so that nobody is told when it stops.
        case unwatched
        /// The records of the day before are not there, though it is past the time for them.
        case late
        case error
        /// Configured, and nothing was ever loaded.
        case never
    }

    /// How far ahead the clock of a source may be.
    package static let clockSkew: Int64 = 86_400_000_000

    package var source: String
    package var connector: String
    package var channel: String?
    /// The time of the newest record; `nil` for sources whose records happen at no time.
    package var newest: Timestamp?
    /// Records whose time is more than ``clockSkew`` ahead; they make no source newer.
    package var future: Int
    /// When records of it were read last.
    package var loaded: Timestamp?
    package var expectation: SourceExpectation?
    package private(set) var ageSeconds: Int?
    package private(set) var state = State.never

    /// - Parameter isTimed: Its records happen at a time; others are as new as their last load.
    package init(
        source: String, connector: String, channel: String?, newest: Timestamp?,
        future: Int = 0, isTimed: Bool = true, loaded: Timestamp?,
        expectation: SourceExpectation?, now: Timestamp
    ) {
        self.source = source
        self.connector = connector
        self.channel = channel
        self.newest = newest
        self.future = future
        self.loaded = loaded
        self.expectation = expectation
        let last = isTimed ? newest : loaded
        ageSeconds = last.map { max(0, Int((now - $0) / 1_000_000)) }
        state = judged(now: now)
    }

    /// What is wrong, or how old it is.
    package var sentence: String {
        guard let ageSeconds else {
            guard loaded != nil else { return "nothing was ever loaded" }
            return "no record with a time that counts was ever loaded"
        }
        let age = "the newest record is \(Self.words(ageSeconds)) old"
        switch state {
        case .error: return age + Self.limit(expectation?.errorSeconds)
        case .warn: return age + Self.limit(expectation?.warnSeconds)
        case .late:
            let time = expectation?.expectByMinutes.flatMap(TimeOfDay.init(minutes:))
            return age + ", and those of the day before were expected by \(time?.description ?? "")"
        case .fresh, .unwatched, .never: return age
        }
    }

    /// Hours with one decimal.
    package static func hours(_ seconds: Int) -> String {
        let tenths = (Double(seconds) / 360).rounded()
        return "\(Int(tenths) / 10).\(abs(Int(tenths)) % 10)"
    }

    /// For people: days from three days on, `5.3 h` or `12.4 days`.
    package static func words(_ seconds: Int) -> String {
        guard seconds >= 3 * 86_400 else { return "\(hours(seconds)) h" }
        return "\(hours(seconds / 24)) days"
    }

    private static func limit(_ seconds: Int?) -> String {
        seconds.map { ", over the limit of \(words($0))" } ?? ""
    }

    private func judged(now: Timestamp) -> State {
        guard let age = ageSeconds else {
            return expectation?.errorSeconds == nil ? .never : .error
        }
        if let limit = expectation?.errorSeconds, age > limit { return .error }
        if isLate(now: now) { return .late }
        if let limit = expectation?.warnSeconds, age > limit { return .warn }
        return isWatched ? .fresh : .unwatched
    }

    private var isWatched: Bool {
        guard let expectation else { return false }
        return expectation.errorSeconds != nil || expectation.warnSeconds != nil
            || expectation.expectByMinutes != nil
    }

    private func isLate(now: Timestamp) -> Bool {
        guard let expectation, let minutes = expectation.expectByMinutes,
            let time = TimeOfDay(minutes: minutes),
            let zone = TimeZone(identifier: expectation.timeZone)
        else { return false }
        let today = time.latest(by: now, in: zone)
        if let newest { return newest < today.startOfDay(in: zone, adding: -1) }
        return loaded.map { $0 < today.startOfDay(in: zone) } ?? true
    }
}

extension SourceExpectation {
    init(_ source: RunConfiguration.Source, siteZone: String) {
        self.init(
            source: source.name, connector: source.connector,
            timeZone: source.timeZone ?? siteZone)
        expectByMinutes = source.expectBy?.minutes
        warnSeconds = source.ages.warn
        errorSeconds = source.ages.error
    }

    /// One a source; of feeds that share a name the strictest limits hold.
    package static func all(
        of configuration: RunConfiguration, siteZone: String
    ) -> [SourceExpectation] {
        var found: [SourceExpectation] = []
        for source in configuration.sources {
            let one = SourceExpectation(source, siteZone: siteZone)
            guard let place = found.firstIndex(where: { $0.source == one.source }) else {
                found.append(one)
                continue
            }
            func least(_ path: KeyPath<SourceExpectation, Int?>) -> Int? {
                [found[place][keyPath: path], one[keyPath: path]].compactMap(\.self).min()
            }
            found[place].expectByMinutes = least(\.expectByMinutes)
            found[place].warnSeconds = least(\.warnSeconds)
            found[place].errorSeconds = least(\.errorSeconds)
        }
        return found
    }
}
