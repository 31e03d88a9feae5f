import Foundation
import JourneyModel
import JourneyStore
import Pipeline
import Testing

@Suite struct `Ingesting with every connector` {
    /// Options without which a connector does not know its format.
    private static func options(
        of name: String, in fixture: IngestFixture
    ) throws -> [String: String] {
        switch name {
        case "mapped": ["mapping": try fixture.write("mapping.yaml", mapping)]
        case "singer": ["tap": "twilio"]
        default: [:]
        }
    }

    private static let mapping = """
        format: csv
        record: chat
        time_zone: UTC
        time_format: dd/MM/yyyy HH:mm:ss
        fields:
          id: Chat Reference
          started_at: Started
          ended_at: Ended
          agent: Operator
          queue: Department
          outcome: {from: Result, values: {Answered: handled}}
        identifiers:
          - {kind: email, from: Visitor Email}

        """

    @Test(arguments: ConnectorRegistry.standard.names)
    func `its own sample is recognised, accepted once, and a duplicate afterwards`(
        name: String
    ) throws {
        try IngestFixture.with { fixture in
            let description = try ConnectorRegistry.standard.connector(named: name).description
            let path = try fixture.write("sample", description.sample + "\n")
            let options = try Self.options(of: name, in: fixture)

            let first = try fixture.ingest([path], as: name) {
                $0.settings.timeZone = "UTC"
                $0.settings.options = options
            }
            let facts = try fixture.facts()
            let second = try fixture.ingest([path], as: name) {
                $0.settings.options = options
            }

            #expect(first.exitCode == 0 && first.total.accepted > 0, "\(first)")
            #expect(first.total.rejected == 0 && first.total.isBalanced)
            #expect(second.total.duplicate == first.total.accepted)
            #expect(try fixture.facts() == facts)
        }
    }

    @Test func `orders are no customer master, though they name accounts`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write(
                "orders.csv",
                "order_id,account_id,amount,currency,created_at\no1,C-1,5,EUR,2024-01-01T00:00:00Z\n"
            )

            let report = try fixture.ingest([path], as: "customers")

            #expect(report.exitCode == 65)
            #expect(report.total.read == 0)
            let message = try #require(report.files.first?.failure)
            #expect(message.advice.contains("ingest orders"))
            #expect(!message.message.hasSuffix("."))
        }
    }

    @Test(arguments: ["XX", "Germany", ""])
    func `a region without telephone numbers is refused`(region: String) throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write("orders.csv", "order_id,amount,currency,created_at\n")
            let failure = #expect(throws: Failure.self) {
                try fixture.ingest([path], as: "orders") { $0.settings.region = region }
            }
            #expect(failure?.exitCode == 78)
        }
    }

    @Test func `the id a chat hands out does not make it linkable`() throws {
        try IngestFixture.with { fixture in
            let call = try ConnectorRegistry.standard.connector(named: "asterisk-cdr").description
                .sample.replacing(
                    #""1768210200.65","","","#, with: #""1768210200.65","chat:2.3.Abcdef","","#)
            let chats = [("2.3.Abcdef", ""), ("2.3.Abcdeg", "+441632960123")].map { id, phone in
                #"{"id":"\#(id)","type":"chat","timestamp":"2026-01-12T09:00:00Z","#
                    + #""visitor":{"id":"","phone":"\#(phone)"}}"#
            }
            _ = try fixture.ingest([fixture.write("cdr", call + "\n")], as: "asterisk-cdr") {
                $0.settings.timeZone = "UTC"
            }

            let report = try fixture.ingest(
                [fixture.write("chats", chats.joined(separator: "\n") + "\n")], as: "zendesk-chat")

            #expect(report.linkage?.shares.map(\.linkable) == [1])
        }
    }

    @Test func `rejects are loaded again after a fix, once`() throws {
        try IngestFixture.with { fixture in
            let row = "o1,5,EUR,2024-01-01T00:00:00Z\n"
            let header = "order_id,amount,currency,created_at\n"
            let path = try fixture.write("orders.csv", header + row + "o2,5,EUR,not a time\n")
            let report = try fixture.ingest([path], as: "orders")

            let rejects = Rejects(fixture.workspace)
            let unchanged = try rejects.retry(source: "orders")
            #expect(report.total.rejected == 1)
            #expect(unchanged.counts.rejected == 1)
            #expect(try rejects.list().map(\.line) == [3])

            let digest = try #require(try rejects.list().first?.digest)
            #expect(
                try rejects.show(String(digest.prefix(8))).first?.raw
                    == Array("o2,5,EUR,not a time".utf8))
            #expect(throws: Failure.self) { try rejects.show("none") }
        }
    }
}
