import JourneyModel
import Testing

@testable import ConnectorKit

@Suite struct `Remembered texts` {
    private func bytes<Result>(_ text: String, _ body: (ByteText.Bytes) -> Result) -> Result {
        TimeParser.withBytes(of: text, body)
    }

    @Test func `are found by all their bytes`() {
        var cache = ByteCache<Int>()
        let texts = ["", "a", "a\u{0}", "a\u{1}"] + (0..<1_000).map { "text \($0)" }

        for (place, text) in texts.enumerated() {
            #expect(bytes(text) { cache[$0] } == nil)
            bytes(text) { cache.insert(place, for: $0) }
        }

        for (place, text) in texts.enumerated() { #expect(bytes(text) { cache[$0] } == place) }
    }

    @Test func `are no longer than their bound`() {
        var cache = ByteCache<Int>()
        let longest = String(repeating: "a", count: ByteIndex.longestText)

        for text in [longest, longest + "a"] { bytes(text) { cache.insert(1, for: $0) } }

        #expect(bytes(longest) { cache[$0] } == 1)
        #expect(bytes(longest + "a") { cache[$0] } == nil)
    }

    @Test func `are forgotten when there are too many`() {
        var cache = ByteCache<Int>(limit: 100)

        for number in 0..<250 { bytes("\(number)") { cache.insert(number, for: $0) } }

        let known = (0..<250).filter { (number: Int) in bytes("\(number)") { cache[$0] } == number }
        #expect(known == Array(200..<250))
    }
}

@Suite struct `Local times read one after the other` {
    @Test(arguments: ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"])
    func `are those read alone`(zone: String) throws {
        let resolver = try LocalTimeResolver(zone: zone)
        var reader = LocalTimeReader(resolver)
        let days = ["2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25"]

        for day in days + days {
            for minute in stride(from: 0, to: 300, by: 7) {
                for second in ["00", "07", "59", "60", "7x"] {
                    let hour = minute / 60
                    let rest = minute % 60
                    let text = "\(day) 0\(hour):\(rest < 10 ? "0" : "")\(rest):\(second)"
                    let found = TimeParser.withBytes(of: text) { reader.parse($0) }
                    #expect(found == resolver.parse(text), "\(text)")
                }
            }
        }
    }
}
