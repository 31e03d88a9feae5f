import ConnectorContract
import ConnectorKit
import Foundation
import JourneyModel
import Testing
import VoiceConnectors

@Suite struct `Contracts of the other voice formats` {
    private static let samples = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appendingPathComponent("../../connectors/Voice/samples")
    private static let all: [any Connector.Type] = [
        AsteriskCDR.self, AsteriskQueueLog.self, AmazonConnect.self,
    ]

    private func load<C: Connector>(_ type: C.Type, _ name: String) throws -> RecordBatch {
        let bytes = Array(
            try Data(contentsOf: Self.samples.appendingPathComponent(name)))
        let settings = SourceSettings(name: "pbx", timeZone: "Europe/London", region: "GB")
        return try ConnectorRun.load(type, try C(settings: settings), bytes: bytes)
    }

    @Test func `asterisk-queue-log keeps the contract`() throws {
        let contract = try ConnectorContract(
            AsteriskQueueLog.self,
            settings: SourceSettings(name: "pbx", timeZone: "Europe/London", region: "GB"),
            samples: Self.samples, others: Self.all)

        #expect(try contract.violations() == [])
    }

    @Test func `amazon-connect keeps the contract`() throws {
        let contract = try ConnectorContract(
            AmazonConnect.self, samples: Self.samples, others: Self.all)

        #expect(try contract.violations() == [])
    }

    @Test func `a queue log holds visits of calls, and records that are none`() throws {
        let batch = try load(AsteriskQueueLog.self, "asterisk-queue-log.log")

        #expect(batch.rejections.isEmpty)
        #expect(batch.ignored == 4)
        #expect(batch.legs.count == 12)
        #expect(Set(batch.legs.map(\.callID)).count == 4)
    }

    @Test func `the table of a queue log holds the same`() throws {
        let batch = try load(AsteriskQueueLog.self, "asterisk-queue-log_table.csv")

        #expect(batch.ignored == 1)
        #expect(batch.legs.map(\.event) == [.entered, .connected, .ended])
    }

    @Test func `contact records stand behind each other without newlines`() throws {
        let batch = try load(AmazonConnect.self, "amazon-connect.json")

        #expect(batch.rejections.isEmpty)
        #expect(batch.legs.count == 6)
        #expect(batch.ignored == 1)
        #expect(Set(batch.legs.map(\.callID)).count == 3)
    }

    @Test func `contact records come one a line as well`() throws {
        let batch = try load(AmazonConnect.self, "amazon-connect_lines.json")

        #expect(batch.rejections.isEmpty)
        #expect(batch.legs.map(\.channel) == [.voice, .chat])
    }
}
