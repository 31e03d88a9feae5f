import ConnectorKit
import JourneyModel
import Testing

@Suite struct `Rows without quotes` {
    private func split(_ bytes: [UInt8]) throws -> [String] {
        var row = PlainRow()
        return try PaddedBytes(bytes).withUnsafeBytes { bytes in
            try row.split(bytes, at: UInt8(ascii: "\t"))
            return (0..<row.count).map { String(decoding: row[$0], as: UTF8.self) }
        }
    }

    @Test(arguments: ["", "\t", "a", "a\tb", "\ta\t", "\"a\t\"b", "ä\tü\t\t", "a\u{8}b\nc\td"])
    func `have a value between any two delimiters`(text: String) throws {
        let expected = text.split(separator: "\t", omittingEmptySubsequences: false).map(
            String.init)

        #expect(try split(Array(text.utf8)) == expected)
    }

    /// Rows are looked at in blocks of 64 bytes.
    @Test func `are split the same as by a plain loop`() throws {
        var state: UInt64 = 7
        for _ in 0..<500 {
            let bytes: [UInt8] = (0..<Int(state % 201)).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return [9, 9, 8, 0x0a, 0x61, 0x7f, 0x01, 0x20][Int(state >> 33) % 8]
            }
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let expected = bytes.split(separator: 9, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }

            #expect(try split(bytes) == expected)
        }
    }

    @Test(arguments: [
        ([0x61, 0x00], Rejection.Reason.nulByte), ([0xff, 0x09], .badEncoding),
        ([0xc3], .badEncoding), ([UInt8](repeating: 9, count: 1_024), .fieldCount),
    ])
    func `that cannot be trusted are refused`(bytes: [UInt8], reason: Rejection.Reason) {
        let error = #expect(throws: Rejection.self) { _ = try split(bytes) }

        #expect(error?.reason == reason)
    }

    @Test func `may have as many fields as the limit says`() throws {
        #expect(try split([UInt8](repeating: 9, count: Limits.fields - 1)).count == Limits.fields)
    }

    @Test func `have digests that equal those made one by one`() {
        let digester = ContentDigester()
        var batch = RecordBatch()
        for text in ["", "a", String(repeating: "abc", count: 100)] {
            let (text, expected) = PaddedBytes(text.utf8).withUnsafeBytes {
                (digester.append($0, to: &batch), ContentDigest.sha256Hex($0))
            }
            let bytes = batch.arena[Int(text.offset)..<Int(text.offset + text.count)]

            #expect(String(decoding: bytes, as: UTF8.self) == expected)
        }
    }
}
