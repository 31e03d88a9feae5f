import ConnectorKit
import JourneyModel
import Testing

@Suite struct `Going on in the middle of a text` {
    private static let parts: [Framing: [String]] = [
        .lines: ["a", " ", "\n", "\r\n", "bc"],
        .csv(hasHeader: false): ["a", ",", "\"", "\n", "\r\n", "\"\"", "b"],
        .json(envelopeKeys: ["chats"]): [
            #"{"a":1}"#, #"{"a":{"b":[1,"}"]}}"#, "\n", "\r\n", "{", "}", "\"", "x", " ", "[", "]",
            #"{"chats":[{"a":1}]}"#,
        ],
    ]

    @Test func `what follows is cut as if it had never stopped`() {
        var places = 0
        for (framing, parts) in Self.parts {
            for seed in 0..<400 {
                var random = SplitMix64(seed: UInt64(seed))
                let first = seed % 2 == 0 ? #"{"a":0}"# + "\n" : ""
                let text = Array((first + random.text(from: parts, count: 30)).utf8)
                let whole = Self.steps(RecordFramer(framing), text, from: 0)

                for (count, step) in whole.enumerated() {
                    guard let place = step.resumption else { continue }
                    places += 1
                    let start = Int(place.byteOffset)
                    let rest = Self.steps(
                        RecordFramer(framing, goingOnAt: place), text, from: start)

                    #expect(
                        rest.map(\.place) == whole.dropFirst(count + 1).map(\.place),
                        "\(framing) seed \(seed) behind record \(count)")
                    #expect(rest.map(\.text) == whole.dropFirst(count + 1).map(\.text))
                }
            }
        }
        #expect(places > 1_000)
    }

    @Test func `arrays and envelopes are read from their start`() {
        for text in [#"[{"a":1},{"a":2}]"#, #"{"chats":[{"a":1},{"a":2}]}"#] {
            let steps = Self.steps(
                RecordFramer(.json(envelopeKeys: ["chats"])), Array(text.utf8), from: 0)

            #expect(steps.count == 2)
            #expect(steps.allSatisfy { $0.resumption == nil })
        }
    }

    private struct Step {
        var place: RecordPlace
        var text: String
        /// Where a framer may go on behind it.
        var resumption: RecordPlace?
    }

    private static func steps(
        _ framer: RecordFramer, _ text: [UInt8], from start: Int
    ) -> [Step] {
        var framer = framer
        var window = Array(text[start...])
        var steps: [Step] = []
        while true {
            switch window.withUnsafeBytes({ framer.next(in: $0, isLast: true) }) {
            case .record(let record):
                steps.append(
                    Step(
                        place: record.place,
                        text: String(decoding: window[record.range], as: UTF8.self),
                        resumption: framer.isResumable ? framer.position : nil))
            case .needMore(let consumed, _): window.removeFirst(consumed)
            case .overlong: Issue.record("no record is over-long")
            case .end: return steps
            }
        }
    }
}
