import ConnectorKit
import JourneyModel
import Testing

@Suite struct `Limits of a record` {
    @Test(arguments: [-1, 0, 1])
    func `the length, in every framing`(over: Int) {
        let limit = 100
        let value = String(repeating: "x", count: limit + over - #"{"a":""}"#.utf8.count)
        let json = #"{"a":"\#(value)"}"#
        let line = String(repeating: "y", count: limit + over)
        let cases: [(Framing, String, String)] = [
            (.lines, line, "next"), (.csv(hasHeader: false), line, "next"),
            (.json(envelopeKeys: []), json, #"{"b":1}"#),
        ]
        for (framing, record, next) in cases {
            for chunk in [7, 1_000] {
                let framed = Framed(
                    framing, "\(record)\n\(next)\n", chunk: chunk, limit: limit)

                #expect(framed.records == (over > 0 ? [next] : [record, next]), "\(framing)")
                #expect(framed.overlong == (over > 0 ? [Int64(limit + over)] : []))
            }
        }
    }

    @Test(arguments: [-1, 0, 1])
    func `the length of a document and of a row`(over: Int) throws {
        let length = Limits.recordBytes + over
        let fill = [UInt8](repeating: 0x20, count: length - 2)
        let padding = [UInt8](repeating: 0, count: Limits.readPadding)
        let document = Array("[".utf8) + fill + Array("]".utf8) + padding

        var ofDocument: Rejection.Reason?
        document.withUnsafeBytes { bytes in
            do throws(Rejection) {
                _ = try JSONParser().parse(UnsafeRawBufferPointer(rebasing: bytes[..<length]))
            } catch {
                ofDocument = error.reason
            }
        }

        #expect(ofDocument == (over > 0 ? .tooLong : nil))
    }

    @Test(arguments: [-1, 0, 1])
    func `a value of a table that is given as JSON`(over: Int) throws {
        let value = String(repeating: "x", count: Limits.valueBytes + over)
        let record = Array(#"{"a":"\#(value)"}"#.utf8)
        let padding = [UInt8](repeating: 0, count: Limits.readPadding)
        var fields = try NamedFields(header: nil, required: ["a"], optional: [])

        var reason: Rejection.Reason?
        (record + padding).withUnsafeBytes { bytes in
            do throws(Rejection) {
                try fields.load(UnsafeRawBufferPointer(rebasing: bytes[..<record.count]))
            } catch {
                reason = error.reason
            }
        }

        #expect(reason == (over > 0 ? .tooLong : nil))
    }

    @Test(arguments: [-1, 0, 1])
    func `unknown fields are counted by name up to a limit`(over: Int) throws {
        let names = (0..<Limits.unknownFields + over).map { #""f\#($0)":1"# }
        let record = Array(("{\"a\":\"x\"," + names.joined(separator: ",") + "}").utf8)
        let padding = [UInt8](repeating: 0, count: Limits.readPadding)
        var fields = try NamedFields(header: nil, required: ["a"], optional: [])

        try (record + padding).withUnsafeBytes { bytes in
            try fields.load(UnsafeRawBufferPointer(rebasing: bytes[..<record.count]))
        }

        #expect(fields.unknownFields.count == Limits.unknownFields + min(over, 0))
    }
}
