import ConnectorKit
import JourneyModel
import Testing
import WebConnectors

@Suite struct `Events of a request body` {
    private static let event =
        #"{"type":"page","anonymousId":"a","originalTimestamp":"2024-03-04T03:00:00Z"}"#

    @Test func `inherit its members, wherever these stand`() throws {
        let other = Self.event.replacing("}", with: #","context":{"locale":"fr"}}"#)
        let text = #"""
            {"sentAt":"2024-03-04T03:00:05Z","batch":[
            \#(other),
            \#(Self.event)],
            "receivedAt":"2024-03-04T09:00:05Z","context":{"locale":"de"}}
            """#

        for layout in [text, text.replacing("\n", with: "")] {
            let events = try Events(layout)

            let nine = Timestamp(seconds: 1_709_542_800)  // 2024-03-04T09:00:00Z
            #expect(events.events.map(\.occurredAt) == [nine, nine])
            #expect([0, 1].map { events.text(\.language, $0) } == ["fr", "de"])
            #expect(events.events.map(\.record) == [0, 1])
        }
    }

    @Test func `are accepted and rejected each for itself, where they stand`() throws {
        let good = Events.page("")
        let text =
            good + "\n" + #"{"batch":[\#(good),{"type":"walk"},7,\#(good)],"sentAt":null}"# + "\n"

        let events = try Events(text)

        #expect(events.events.map(\.record) == [0, 1, 4])
        #expect(events.batch.places.map(\.line) == [1, 2, 2, 2, 2])
        #expect(events.fields == ["type", "batch"])
        let bytes = Array(text.utf8)
        let offset = Int(events.batch.places[2].byteOffset)
        #expect(bytes[offset...].starts(with: #"{"type":"walk"}"#.utf8))
        // The kept bytes are a body that can be read again.
        let kept = String(decoding: events.batch.rejections[0].raw, as: UTF8.self)
        #expect(kept == #"{"batch":[{"type":"walk"}],"sentAt":null}"#)
    }

    @Test func `without messageId are named by their own bytes`() throws {
        func id(_ text: String, _ place: Int = 0) throws -> String? {
            try Events(text).text(\.id, place)
        }
        let alone = try id(Self.event)
        let other = Self.event.replacing("page", with: "screen")

        let first = #"{"batch":[\#(other),\#(Self.event)],"sentAt":"2024-03-04T03:00:05Z"}"#
        let second = #"{"writeKey":"k","batch":[\#(Self.event)],"sentAt":"2024-03-04T04:00:00Z"}"#

        #expect(try id(first, 1) == alone)
        #expect(try id(second) == alone)
        #expect(try id(first) != alone)
    }

    @Test func `without a time of their own are other events in another body`() throws {
        func id(sentAt: String) throws -> String? {
            let event = #"{"type":"page","anonymousId":"a"}"#
            return try Events(#"{"batch":[\#(event)],"sentAt":"\#(sentAt)"}"#).text(\.id)
        }

        let one = try id(sentAt: "2024-03-04T03:00:05Z")

        #expect(one?.utf8.count == 64)
        #expect(try id(sentAt: "2024-03-04T03:00:05Z") == one)
        #expect(try id(sentAt: "2024-03-04T03:00:06Z") != one)
    }

    @Test func `too many or with too much around them are one reject`() throws {
        let many = Array(repeating: Self.event, count: Limits.bodyRecords + 1)
        let wide = String(repeating: "x", count: Limits.bodyFrameBytes)
        for text in [
            #"{"batch":[\#(many.joined(separator: ","))]}"#,
            #"{"batch":[\#(Self.event),\#(Self.event)],"writeKey":"\#(wide)"}"#,
        ] {
            let events = try Events(text)

            #expect(events.reasons == [.tooLong])
            #expect(events.batch.places.count == 1)
        }
        #expect(try Events(#"{"batch":[]}"#).batch.ignored == 1)
    }
}
