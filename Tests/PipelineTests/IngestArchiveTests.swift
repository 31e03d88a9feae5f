import Foundation
import Pipeline
import Testing

@Suite struct `Compressed files` {
    static func gzip(_ text: String, in folder: String) throws -> [UInt8] {
        let path = "\(folder)/plain"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/gzip")
        process.arguments = ["-kf", path]
        try process.run()
        process.waitUntilExit()
        return Array(try Data(contentsOf: URL(fileURLWithPath: "\(path).gz")))
    }

    @Test func `members that follow each other are one text, whatever the name`() throws {
        try IngestFixture.with { fixture in
            let one = try Self.gzip("c1 a b\nc2 a", in: fixture.folder)
            let two = try Self.gzip(" b\nc3 a b\n", in: fixture.folder)
            let path = try fixture.write("both.txt", one + two)

            let report = try fixture.ingest([path])

            #expect(report.total.accepted == 3)
            #expect(try fixture.count("select committed_offset from ingest_file") == 21)
        }
    }

    @Test(arguments: ["cut", "flipped", "trailing"])
    func `nothing is loaded from a damaged one`(damage: String) throws {
        try IngestFixture.with { fixture in
            let lines = (0..<2_000).map { "c\($0) agent mail-\($0 * 7_919)@shop.example\n" }
            var bytes = try Self.gzip(lines.joined(), in: fixture.folder)
            switch damage {
            case "cut": bytes.removeLast(6)
            case "flipped": bytes[bytes.count - 6] ^= 1
            default: bytes += Array("more".utf8)
            }
            let path = try fixture.write("a.gz", bytes)

            let report = try fixture.ingest([path], batch: 100)

            #expect(report.exitCode == 65)
            #expect(try fixture.count("select count(*) from contact") == 0)
            #expect(try fixture.count("select count(*) from ingest_file") == 0)
        }
    }

    @Test(
        arguments: [
            ("a.gz", []), ("A.LOG.GZ", [0x1f]), ("a.zst", []), ("a.zst", [0x28, 0xb5, 0x2f]),
        ] as [(String, [UInt8])])
    func `one that ends before it says what it is was cut`(name: String, bytes: [UInt8]) throws {
        try IngestFixture.with { fixture in
            let report = try fixture.ingest([try fixture.write(name, bytes)])

            #expect(report.exitCode == 65)
            #expect(report.files[0].failure?.message.contains("cut") == true)
        }
    }

    @Test func `an empty file of another name is empty`() throws {
        try IngestFixture.with { fixture in
            let report = try fixture.ingest([
                try fixture.write("a.txt", ""), try fixture.write("b.gz", "c1 a b\n"),
            ])

            #expect(report.exitCode == 0 && report.files[0].counts.read == 0)
            #expect(report.total.accepted == 1)
        }
    }
}
