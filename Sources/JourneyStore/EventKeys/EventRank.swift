import JourneyModel

/// Which of several copies of one event stays: the earliest, and of copies that state one time the
/// one that their content chooses, so that no order of loading matters.
///
/// Time and 11 bits of a hash of the content share one word. So two copies that differ at the same
/// microsecond are told apart in all but one of 2,048 cases; in that one the first loaded stays.
struct EventRank: Hashable, Comparable {
    private static let contentBits: Int64 = 11

    let raw: Int64

    init(raw: Int64) { self.raw = raw }

    /// - Parameter time: In microseconds since 1970, before the year 2112.
    init(time: Int64, content: UInt64 = 0) {
        let mask = Int64(1) << Self.contentBits - 1
        raw = time << Self.contentBits | Int64(truncatingIfNeeded: content >> 32) & mask
    }

    /// In microseconds since 1970.
    var time: Int64 { raw >> Self.contentBits }

    static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }
}

extension WebEvent {
    /// A hash of what is kept of the event. It is the same in every installation.
    func contentHash(_ arena: UnsafeRawBufferPointer) -> UInt64 {
        var hash = FoldHash(seed: 0x6A09_E667_F3BC_C908)
        hash.add(
            UInt64(UInt16(bitPattern: kind.rawValue)) << 32
                | UInt64(UInt16(bitPattern: device.rawValue)) << 8
                | (isBot ? 2 : 0) | (isPhoneClick ? 1 : 0))
        for text in [url, referrer, browser, account, session, name, campaign, language] {
            hash.add(arena.text(text))
        }
        return hash.value
    }
}
