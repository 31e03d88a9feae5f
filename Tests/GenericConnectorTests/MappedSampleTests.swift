import ConnectorContract
import ConnectorKit
import JourneyModel
import Testing

@testable import GenericConnectors

@Suite struct `Sample mappings` {
    @Test func `chats of a widget carry times of their zone, outcomes and identifiers`() throws {
        let batch = try Loaded.mapped(Loaded.text("chats.yaml"), Loaded.text("chats.csv"))

        #expect(batch.rejections.map(\.rejection.reason) == [.nonexistentLocalTime])
        #expect(batch.contacts.map(\.id) == ["C4A-10841", "C4A-10842", "C4A-10843"])
        #expect(batch.contacts.map(\.outcome) == [.handled, .missed, .offlineMessage])
        let first = try #require(batch.contacts.first)
        #expect(first.startedAt == at("2024-03-04T09:12:44Z"))
        #expect(first.endedAt == at("2024-03-04T09:20:01Z"))
        #expect(first.agent == "Ada Byrne")
        #expect(first.csat == 1)
        #expect(first.pageURL == "https://shop.test/account/invoices")
        #expect(batch.values(.phone) == ["+442079460011"])
        #expect(batch.values(.email) == ["lea.roth@example-mail.com", "chidi@example-mail.com"])
        #expect(batch.values(.browser).count == 2)
        #expect(batch.values(.name) == ["roth", "okafor"])
    }

    @Test func `calls of a log take the number of the side that is the customer`() throws {
        let batch = try Loaded.mapped(
            Loaded.text("calls.yaml"), Loaded.text("calls.csv"), region: "DE")

        #expect(batch.rejections.isEmpty)
        #expect(batch.contacts.map(\.direction) == [.inbound, .outbound, .inbound, .internal])
        #expect(batch.contacts.map(\.outcome) == [.handled, .handled, .abandoned, .handled])
        #expect(batch.contacts[0].startedAt == at("2024-03-04T09:02:11Z"))
        #expect(batch.contacts[0].waitMs == 18_000)
        #expect(batch.contacts[0].answeredAt == at("2024-03-04T09:02:29Z"))
        #expect(batch.contacts[0].talkMs == 184_000)
        #expect(batch.values(.phone) == ["+493023125012", "+491712345678"])
        #expect(Set(batch.contacts.map(\.id)).count == 4)
        #expect(batch.contacts.allSatisfy { $0.id.count == 64 })
    }

    @Test func `orders keep amounts with a decimal comma exactly`() throws {
        let batch = try Loaded.mapped(Loaded.text("orders.yaml"), Loaded.text("orders.tsv"))

        #expect(batch.rejections.isEmpty)
        #expect(batch.conversions.map(\.amount) == [11_299_000, 490_000])
        #expect(batch.conversions.map(\.refunded) == [0, 490_000])
        #expect(batch.conversions.map(\.salesChannel) == ["phone", "web"])
        #expect(batch.conversions[0].convertedAt == at("2024-03-04T09:12:44Z"))
        #expect(batch.values(.account) == ["C-204"])
        #expect(batch.values(.order) == ["2024-551", "2024-552"])
    }

    @Test func `conversations with messages are measured by them`() throws {
        let batch = try Loaded.mapped(
            Loaded.text("conversations.yaml"), Loaded.text("conversations.json"))

        #expect(batch.rejections.isEmpty)
        #expect(batch.contacts.map(\.id) == ["7001", "7002"])
        #expect(batch.contacts.map(\.outcome) == [.handled, .missed])
        let chat = batch.contacts[0]
        #expect(chat.queue == "Delivery")
        #expect(chat.tags == "late,vip")
        #expect(chat.turns.map(\.author) == [.customer, .bot, .agent, .customer])
        #expect(chat.turns[2].agent == "17")
        #expect(chat.agent == "17")
        #expect(chat.firstResponseMs == 59_500)
        #expect(chat.lastHumanAt == at("2024-03-04T09:01:40Z"))
        #expect(batch.values(.phone, role: .typed) == ["+442079460123"])
        #expect(batch.values(.account) == ["C-204"])
    }

    @Test(arguments: [
        ("chats.yaml", "chats.csv"), ("calls.yaml", "calls.csv"), ("orders.yaml", "orders.tsv"),
        ("conversations.yaml", "conversations.json"),
    ])
    func `a file gives the same records in pieces of any size`(
        mapping: String, file: String
    ) throws {
        let (mapping, text) = (try Loaded.text(mapping), try Loaded.text(file))
        let whole = ConnectorRun.dump(try Loaded.mapped(mapping, text))

        for chunk in [4_096, 61, 1] {
            let pieces = try Loaded.mapped(mapping, text, chunk: chunk)
            #expect(ConnectorRun.dump(pieces) == whole, "pieces of \(chunk)")
        }
    }

    @Test func `the connector keeps the contract of all connectors`() throws {
        let mapping = """
            format: csv
            record: chat
            time_zone: Europe/London
            time_format: dd/MM/yyyy HH:mm:ss
            fields:
              id: Chat Reference
              started_at: Started
              ended_at: Ended
              agent: Operator
              queue: Department
              outcome: {from: Result, values: {Answered: handled}, otherwise: missed}
            identifiers:
              - {kind: email, from: Visitor Email}
            """

        let contract = try ConnectorContract(
            Mapped.self,
            settings: SourceSettings(name: "mapped", options: ["mapping": mapping]),
            others: [Singer.self], isRecognised: false)

        #expect(try contract.violations() == [])
    }
}
