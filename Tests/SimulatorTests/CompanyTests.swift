import Foundation
import Testing

@testable import Simulator

@Suite struct `A simulated company` {
    @Test func `is the same, byte for byte, for the same configuration`() throws {
        let first = try Export(people: 40, days: 20)
        let second = try Export(people: 40, days: 20)
        let other = try Export(people: 40, days: 20, seed: 8)

        #expect(first.files.names == second.files.names)
        for name in first.files.names {
            #expect(first.files.bytes(name) == second.files.bytes(name), "\(name)")
        }
        #expect(first.files.bytes("orders.csv") != other.files.bytes("orders.csv"))
    }

    @Test func `is the same on every machine`() throws {
        let export = try Export(people: 12, days: 10, seed: 1)

        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for name in export.files.names where name != "truth/README.md" {
            for byte in export.files.bytes(name) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }

        #expect(String(hash, radix: 16) == "3327170867bb4413")
    }

    @Test func `writes its files where it is told, and says which`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "company-\(UUID().uuidString)")
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }

        let manifest = try Company(configuration: Configuration(people: 10, days: 5))
            .write(to: folder)

        for feed in manifest.feeds {
            #expect(!feed.files.isEmpty, "\(feed.connector)")
            for file in feed.files { #expect(FileManager.default.fileExists(atPath: file.path)) }
        }
        #expect(manifest.webEvents > 0)
    }

    @Test func `needs a known time zone and region`() {
        let nowhere = Configuration(people: 1, days: 1, timeZone: "Atlantis/Capital")
        let elsewhere = Configuration(people: 1, days: 1, region: "ZZ")

        #expect(throws: SimulatorError.unknownTimeZone("Atlantis/Capital")) {
            try Company(configuration: nowhere).simulate()
        }
        #expect(throws: SimulatorError.unknownRegion("ZZ")) {
            try Company(configuration: elsewhere).simulate()
        }
    }

    @Test(arguments: [1, 2, 3])
    func `can be tiny`(people: Int) throws {
        let export = try Export(people: people, days: 1)

        #expect(export.files.contains("customers.csv"))
    }

    @Test func `holds contacts in the proportions of a real one`() throws {
        let export = try Export(people: 300, days: 60)

        let identified = export.world.chats.filter { $0.email != nil }.count
        let share = Double(identified) / Double(export.world.chats.count)
        let causes = Set(export.world.causes.map(\.cause))
        #expect((0.35...0.7).contains(share))
        #expect(causes == [.transfer, .instructed, .token, .sameIssue])
    }
}
