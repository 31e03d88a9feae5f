import ConnectorContract
import ConnectorKit
import Foundation
import JourneyModel
import Testing
import VoiceConnectors

@Suite struct `Asterisk CDR contract` {
    private let samples = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appendingPathComponent("../../connectors/Voice/samples")
    private let settings = SourceSettings(
        name: "asterisk-cdr", timeZone: "Europe/London", region: "GB")

    private func load(_ name: String) throws -> RecordBatch {
        let bytes = Array(try Data(contentsOf: samples.appendingPathComponent(name)))
        return try ConnectorRun.load(
            AsteriskCDR.self, try AsteriskCDR(settings: settings), bytes: bytes)
    }

    @Test func `asterisk-cdr keeps the contract`() throws {
        let contract = try ConnectorContract(
            AsteriskCDR.self, settings: settings, samples: samples)

        #expect(try contract.violations() == [])
    }

    @Test func `a file with every trap is read to its cut last line`() throws {
        let batch = try load("asterisk-cdr.csv")

        #expect(batch.legs.count == 11)
        #expect(batch.rejections.map(\.rejection.reason) == [.openQuote])
        #expect(Set(batch.legs.map(\.callID)).count == 6)
        #expect(Set(batch.legs.map(\.legID)).count == 10)
        #expect(
            batch.legs.prefix(10).map(\.outcome) == [
                .abandoned, .handled, .handled, .handled, .ivrContained, .abandoned, .shortAbandon,
                .failed, .ivrContained, .voicemail,
            ])
    }

    @Test func `sixteen to twenty-one columns are read in one file`() throws {
        let batch = try load("asterisk-cdr_variants.csv")

        #expect(batch.rejections.isEmpty)
        #expect(batch.legs.count == 7)
        #expect(batch.legs.filter { $0.callID == "1768215600.80" }.count == 5)
    }

    @Test func `a FreePBX export is read by its header`() throws {
        let batch = try load("asterisk-cdr_freepbx.csv")

        #expect(batch.ignored == 1)
        #expect(batch.legs.map(\.direction) == [.inbound])
        #expect(batch.legs.map(\.queue) == ["600"])
    }

    @Test func `both changes of the clock are in a file`() throws {
        let batch = try load("asterisk-cdr_dst.csv")

        #expect(
            batch.legs.map(\.startedAt.microseconds)
                == [1_792_888_200, 1_792_891_800]
                .map { $0 * 1_000_000 })
        #expect(batch.rejections.map(\.rejection.reason) == [.nonexistentLocalTime])
    }
}
