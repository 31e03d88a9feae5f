import Foundation
import Pipeline
import Postgres
import Testing

@Suite struct `Sources of a scheduled run` {
    private static let mapping = """
        streams:
          calls:
            record: call
            fields: {id: no, started_at: begin, direction: {value: inbound}}
        """

    @Test func `a tap's state is kept in the file named, relative to the configuration`() throws {
        try IngestFixture.with { fixture in
            try fixture.write("calls.yaml", Self.mapping)
            try fixture.write(
                "messages",
                """
                {"type":"STATE","value":{"n":1}}
                {"type":"RECORD","stream":"calls","record":{"no":1,"begin":"2026-02-13T09:00:00Z"}}
                {"type":"STATE","value":{"n":2}}

                """)

            let outcome = try Night(fixture).run(
                """
                sources:
                  - connector: singer
                    command: cat messages
                    options: {mapping: calls.yaml}
                    state: tap.state
                """)

            #expect(outcome.exitCode == 0, "\(outcome.line)")
            #expect(outcome.sources.map(\.accepted) == [1])
            let kept = try String(contentsOfFile: "\(fixture.folder)/tap.state", encoding: .utf8)
            #expect(kept == "{\"n\":2}\n")
        }
    }

    @Test func `topics may stand in a file of their own`() throws {
        try IngestFixture.with { fixture in
            try fixture.write("words.csv", "source,word,topic\nzendesk-chat,Sales,buying\n")

            let outcome = try Night(fixture).run(
                """
                sources:
                  - {connector: zendesk-chat, paths: no.json, topics: words.csv}
                """)

            #expect(outcome.exitCode == 99, "\(outcome.line)")
            #expect(
                try fixture.workspace.connection.value(
                    "select source || ' ' || word || ' ' || topic from topic_map")
                    == "zendesk-chat Sales buying")
        }
    }
}
