import JourneyModel

/// Evidence of a simulated company: sessions, chats, calls and orders of customers who sign in now and
/// then, share browsers and numbers, and call from switchboards.
///
/// Everything comes from the seed. About 0.8 touchpoints and 0.45 identifiers an edge.
struct EvidenceWorld {
    struct Edge {
        var touchpoint: Key128
        var identifier: Key128
        var kind: IdentifierKind
        var role: EvidenceRole
        var ordinal: Int16
        var seenAt: Timestamp
    }

    struct Touchpoint {
        var key: Key128
        var startedAt: Timestamp
        var source: Int32
        var callEnd: Timestamp?
        /// `SOURCE:ID`, as it stands in ``names``.
        var name: Range<Int>
    }

    static let sources = ["web", "chat", "pbx", "shop"]

    private(set) var touchpoints: [Touchpoint] = []
    var edges: [Edge] = []
    private(set) var names: [UInt8] = []
    private var generator: SplitMix

    init(edges count: Int, seed: UInt64) {
        generator = SplitMix(state: seed)
        edges.reserveCapacity(count + 8)
        touchpoints.reserveCapacity(count * 9 / 10)
        var person: UInt64 = 0
        while edges.count < count {
            person += 1
            live(person)
        }
        edges.removeLast(edges.count - count)
        shuffle()
    }

    /// Some months of one customer.
    private mutating func live(_ person: UInt64) {
        let hasAccount = below(3) > 0
        let browsers = 1 + below(3)
        let family = person / 40
        for _ in 0..<(1 + below(8)) {
            let day = below(180)
            var values: [(IdentifierKind, UInt64)] = []
            let browser = below(40) == 0 ? 1 << 40 + family : person * 8 + UInt64(below(browsers))
            switch below(10) {
            case 0..<6:
                values = [(.browser, browser)]
                if hasAccount, below(4) == 0 { values.append((.account, person)) }
                add(source: 0, day: day, values)
            case 6, 7:
                if below(3) > 0 { values.append((.browser, browser)) }
                if below(2) == 0 { values.append((.email, person * 2 + UInt64(below(8) / 7))) }
                if below(6) == 0 { values.append((.phone, person)) }
                add(source: 1, day: day, values)
            case 8:
                let number = below(50) == 0 ? 1 << 40 + person / 5_000 : person
                if below(8) > 0 { values.append((.phone, number)) }
                add(source: 2, day: day, values, callSeconds: 60 + below(900))
            default:
                values = [(.email, person * 2), (.order, person * 64 + UInt64(below(64)))]
                if hasAccount { values.append((.account, person)) }
                add(source: 3, day: day, values)
            }
        }
    }

    private mutating func add(
        source: Int32, day: Int, _ values: [(IdentifierKind, UInt64)], callSeconds: Int? = nil
    ) {
        let time = Timestamp(
            microseconds: (Int64(day) * 86_400 + Int64(below(86_400))) * 1_000_000
                + Int64(below(1_000_000)))
        let key = Key128(high: generator.next(), low: generator.next())
        let start = names.count
        names += Self.sources[Int(source)].utf8
        names.append(0x3A)
        Self.appendHex(key.high, to: &names)
        Self.appendHex(key.low, to: &names)
        touchpoints.append(
            Touchpoint(
                key: key, startedAt: time, source: source,
                callEnd: callSeconds.map {
                    Timestamp(microseconds: time.microseconds + Int64($0) * 1_000_000)
                },
                name: start..<names.count))
        for (ordinal, value) in values.enumerated() {
            edges.append(
                Edge(
                    touchpoint: key, identifier: Self.key(value.0, value.1), kind: value.0,
                    role: .own, ordinal: Int16(ordinal), seenAt: time))
        }
    }

    /// As the keyed hash of a value is: evenly spread bits.
    private static func key(_ kind: IdentifierKind, _ value: UInt64) -> Key128 {
        var mix = SplitMix(state: value &* 16 &+ UInt64(kind.rawValue))
        return Key128(high: mix.next(), low: mix.next())
    }

    static func appendHex(_ value: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: 60, through: 0, by: -4) {
            bytes.append(Array("0123456789abcdef".utf8)[Int(value >> UInt64(shift) & 15)])
        }
    }

    /// Edges come in no order, as from many files.
    private mutating func shuffle() {
        for index in edges.indices.reversed() {
            edges.swapAt(index, below(index + 1))
        }
    }

    private mutating func below(_ bound: Int) -> Int {
        Int(generator.next() % UInt64(bound))
    }
}

/// Sebastiano Vigna's splitmix64.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
