import Foundation
import Pipeline
import Testing

@Suite struct `Fields that a format does not know` {
    @Test func `columns are counted and the rest is loaded`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write(
                "a.csv",
                "order_id,Colour,amount,currency,created_at,Size\n"
                    + "o1,red,5,EUR,2024-01-01T00:00:00Z,L\no2,,5,EUR,2024-01-01T00:00:00Z,\n")

            let report = try fixture.ingest([path], as: "orders")
            let dry = try fixture.ingest([path], as: "orders") { $0.isDryRun = true }

            #expect(report.total.accepted == 2)
            #expect(report.files[0].unknownFields == ["Colour": 2, "Size": 2])
            #expect(dry.files[0].unknownFields == report.files[0].unknownFields)
        }
    }

    @Test func `members of JSON are counted by record`() throws {
        try IngestFixture.with { fixture in
            let order =
                #"{"order_id":"o1","amount":5,"currency":"EUR","created_at":"#
                + #""2024-01-01T00:00:00Z""#
            let path = try fixture.write(
                "a.ndjson", "\(order)}\n\(order),\"colour\":1}\n\(order),\"colour\":null}\n")

            let report = try fixture.ingest([path], as: "orders")

            #expect(report.files[0].unknownFields == ["colour": 2])
        }
    }

    @Test func `members of chats are counted, those of the product that are not read aside`() throws
    {
        try IngestFixture.with { fixture in
            let chat = #"{"id":"1.2.A","type":"chat","timestamp":"2026-01-12T09:00:00Z","unread":1"#
            let path = try fixture.write("a.json", "\(chat),\"mood\":1}\n\(chat),\"mood\":2}\n")

            let report = try fixture.ingest([path], as: "zendesk-chat")

            #expect(report.files[0].unknownFields == ["mood": 2])
            #expect(report.files[0].unknownSample == nil)
        }
    }

    @Test func `members of web events are counted in a sample`() throws {
        try IngestFixture.with { fixture in
            let events = (0..<3_500).map { number in
                #"{"type":"page","messageId":"m\#(number)","anonymousId":"a","integrations":{},"#
                    + #""timestamp":"2026-01-12T09:00:00Z","mood":1}"# + "\n"
            }
            let path = try fixture.write("a.ndjson", events.joined())
            let body = #"{"writeKey":"k","batch":["# + events[0].dropLast() + "]}\n"
            let bodies = try fixture.write("b.ndjson", body)

            let report = try fixture.ingest([path, bodies], as: "segment", batch: 500)

            #expect(report.total.rejected == 0)
            #expect(report.files[0].unknownFields == ["mood": 1_002])
            #expect(report.files[0].unknownSample == 1_002)
            #expect(report.files[1].unknownFields == ["mood": 1])
            #expect(report.files[1].unknownSample == nil)
        }
    }

    @Test func `members of JSON that a mapping does not name are counted`() throws {
        try IngestFixture.with { fixture in
            let mapping = try fixture.write(
                "map.yaml",
                """
                format: ndjson
                record: chat
                fields: {id: no, started_at: time.begin}
                identifiers: [{kind: email, from: "visitors[0].email"}]
                """)
            let path = try fixture.write(
                "a.ndjson",
                #"{"no":1,"time":{"begin":"2026-01-12T09:00:00Z"},"visitors":[],"mood":1}"# + "\n"
                    + #"{"no":2,"time":{"begin":"2026-01-12T09:00:00Z"}}"# + "\n")

            let report = try fixture.ingest([path], as: "mapped") {
                $0.settings.options["mapping"] = mapping
            }

            #expect(report.total.accepted == 2)
            #expect(report.files[0].unknownFields == ["mood": 1])
        }
    }
}
