/// Reproducible random numbers (SplitMix64): the same seed gives the same company everywhere.
///
/// Only integer steps and the four basic operations on doubles are used, so no mathematical
/// library of the machine can change a draw.
struct Random: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A stream of its own for one part of the company, so that parts do not disturb each other.
    init(seed: UInt64, part: UInt64, index: Int = 0) {
        var mixer = Random(seed: seed ^ (part &* 0xD6E8_FEB8_6659_FD93))
        state = mixer.next() ^ (UInt64(bitPattern: Int64(index)) &* 0x9E37_79B9_7F4A_7C15)
        _ = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A whole number from zero to one under `bound`, which must be positive.
    mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    mutating func between(_ low: Int, _ high: Int) -> Int { low + below(high - low + 1) }

    mutating func chance(_ permille: Int) -> Bool { below(1000) < permille }

    /// A number between the bounds that is usually near the lower one: long tails of waiting,
    /// talking and returning.
    mutating func skewed(_ low: Int, _ high: Int, power: Int = 3) -> Int {
        let draw = Double(next() >> 11) / 9_007_199_254_740_992
        var factor = draw
        for _ in 1..<power { factor *= draw }
        return low + Int(Double(high - low) * factor)
    }

    mutating func pick<Choices: RandomAccessCollection>(_ choices: Choices) -> Choices.Element
    where Choices.Index == Int {
        choices[choices.startIndex + below(choices.count)]
    }

    /// An index, drawn with the given whole-number weights.
    mutating func weighted(_ weights: [Int]) -> Int {
        var rest = below(weights.reduce(0, +))
        for (index, weight) in weights.enumerated() {
            if rest < weight { return index }
            rest -= weight
        }
        return weights.count - 1
    }

    /// Random letters and digits, as vendors use in their ids.
    mutating func token(_ length: Int, from alphabet: [UInt8] = Alphabet.base62) -> String {
        var bytes: [UInt8] = []
        for _ in 0..<length { bytes.append(pick(alphabet)) }
        return String(decoding: bytes, as: UTF8.self)
    }

    mutating func identifier() -> Identifier128 { Identifier128(high: next(), low: next()) }
}

/// Characters that tokens are drawn from.
enum Alphabet {
    static let base62 = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    /// Without the characters that people confuse when they read a code aloud.
    static let spoken = Array("ACDEFGHJKLMNPQRTUVWXY34679".utf8)
    static let digits = Array("0123456789".utf8)
}

/// The bits of a random (version 4) UUID.
struct Identifier128: Sendable, Hashable {
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        self.low = low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    }

    var text: String {
        var output = Output()
        output.uuid(self)
        return output.text
    }
}
