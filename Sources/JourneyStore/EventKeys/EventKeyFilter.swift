import JourneyModel

/// A blocked Bloom filter over event keys: says "never seen" for certain and "perhaps seen" with a
/// small error, one cache line a question.
///
/// Keys are digests and so need no hashing of their own: the high half chooses the block, in the
/// order of the keys, and a mix of it the bits. At ``fullBits`` a key about 0.7 % of new keys look
/// seen, at ``roomyBits`` about 0.15 %. Putze, Sanders, Singler: "Cache-, Hash- and Space-Efficient
/// Bloom Filters", 2007.
final class EventKeyFilter {
    /// Bits a key when a filter is made, and those at which it is made anew.
    static let roomyBits = 16
    static let fullBits = 12
    /// The smallest filter, in keys.
    private static let leastKeys = 1 << 17
    private static let blockWords = 8
    private static let blockBytes = blockWords * 8
    /// Bytes of a piece of a stored filter.
    static let pieceBytes = 120 * blockBytes
    private static let probes = 6

    private let blocks: Int
    private let words: UnsafeMutablePointer<UInt64>
    private(set) var count = 0

    /// - Parameter keys: How many are known now; there is room for a third more.
    init(keys: Int) {
        let keys = max(keys, Self.leastKeys)
        blocks = (keys * Self.roomyBits + 511) / 512
        words = .allocate(capacity: blocks * Self.blockWords)
        words.initialize(repeating: 0, count: blocks * Self.blockWords)
    }

    /// A filter as it was stored.
    ///
    /// - Parameter count: Keys that it knows.
    init(words stored: [UInt8], count: Int) {
        precondition(
            !stored.isEmpty && stored.count % Self.blockBytes == 0, "a filter is whole blocks")
        blocks = stored.count / Self.blockBytes
        words = .allocate(capacity: blocks * Self.blockWords)
        words.initialize(repeating: 0, count: blocks * Self.blockWords)
        UnsafeMutableRawBufferPointer(start: words, count: stored.count).copyBytes(from: stored)
        self.count = count
    }

    /// Hands out the words, to be stored, in pieces of at most ``pieceBytes``.
    func forEachPiece(_ body: (_ ordinal: Int, UnsafeRawBufferPointer) throws -> Void) rethrows {
        let all = UnsafeRawBufferPointer(start: words, count: bytes)
        for (ordinal, start) in stride(from: 0, to: bytes, by: Self.pieceBytes).enumerated() {
            let end = min(start + Self.pieceBytes, bytes)
            try body(ordinal, UnsafeRawBufferPointer(rebasing: all[start..<end]))
        }
    }

    deinit { words.deallocate() }

    /// Too many keys for the promised error.
    var isFull: Bool { count * Self.fullBits > blocks * 512 }

    /// Memory of the bits.
    var bytes: Int { blocks * Self.blockBytes }

    func insert(_ high: UInt64) {
        let block = block(of: high)
        var bits = Self.mix(high)
        for _ in 0..<Self.probes {
            block[Int(bits & 7)] |= 1 << ((bits >> 3) & 63)
            bits >>= 9
        }
        count += 1
    }

    func mayContain(_ high: UInt64) -> Bool {
        let block = block(of: high)
        var bits = Self.mix(high)
        for _ in 0..<Self.probes {
            if block[Int(bits & 7)] & (1 << ((bits >> 3) & 63)) == 0 { return false }
            bits >>= 9
        }
        return true
    }

    private func block(of high: UInt64) -> UnsafeMutablePointer<UInt64> {
        words + Int(high.multipliedFullWidth(by: UInt64(blocks)).high) * Self.blockWords
    }

    /// Makes the low bits depend on all that did not choose the block.
    private static func mix(_ high: UInt64) -> UInt64 {
        let product = high &* 0x9E37_79B9_7F4A_7C15
        return product ^ (product >> 29)
    }
}
