import JourneyModel

/// Remembers what user agents say: a site sees few of them, again and again.
package final class UserAgentCache {
    private struct Entry {
        var agent: [UInt8] = []
        var result = UserAgent.unknown
    }

    private static let capacity = 1_024
    /// Places that one agent may have.
    private static let ways = 4
    private var entries = [Entry](repeating: Entry(), count: capacity + ways)
    private let bots: BotList

    package init(bots: BotList = .standard) { self.bots = bots }

    package func classify(_ agent: UnsafeBufferPointer<UInt8>?) -> UserAgent {
        guard let agent, !agent.isEmpty else { return .unknown }
        let first = Self.place(of: agent)
        for place in first..<first + Self.ways {
            let isKnown = entries[place].agent.withUnsafeBufferPointer { ByteText.equal($0, agent) }
            if isKnown { return entries[place].result }
        }
        let result = UserAgent(classifying: agent, by: bots)
        let place = (first..<first + Self.ways).first { entries[$0].agent.isEmpty } ?? first
        entries[place] = Entry(agent: Array(agent), result: result)
        return result
    }

    private static func place(of agent: UnsafeBufferPointer<UInt8>) -> Int {
        let raw = UnsafeRawBufferPointer(agent)
        var hash = UInt64(agent.count) &* 0x9e37_79b9_7f4a_7c15
        var at = 0
        while at &+ 8 <= raw.count {
            hash =
                (hash ^ raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
                &* 0xff51_afd7_ed55_8ccd
            hash ^= hash &>> 32
            at &+= 8
        }
        while at < raw.count {
            hash = (hash ^ UInt64(raw[at])) &* 0x0000_0100_0000_01b3
            at &+= 1
        }
        return Int(truncatingIfNeeded: (hash ^ hash &>> 29) & UInt64(capacity - 1))
    }
}
