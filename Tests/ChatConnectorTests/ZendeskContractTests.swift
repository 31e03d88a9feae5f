import ChatConnectors
import ConnectorContract
import ConnectorKit
import Foundation
import JourneyModel
import Testing

@Suite struct `Zendesk Chat contract` {
    private let samples = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appendingPathComponent("../../connectors/Chat/samples")

    private func load(_ name: String) throws -> RecordBatch {
        let bytes = Array(try Data(contentsOf: samples.appendingPathComponent(name)))
        let settings = SourceSettings(name: "zendesk-chat", region: "GB")
        return try ConnectorRun.load(
            ZendeskChat.self, try ZendeskChat(settings: settings), bytes: bytes)
    }

    @Test func `zendesk-chat keeps the contract`() throws {
        let contract = try ConnectorContract(ZendeskChat.self, samples: samples)

        #expect(try contract.violations() == [])
    }

    @Test func `a page of the API holds its chats`() throws {
        let batch = try load("zendesk-chat.json")

        #expect(batch.rejections.isEmpty)
        #expect(batch.ignored == 1)
        #expect(
            batch.contacts.map(\.outcome) == [
                .handled, .inviteIgnored, .missed, .handled, .offlineMessage,
            ])
        #expect(batch.contacts.map(\.transfers) == [0, 0, 0, 1, 0])
        #expect(batch.contacts.first?.pageURL == "https://shop.test/help?tab=2")
        #expect(batch.contacts.first?.askedToCall == true)
    }

    @Test(arguments: [
        ("zendesk-chat_docs.json", 2), ("zendesk-chat_array.json", 2),
        ("zendesk-chat_rated.ndjson", 2),
    ])
    func `an object by id, an array and lines hold the same chat`(
        name: String, count: Int
    ) throws {
        let batch = try load(name)

        #expect(batch.rejections.isEmpty)
        #expect(batch.contacts.count == count)
        #expect(batch.contacts.first?.id == "2104.10414779.SVhDCJ9flq79a")
        #expect(batch.contacts.first?.turns.count == 5)
    }

    @Test func `a rating given later is a newer version`() throws {
        let chats = try load("zendesk-chat_rated.ndjson").contacts

        #expect(chats.map(\.csat) == [nil, 1])
        #expect(Set(chats.map(\.id)).count == 1)
        let versions = chats.compactMap(\.version)
        #expect(versions.count == 2 && versions[0] < versions[1])
    }
}
