import ConnectorKit
import JourneyModel
import Testing

@Suite struct `Reading JSON` {
    /// Parses a record and reads something of it.
    private func read<Result>(
        _ text: String, _ body: (JSONValue) -> Result
    ) throws -> Result {
        try read(Array(text.utf8), body)
    }

    private func read<Result>(
        _ bytes: [UInt8], _ body: (JSONValue) -> Result
    ) throws -> Result {
        let parser = JSONParser()
        return try PaddedBytes(bytes).withUnsafeBytes { body(try parser.parse($0)) }
    }

    private func reason(_ bytes: [UInt8]) -> Rejection.Reason? {
        do {
            try read(bytes) { _ in }
            return nil
        } catch let rejection as Rejection {
            return rejection.reason
        } catch {
            return nil
        }
    }

    @Test func `values are read in every kind`() throws {
        let text = """
            {"s":"a\\u00e9\\n","i":-7,"big":18446744073709551615,"d":2.50,"w":3.0,"t":true,"n":null,\
            "o":{"p":{"q":"deep"}},"a":[1,"2",{"x":3}],"one":"1","s":"second"}
            """
        try read(text) { root in
            #expect(root.kind == .object)
            #expect(root.count == 11)
            #expect(root["s"]?.string == "aé\n")
            #expect(root["i"]?.int == -7)
            #expect(root["i"]?.text == "-7")
            #expect(root["big"]?.text == "18446744073709551615")
            #expect(root["big"]?.int == nil)
            #expect(root["d"]?.double == 2.5)
            #expect(root["w"]?.text == "3")
            #expect(root["t"]?.bool == true)
            #expect(root["one"]?.bool == true)
            #expect(root["n"] == nil)
            #expect(root["absent"] == nil)
            #expect(root["o", "p", "q"]?.string == "deep")
            #expect(root["o", "x", "q"] == nil)
            var elements: [String] = []
            root["a"]?.forEachElement { elements.append($0.text ?? "object") }
            #expect(elements == ["1", "2", "object"])
            var keys: [String] = []
            root.forEachMember { key, _ in keys.append(String(decoding: key, as: UTF8.self)) }
            #expect(keys == ["s", "i", "big", "d", "w", "t", "n", "o", "a", "one", "s"])
        }
    }

    @Test(arguments: [
        "", "{", "{\"a\":}", "{\"a\":1}{\"a\":2}", "tru", "{'a':1}", "{\"a\":\"\n\"}",
    ])
    func `what is no JSON is refused`(text: String) {
        #expect(reason(Array(text.utf8)) == .notJSON)
    }

    @Test func `each defect has its own reason`() {
        #expect(reason(Array("{\"a\":\"x\\u0000y\"}".utf8)) == .nulByte)
        #expect(reason(Array("{\"a\\u0000\":1}".utf8)) == .nulByte)
        #expect(reason(Array("{\"a\":\"\\\\u0000\"}".utf8)) == nil)
        #expect(reason(Array("{\"a\":\"x".utf8) + [0] + Array("\"}".utf8)) == .nulByte)
        #expect(reason(Array("{\"a\":\"".utf8) + [0xff, 0xfe] + Array("\"}".utf8)) == .badEncoding)
        #expect(
            reason(Array("{\"a\":\"".utf8) + [0xed, 0xa0, 0x80] + Array("\"}".utf8)) == .badEncoding
        )
        #expect(reason(Array("{\"a\":1.}".utf8)) == .badNumber)
        #expect(reason(Array("{\"a\":01}".utf8)) == .badNumber)
        #expect(reason(Array("{\"a\":\"\\x\"}".utf8)) == .notJSON)
        #expect(reason(Array("{\"a\":1e400,\"b\":01}".utf8)) == .badNumber)
        #expect(reason(Array("{\"a\":\"\\ud800\",\"b\":\"\\x\"}".utf8)) == .notJSON)
    }

    @Test(arguments: [
        "1e400", "-1e400", "123456789012345678901234", "-9223372036854775809",
        "18446744073709551616", "1.5E+999",
    ])
    func `a number that fits no type is its digits`(number: String) throws {
        try read("{\"a\":\"5\\\"6e400\",\"b\":[\(number),1],\"c\":\(number)}") { root in
            #expect(root["c"]?.text == number)
            #expect(root["c"]?.int == nil)
            #expect(root["a"]?.string == "5\"6e400")
            #expect(root["b"]?.count == 2)
        }
    }

    @Test(arguments: [
        (#"\ud83d"#, "\u{fffd}"), (#"\uDE00"#, "\u{fffd}"), (#"x\ud83dy"#, "x\u{fffd}y"),
        (#"\ud83d\ud83d\ude00"#, "\u{fffd}\u{1f600}"), (#"\\ud83d\udc00"#, "\\ud83d\u{fffd}"),
        (#"\ud83d\u0041"#, "\u{fffd}A"), (#"\ude00\ud83d"#, "\u{fffd}\u{fffd}"),
        (#"\"\ud83d\""#, "\"\u{fffd}\""),
    ])
    func `half of a surrogate pair is a replacement character`(
        escaped: String, expected: String
    ) throws {
        try read("{\"a\":\"\(escaped)\",\"k\\ud800\":1,\"b\":\"\\ud83d\\ude00\"}") { root in
            #expect(root["a"]?.string == expected)
            #expect(root["b"]?.string == "\u{1f600}")
            #expect(root[named: "k\u{fffd}"]?.int == 1)
        }
    }

    @Test func `depth is bounded exactly`() {
        func nested(_ depth: Int) -> [UInt8] {
            Array(
                (String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        #expect(reason(nested(Limits.jsonDepth)) == nil)
        #expect(reason(nested(Limits.jsonDepth + 1)) == .tooDeep)
        #expect(reason(nested(10_000)) == .tooDeep)
    }

    @Test func `named members are found in one pass`() throws {
        let fields = JSONFields(["userId", "type", "typo", "absent"])
        try read(
            "{\"type\":\"page\",\"other\":{\"userId\":1},\"userId\":7,\"typo\":null,\"type\":2}"
        ) {
            fields.load($0)
            #expect(fields[0]?.int == 7)
            #expect(fields[1]?.string == "page")
            #expect(fields[2] == nil)
            #expect(fields[3] == nil)
        }
        fields.load(nil)
        #expect(fields[0] == nil)
    }
}
