import ConnectorKit
import JourneyModel
import Testing

@Suite struct `Cutting JSON` {
    private func records(_ text: String, keys: [String] = [], chunk: Int = 1_000) -> [String] {
        Framed(.json(envelopeKeys: keys), text, chunk: chunk).records
    }

    @Test func `each line is a record`() {
        let framed = Framed(.json(envelopeKeys: []), "{\"a\":1}\r\n\n{\"a\":2}\n{\"a\":3}")

        #expect(framed.records == ["{\"a\":1}", "{\"a\":2}", "{\"a\":3}"])
        #expect(framed.lines == [1, 3, 4])
        #expect(framed.isLastTerminated)
    }

    @Test func `several documents may stand on one line`() {
        #expect(records("{\"a\":1}{\"a\":2} {\"a\":3}\n{\"a\":4}\n").count == 4)
        #expect(records("{\"a\":1}\n{\"a\":2} {\"a\":\"}{\"}\n").count == 3)
    }

    @Test(arguments: [
        "{\"a\":\"cut", "{\"a\":[1,2", "{\"a\":1", "garbage", "}", "{\"a\":1}}", "{\"a\":]",
    ])
    func `a bad line never takes another along`(bad: String) {
        let after = records("{\"a\":1}\n\(bad)\n{\"a\":2}\n")
        #expect(after.first == "{\"a\":1}")
        #expect(after.last == "{\"a\":2}")

        let first = records("\(bad)\n{\"a\":2}\n{\"a\":3}\n")
        #expect(first.suffix(2) == ["{\"a\":2}", "{\"a\":3}"])
    }

    @Test func `an array and documents over several lines are cut`() {
        #expect(records("[{\"a\":1},{\"a\":[{\"b\":2}]}]") == ["{\"a\":1}", "{\"a\":[{\"b\":2}]}"])
        let pretty = "[\n  {\n    \"a\": 1\n  },\n  {\n    \"a\": \"]\"\n  }\n]\n"
        #expect(records(pretty).count == 2)
        #expect(records("{\n  \"a\": {\n  }\n}\n{\n  \"a\": 2\n}\n").count == 2)
    }

    @Test func `an envelope holds its records as array or by id`() {
        let keys = ["chats", "docs"]
        #expect(
            records("{\"count\":2,\"chats\":[{\"id\":1},{\"id\":2}],\"next\":\"x\"}", keys: keys)
                == ["{\"id\":1}", "{\"id\":2}"])
        #expect(
            records("{\"docs\":{\"1.a\":{\"id\":1},\"1.b\":{\"id\":2}}}", keys: keys)
                == ["{\"id\":1}", "{\"id\":2}"])
        let pages = "{\"chats\":[{\"id\":1}]}\n{\"chats\":[]}\n{\"chats\":[{\"id\":2}]}\n"
        #expect(records(pages, keys: keys) == ["{\"id\":1}", "{\"id\":2}"])
        #expect(records("{\"id\":1}\n{\"id\":2}\n", keys: keys).count == 2)
    }

    @Test(arguments: [
        // The inner name is another, or stands in another member.
        #"{"data":{"items":[{"a":1}],"calls":2},"calls":[{"a":2}]}"#,
        #"{"meta":{"data":{"calls":[{"a":1}]}}}"#, #"{"data":[{"calls":[{"a":1}]}]}"#,
        #"{"data":{"inner":{"calls":[{"a":1}]}},"n":1}"#,
    ])
    func `an object whose inner envelope has another name is a record`(text: String) {
        for chunk in [3, 1_000] {
            #expect(
                records("\(text)\n\(text)\n", keys: ["data.calls"], chunk: chunk) == [text, text])
        }
    }

    @Test(arguments: [
        #"{"data":{"items":[],"calls":[{"a":1}]},"n":1}"#,
        #"{"data":{"items":[{"calls":[]}]},"data":{"calls":[{"a":1}]}}"#,
        #"{"data":{"x":1},"data.calls":[{"a":1}]}"#,
    ])
    func `an inner envelope may come behind what is none`(text: String) {
        for chunk in [3, 1_000] {
            #expect(records(text, keys: ["data.calls"], chunk: chunk) == [#"{"a":1}"#])
        }
    }

    @Test func `a broken element of an array ends before the next line that can begin one`() {
        let text = "[\n{\"a\":1},\n{\"a\":\"cut\n{\"a\":2},\n{\"a\":3}\n]\n"

        let cut = records(text)

        #expect(cut == ["{\"a\":1}", "{\"a\":\"cut", "{\"a\":2}", "{\"a\":3}"])
    }

    @Test(arguments: [1, 2, 3, 7])
    func `pieces of any size give the same records`(chunk: Int) {
        let parts = [
            "{", "}", "[", "]", "\"", "\n", ",", ":", "{\"a\":1}", "\\", " ", "\"chats\":",
        ]
        for seed in 0..<400 {
            var random = SplitMix64(seed: UInt64(seed))
            let text = random.text(from: parts, count: 30)
            let framing = Framing.json(envelopeKeys: ["chats"])

            let whole = Framed(framing, text)

            #expect(Framed(framing, text, chunk: chunk) == whole, "seed \(seed): \(text)")
        }
    }

    @Test(arguments: [1, 5, 1_000])
    func `an over-long element is skipped with its length`(chunk: Int) {
        let long = "{\"a\":\"" + String(repeating: "x", count: 300) + "\"}"

        let framed = Framed(
            .json(envelopeKeys: []), "[{\"a\":1},\(long),{\"a\":2}]", chunk: chunk, limit: 64)

        #expect(framed.records == ["{\"a\":1}", "{\"a\":2}"])
        #expect(framed.overlong == [Int64(long.utf8.count)])
    }

    @Test func `a table is cut as what its first byte says`() {
        let json = FileHead(fileName: "x", bytes: Array(" {\"order_id\":1}".utf8))
        let csv = FileHead(fileName: "x", bytes: Array("order_id,amount".utf8))

        #expect(Framing.table.resolved(for: json) == .json(envelopeKeys: []))
        #expect(Framing.table.resolved(for: csv) == .csv(hasHeader: true))
    }
}
