import ConnectorKit
import JourneyModel
import Testing

@Suite struct `Cutting lines and rows` {
    @Test func `a line ends at LF or CRLF and blank lines are none`() {
        let framed = Framed(.lines, "\u{FEFF}a\r\n\n  \r\nb\nc")

        #expect(framed.records == ["a", "b", "c"])
        #expect(framed.offsets == [3, 11, 13])
        #expect(framed.lines == [1, 4, 5])
        #expect(!framed.isLastTerminated)
    }

    @Test(arguments: [1, 2, 5, 1_000])
    func `an over-long line is skipped with its length`(chunk: Int) {
        let long = String(repeating: "x", count: 300)

        let framed = Framed(.lines, "a\n\(long)\r\nb\n", chunk: chunk, limit: 64)

        #expect(framed.records == ["a", "b"])
        #expect(framed.overlong == [300])
    }

    @Test func `a quoted line feed belongs to the row`() {
        let framed = Framed(.csv(hasHeader: false), "a,\"b\nc\",d\r\ne,\"f\"\"\n\",g\n")

        #expect(framed.records == ["a,\"b\nc\",d", "e,\"f\"\"\n\",g"])
        #expect(framed.lines == [1, 3])
    }

    @Test func `an open quote costs only its own line`() {
        let rows = "1,\"open\n2,\"ok\",x\n3,plain\n4,\"ok\"\n"

        #expect(
            Framed(.csv(hasHeader: false), rows).records
                == ["1,\"open", "2,\"ok\",x", "3,plain", "4,\"ok\""])
    }

    @Test func `a quote that is open at the end of the stream costs only its line`() {
        let framed = Framed(.csv(hasHeader: false), "1,\"open\n2,a\n3,b\n")

        #expect(framed.records == ["1,\"open", "2,a", "3,b"])
    }

    @Test func `an open quote is given up at the limit`() {
        let rows = "1,\"open\n" + String(repeating: "22,33\n", count: 100)

        let framed = Framed(.csv(hasHeader: false), rows, limit: 64)

        #expect(framed.records.count == 101)
    }

    @Test func `a quote inside an unquoted value opens nothing`() {
        #expect(Framed(.csv(hasHeader: false), "5\" pipe,a\nb,c\n").records.count == 2)
    }

    @Test(arguments: [1, 2, 3, 7])
    func `pieces of any size give the same records`(chunk: Int) {
        for seed in 0..<200 {
            var random = SplitMix64(seed: UInt64(seed))
            let text = random.text(from: ["a", ",", "\"", "\n", "\r\n", "\"\"", "b"], count: 60)

            let whole = Framed(.csv(hasHeader: false), text)

            #expect(Framed(.csv(hasHeader: false), text, chunk: chunk) == whole, "seed \(seed)")
        }
    }

    @Test func `cutting can go on where it stopped`() {
        let text = Array("a\nb\nc\n".utf8)
        var framer = RecordFramer(.lines)
        _ = text.withUnsafeBytes { framer.next(in: $0, isLast: true) }
        let place = framer.position

        var resumed = RecordFramer(.lines, resumingAt: place)
        let step = text.dropFirst(Int(place.byteOffset)).withUnsafeBytes {
            resumed.next(in: $0, isLast: true)
        }

        guard case .record(let record) = step else {
            Issue.record("no record")
            return
        }
        #expect(record.range == 0..<1)
        #expect(record.place == RecordPlace(byteOffset: 2, line: 2))
    }
}

/// A small seeded generator.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }

    mutating func text(from parts: [String], count: Int) -> String {
        (0..<count).map { _ in parts.randomElement(using: &self) ?? "" }.joined()
    }
}
