import ConnectorKit
import JourneyModel
import Testing

@Suite struct `Splitting CSV rows` {
    private func split(_ text: String, delimiter: UInt8 = 0x2c) throws -> [String] {
        try split(Array(text.utf8), delimiter: delimiter)
    }

    private func split(_ bytes: [UInt8], delimiter: UInt8 = 0x2c) throws -> [String] {
        var row = CSVRow()
        return try PaddedBytes(bytes).withUnsafeBytes { record in
            try row.split(record, delimiter: delimiter)
            return (0..<row.count).map { row.text($0) }
        }
    }

    private func reason(_ bytes: [UInt8]) -> Rejection.Reason? {
        do {
            _ = try split(bytes)
            return nil
        } catch let rejection as Rejection {
            return rejection.reason
        } catch {
            return nil
        }
    }

    @Test func `quotes are resolved and empty values kept`() throws {
        #expect(try split("") == [""])
        #expect(try split(",") == ["", ""])
        #expect(try split("a,\"b,\"\"c\"\"\nd\",,\"\"") == ["a", "b,\"c\"\nd", "", ""])
        #expect(try split("5\" pipe,x\"y") == ["5\" pipe", "x\"y"])
        #expect(try split("a;b,c", delimiter: 0x3b) == ["a", "b,c"])
        #expect(try split("\"\"\"Alice\"\" <100>\",é") == ["\"Alice\" <100>", "é"])
    }

    @Test func `each defect has its own reason`() {
        #expect(reason(Array("a,\"b".utf8)) == .openQuote)
        #expect(reason(Array("\"a\"b,c".utf8)) == .wrongShape)
        #expect(reason([0x61, 0, 0x62]) == .nulByte)
        #expect(reason([0x61, 0xc3, 0x28]) == .badEncoding)
    }

    @Test func `limits hold at their edge`() throws {
        let commas = { Array(String(repeating: ",", count: $0).utf8) }
        #expect(try split(commas(Limits.fields - 1)).count == Limits.fields)
        #expect(reason(commas(Limits.fields)) == .fieldCount)
        #expect(reason([UInt8](repeating: 0x61, count: Limits.valueBytes)) == nil)
        #expect(reason([UInt8](repeating: 0x61, count: Limits.valueBytes + 1)) == .tooLong)
        #expect(reason([UInt8](repeating: 0x2c, count: Limits.recordBytes + 1)) == .tooLong)
    }

    @Test func `random values survive being written and split`() throws {
        for seed in 0..<300 {
            var random = SplitMix64(seed: UInt64(seed))
            let values = (0..<6).map { _ in
                random.text(from: ["a", ",", "\"", "\n", "é", " ", "\"\""], count: 5)
            }
            let row = values.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }

            #expect(try split(row.joined(separator: ",")) == values, "seed \(seed)")
        }
    }

    /// RFC 4180 letter by letter; `nil` for what is none.
    private func slowly(_ text: String) -> [String]? {
        var values: [String] = []
        var rest = Array(text.unicodeScalars)[...]
        while true {
            var value = String.UnicodeScalarView()
            if rest.first == "\"" {
                rest = rest.dropFirst()
                while true {
                    guard let next = rest.popFirst() else { return nil }
                    if next != "\"" {
                        value.append(next)
                    } else if rest.first == "\"" {
                        rest = rest.dropFirst()
                        value.append(next)
                    } else {
                        break
                    }
                }
                guard rest.isEmpty || rest.first == "," else { return nil }
            } else {
                while let next = rest.first, next != "," {
                    value.append(next)
                    rest = rest.dropFirst()
                }
            }
            values.append(String(value))
            guard rest.popFirst() != nil else { return values }
        }
    }

    /// Rows are looked at in blocks of 64 bytes.
    @Test func `any text is split the same as letter by letter`() {
        for seed in 0..<5_000 {
            var random = SplitMix64(seed: UInt64(seed))
            let text = random.text(
                from: ["a", ",", "\"", "\n", "é", "\"\"", ",\"", "\",", "bcdefghijklmn"],
                count: seed % 40)

            #expect((try? split(text)) == slowly(text), "seed \(seed)")
        }
    }

    @Test func `a header is mapped by name`() throws {
        let map = try HeaderMap(
            header: ["\u{FEFF}Order_ID ", "extra", "AMOUNT"], required: ["order_id"],
            known: ["amount", "email"])

        #expect(map.column("order_id") == 0)
        #expect(map.column("amount") == 2)
        #expect(map.column("email") == nil)
        #expect(map.unknown == ["extra"])
    }

    @Test func `a header that does not fit says what is wrong`() {
        #expect(throws: FormatMismatch("The header lacks the required column amount.")) {
            try HeaderMap(header: ["order_id"], required: ["order_id", "amount"], known: [])
        }
        #expect(throws: FormatMismatch.self) {
            try HeaderMap(header: ["a", "A"], required: ["a"], known: [])
        }
        do {
            _ = try HeaderMap(header: ["order_id;amount"], required: ["order_id"], known: [])
            Issue.record("accepted")
        } catch {
            #expect(error.message.contains("commas"))
        }
    }
}
