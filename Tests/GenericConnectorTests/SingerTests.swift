import ConnectorContract
import ConnectorKit
import JourneyModel
import Testing

@testable import GenericConnectors

@Suite struct `Singer messages` {
    private static let mapping = """
        streams:
          calls:
            record: call
            fields:
              started_at: begin
              direction: {from: kind, values: {in: inbound, out: outbound}}
            identifiers:
              - {kind: phone, from: caller}
          users: ignore
        """
    private static let schema = """
        {"type":"SCHEMA","stream":"calls","key_properties":["site","no"],"schema":{"properties":\
        {"begin":{"anyOf":[{"type":"string","format":"date-time"},{"type":"null"}]}}}}
        """

    private func call(_ no: Int, begin: String = "2024-03-04T09:00:00Z") -> String {
        """
        {"type":"RECORD","stream":"calls","record":{"site":"B","no":\(no),"begin":"\(begin)",\
        "kind":"in","caller":"030 23125012"},"time_extracted":"2024-03-05T00:00:0\(no)Z"}
        """
    }

    @Test func `a record is named by the key of its stream`() throws {
        let batch = try Loaded.singer([Self.schema, call(1), call(2)], ["mapping": Self.mapping])

        #expect(batch.rejections.isEmpty)
        #expect(batch.contacts.map(\.id) == ["B/1", "B/2"])
        #expect(batch.values(.phone) == ["+493023125012", "+493023125012"])
        #expect(batch.ignored == 1)
    }

    @Test func `a state is echoed word for word, each on its line`() throws {
        let states = [
            #"{"type":"STATE","value":{"bookmarks": {"calls": "a\"b}" }, "n":1.50}}"#,
            #"{"value" : [1, {"x":null}] , "type":"STATE"}"#,
        ]

        let batch = try Loaded.singer(
            [Self.schema, call(1), states[0], call(2), states[1]], ["mapping": Self.mapping])

        #expect(
            String(decoding: batch.acknowledgement, as: UTF8.self)
                == #"{"bookmarks": {"calls": "a\"b}" }, "n":1.50}"# + "\n"
                + #"[1, {"x":null}]"# + "\n")
    }

    @Test func `an Airbyte state is echoed as the whole message`() throws {
        let state =
            #"{"type":"STATE","state":{"type":"STREAM","stream":{"stream_state":{"c":1}}}}"#
        let record = """
            {"type":"RECORD","record":{"stream":"calls","emitted_at":1709542800000,"data":\
            {"begin":"2024-03-04T09:00:00Z","kind":"out","caller":"030 23125012"}}}
            """
        let log = #"{"type":"LOG","log":{"level":"INFO","message":"read"}}"#

        let batch = try Loaded.singer([log, record, state], ["mapping": Self.mapping])

        #expect(batch.rejections.isEmpty)
        #expect(batch.contacts.map(\.direction) == [.outbound])
        #expect(batch.contacts[0].id.count == 64)
        #expect(batch.ignored == 2)
        #expect(String(decoding: batch.acknowledgement, as: UTF8.self) == state + "\n")
    }

    @Test func `what surrounds a record does not change the name made for it`() throws {
        func message(_ emitted: Int) -> String {
            """
            {"type":"RECORD","record":{"stream":"calls","emitted_at":\(emitted),"data":\
            {"begin":"2024-03-04T09:00:00Z","kind":"in"}}}
            """
        }

        let batch = try Loaded.singer([message(1), message(2)], ["mapping": Self.mapping])

        #expect(batch.contacts.count == 2)
        #expect(batch.contacts[0].id == batch.contacts[1].id)
    }

    @Test func `a stream that nothing maps is ignored and named with its records`() throws {
        let connector = try Singer(
            settings: SourceSettings(name: "tap", options: ["mapping": Self.mapping]))
        var reader = try connector.reader(header: nil)
        var batch = RecordBatch()

        for line in [
            #"{"type":"RECORD","stream":"users","record":{"id":1}}"#,
            #"{"type":"RECORD","stream":"tags","record":{"id":1}}"#,
            #"{"type":"RECORD","stream":"tags","record":{"id":2}}"#,
        ] {
            batch.places.append(RecordPlace(byteOffset: 0, line: 1))
            try PaddedBytes(line.utf8).withUnsafeBytes { try reader.read($0, into: &batch) }
        }

        #expect(batch.ignored == 3)
        #expect(reader.unknownFields == ["stream tags": 2])
    }

    @Test func `a record without schema is refused where its key is needed`() throws {
        let batch = try Loaded.singer([call(1)], ["mapping": Self.mapping])

        #expect(batch.contacts.isEmpty)
        #expect(batch.rejections.map(\.rejection.reason) == [.missingField])
    }

    @Test func `a missing value of the key refuses the record`() throws {
        let record = #"{"type":"RECORD","stream":"calls","record":{"site":"B","kind":"in"}}"#

        let batch = try Loaded.singer([Self.schema, record], ["mapping": Self.mapping])

        #expect(batch.rejections.map(\.rejection.field) == ["no"])
    }

    @Test func `a time that the schema calls date-time is in UTC without offset`() throws {
        let batch = try Loaded.singer(
            [Self.schema, call(1, begin: "2024-07-04 09:00:00")], ["mapping": Self.mapping],
            zone: "Europe/Berlin")

        #expect(batch.contacts.map(\.startedAt) == [at("2024-07-04T09:00:00Z")])
    }

    @Test func `records in files of the tap are refused and no later state is echoed`() throws {
        let message = """
            {"type":"BATCH","stream":"calls","encoding":{"format":"jsonl"},"manifest":["file:///x"]}
            """
        let state = #"{"type":"STATE","value":{"n":2}}"#
        let first = #"{"type":"STATE","value":{"n":1}}"#

        let batch = try Loaded.singer(
            [Self.schema, first, message, state], ["mapping": Self.mapping])

        #expect(batch.rejections.count == 1)
        #expect(String(decoding: batch.acknowledgement, as: UTF8.self) == #"{"n":1}"# + "\n")
    }

    @Test(arguments: [
        "not json", "[1]", #"{"type":"RECORD","record":{"a":1}}"#,
        #"{"type":"RECORD","stream":"c"}"#,
        #"{"type":"STATE"}"#, #"{"type":"WHAT"}"#, #"{"stream":"calls"}"#,
        #"{"type":"SCHEMA","schema":{}}"#,
    ])
    func `what is no message is refused`(line: String) throws {
        let batch = try Loaded.singer([Self.schema, line], ["mapping": Self.mapping])

        #expect(batch.rejections.count == 1)
        #expect(batch.acknowledgement.isEmpty)
    }

    @Test func `the streams must be known`() {
        #expect(throws: SettingError.self) {
            _ = try Singer(settings: SourceSettings(name: "tap"))
        }
        #expect {
            _ = try Singer(settings: SourceSettings(name: "tap", options: ["tap": "intercon"]))
        } throws: { error in
            (error as? SettingError)?.message.contains("did you mean intercom?") == true
        }
    }

    @Test func `the connector keeps the contract of all connectors`() throws {
        let contract = try ConnectorContract(
            Singer.self,
            settings: SourceSettings(name: "singer", region: "DE", options: ["tap": "twilio"]),
            others: [Mapped.self])

        #expect(try contract.violations() == [])
    }
}
