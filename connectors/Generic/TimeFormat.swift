import ConnectorKit
import JourneyModel

/// How a source writes its times.
enum TimeFormat: Sendable, Hashable {
    /// What a text says about a moment.
    enum Reading: Sendable, Hashable {
        case moment(Timestamp)
        /// A time of day in some zone, or a date alone.
        case local(CivilTime, isDay: Bool)
    }

    /// RFC 3339, the same without offset, or a date alone.
    case iso
    /// A number since 1970, so many a second.
    case epoch(perSecond: Int64)
    case pattern(TimePattern)

    static let names = ["iso", "epoch_seconds", "epoch_ms", "epoch_us", "rfc2822"]

    /// A name of ``names``, or a pattern of date letters.
    ///
    /// - Throws: ``TimePattern/Mistake``.
    init(_ text: String) throws(TimePattern.Mistake) {
        switch text {
        case "iso": self = .iso
        case "epoch_seconds": self = .epoch(perSecond: 1)
        case "epoch_ms": self = .epoch(perSecond: 1_000)
        case "epoch_us": self = .epoch(perSecond: 1_000_000)
        case "rfc2822": self = .pattern(try TimePattern("EEE, d MMM yyyy HH:mm:ss Z"))
        default: self = .pattern(try TimePattern(text))
        }
    }

    func read(_ text: String) -> Reading? {
        switch self {
        case .iso: Self.readISO(text)
        case .epoch(let perSecond): Self.readEpoch(text, perSecond: perSecond)
        case .pattern(let pattern): pattern.read(text)
        }
    }

    private static func readISO(_ text: String) -> Reading? {
        TimeParser.withBytes(of: text) { bytes in
            if let written = TimeParser.written(bytes) {
                return reading(written.civil, offset: written.offset)
            }
            return TimeParser.date(bytes).map { .local($0, isDay: true) }
        }
    }

    static func reading(_ civil: CivilTime, offset: Int?) -> Reading {
        guard let offset else { return .local(civil, isDay: false) }
        return .moment(
            Timestamp(microseconds: civil.utc.microseconds - Int64(offset) * 1_000_000))
    }

    private static func readEpoch(_ text: String, perSecond: Int64) -> Reading? {
        TimeParser.withBytes(of: text) { bytes in
            let decimals = perSecond == 1 ? 6 : perSecond == 1_000 ? 3 : 0
            let number = Decimal64(ByteText.trimmed(bytes), decimals: decimals, roundsDown: true)
            return number.map { .moment(Timestamp(microseconds: $0.units)) }
        }
    }
}
