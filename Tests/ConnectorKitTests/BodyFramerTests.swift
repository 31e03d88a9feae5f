import ConnectorKit
import JourneyModel
import Testing

@Suite struct `Cutting request bodies` {
    private static let framing = Framing.bodies(key: "batch")

    @Test(arguments: [1, 3, 7, 1_000])
    func `each record of a body has its place, whatever the pieces`(chunk: Int) {
        let text = """
            {"a":1}
            {"batch":[{"a":2},{"b":[3]}, "x",null],"to":"y"}
            {"n":{"batch":[{"a":4}]}}
            {"batch" : [ {"a":5} ]}
            """

        let framed = Framed(Self.framing, text, chunk: chunk)

        #expect(
            framed.records == [
                #"{"a":1}"#, #"{"batch":[{"a":2}],"to":"y"}"#, #"{"batch":[{"b":[3]}],"to":"y"}"#,
                #"{"batch":["x"],"to":"y"}"#, #"{"batch":[null],"to":"y"}"#,
                #"{"n":{"batch":[{"a":4}]}}"#, #"{"batch" : [ {"a":5}]}"#,
            ])
        #expect(framed.lines == [1, 2, 2, 2, 2, 3, 4])
        let bytes = Array(text.utf8)
        let starts = framed.offsets.map {
            String(decoding: bytes[Int($0)...].prefix(3), as: UTF8.self)
        }
        #expect(starts == ["{\"a", "{\"a", "{\"b", "\"x\"", "nul", "{\"n", "{\"a"])
    }

    @Test func `lines of one written over several are counted`() {
        let text = "{\n\"batch\": [\n{\"a\":1},\n\n{\"a\":2}\n]\n}\n{\"a\":3}\n"

        let framed = Framed(Self.framing, text)

        #expect(framed.records.count == 3)
        #expect(framed.lines == [3, 5, 8])
    }

    @Test(arguments: [
        #"{"batch":[]}"#, #"{"batch":{"a":1}}"#, #"{"batch":[{"a":1}"#, #"{"batch":[{"a":1}]"#,
        #"{"batch":[{"a":1}]}}"#, #"{"batch":[{"a":}]},"#, #"{"x":"\"batch\":["}"#,
    ])
    func `what is no whole body is one record`(text: String) {
        #expect(Framed(Self.framing, "{\"a\":1}\n\(text)\n{\"a\":2}\n").records.count == 3)
    }

    @Test func `cutting goes on behind a body as if it had never stopped`() {
        let text = "{\"a\":1}\n{\"batch\":[{\"a\":2},{\"a\":3}]}\n{\"a\":4}\n"
        let bytes = Array(text.utf8)
        var framer = RecordFramer(Self.framing)
        bytes.withUnsafeBytes { window in
            for _ in 0..<3 { _ = framer.next(in: window, isLast: true) }
        }
        let place = framer.position

        var resumed = RecordFramer(Self.framing, goingOnAt: place)
        let step = bytes[Int(place.byteOffset)...].withUnsafeBytes {
            resumed.next(in: $0, isLast: true)
        }

        #expect(framer.isResumable && !framer.isWithinBody)
        guard case .record(let record) = step else { return #expect(Bool(false), "\(step)") }
        #expect(record.place.line == 3)
    }
}
