import Foundation
import Testing

@Suite struct `Mappings and taps` {
    private static let samples = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "connectors/Generic/samples")

    /// Whether the tap is there to be run; nothing is fetched for a test.
    private static let hasTap = (ProcessInfo.processInfo.environment["PATH"] ?? "")
        .split(separator: ":")
        .contains { FileManager.default.isExecutableFile(atPath: "\($0)/tap-jsonl") }

    @Test func `a drafted mapping loads the file that it was drafted from`() throws {
        try Workshop.withDatabase { journey, connection in
            let file = Self.samples.appending(path: "chats.csv").path
            _ = try journey("init", "--time-zone", "Europe/London", "--region", "GB")

            let draft = try journey(
                "connectors", "mapped", "--infer", file, "--output", "chats.yaml")
            let load = try journey("ingest", "mapped", file, "--option", "mapping=chats.yaml")

            #expect(draft.status == 0, "\(draft.messages)")
            #expect(load.status == 0, "\(load.messages)")
            #expect(try connection.count("contact") == 3)
        }
    }

    @Test func `a file of which no mapping can be drafted ends with 65`() throws {
        try Workshop.inFolder { folder in
            let journey = JourneyProgram(in: folder)

            let reply = try journey("connectors", "mapped", "--infer", "-", input: "one\ntwo\n")

            #expect(reply.status == 65)
            #expect(reply.output.isEmpty)
            #expect(try journey("connectors", "segment", "--infer", "-").status == 64)
        }
    }

    @Test func `only the state of a tap goes to standard output`() throws {
        try Workshop.withDatabase { journey, connection in
            _ = try journey("init")
            let messages = """
                {"type":"RECORD","stream":"calls","record":{"sid":"CA1","direction":"inbound",\
                "status":"completed","from":"+493023125012","start_time":"2024-03-04T09:00:00Z"}}
                {"type":"RECORD","stream":"messages","record":{"sid":"SM1"}}
                {"type":"STATE","value":{"bookmarks":{"calls":"2024-03-04"}}}

                """

            let reply = try journey(
                "ingest", "singer", "-", "--option", "tap=twilio", input: messages)

            #expect(reply.status == 0, "\(reply.messages)")
            #expect(reply.output == #"{"bookmarks":{"calls":"2024-03-04"}}"# + "\n")
            #expect(reply.messages.contains("stream messages"))
            #expect(try connection.count("contact") == 1)
        }
    }

    @Test(.enabled(if: hasTap, "tap-jsonl is not installed"))
    func `a real tap loads a file once, however often it runs`() throws {
        try Workshop.withDatabase { journey, connection in
            _ = try journey("init", "--region", "DE")
            for (name, text) in [
                ("calls.jsonl", #"{"no":1,"begin":"2024-03-04T09:00:00Z","caller":"03023125012"}"#),
                ("tap.json", #"{"path":"calls.jsonl","stream_name":"c","primary_keys":["no"]}"#),
                (
                    "calls.yaml",
                    "streams: {c: {record: call, fields: {started_at: begin},"
                        + " identifiers: [{kind: phone, from: caller}]}}"
                ),
            ] {
                try Data((text + "\n").utf8).write(to: journey.folder.appending(path: name))
            }
            let run = """
                tap-jsonl --config tap.json 2> tap.log \
                | journey ingest singer - --option mapping=calls.yaml | tail -n 1
                """

            let first = try journey.shell(run)
            let second = try journey.shell(run)

            #expect(first.status == 0 && second.status == 0, "\(first.messages)")
            #expect(first.output.hasPrefix(#"{"bookmarks""#), "\(first.output)")
            #expect(try connection.count("contact") == 1)
        }
    }
}
