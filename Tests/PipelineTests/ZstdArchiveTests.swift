import Foundation
import Pipeline
import Testing

@Suite struct `Files packed with Zstandard` {
    /// A frame of one raw block, without checksum.
    static func frame(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        precondition(bytes.count < 256, "one byte holds the size")
        let header = UInt32(bytes.count) << 3 | 1
        return [0x28, 0xb5, 0x2f, 0xfd, 0x20, UInt8(bytes.count)]
            + [0, 8, 16].map { UInt8(truncatingIfNeeded: header >> $0) } + bytes
    }

    @Test func `frames that follow each other are one text, whatever the name`() throws {
        try IngestFixture.with { fixture in
            let skippable: [UInt8] = [0x50, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 7]
            let path = try fixture.write(
                "both.txt", skippable + Self.frame("c1 a b\nc2 a") + Self.frame(" b\nc3 a b\n"))

            let report = try fixture.ingest([path])

            #expect(report.total.accepted == 3)
            #expect(try fixture.count("select committed_offset from ingest_file") == 21)
            #expect(try fixture.count("select text_bytes from ingest_file") == 21)
        }
    }

    @Test func `one that comes through a pipe is unpacked too`() throws {
        try IngestFixture.with { fixture in
            let path = "\(fixture.folder)/pipe"
            #expect(mkfifo(path, 0o600) == 0)
            let bytes = Data(Self.frame("c1 a b\nc2 a b\n"))
            let writer = Thread {
                guard let file = FileHandle(forWritingAtPath: path) else { return }
                for byte in bytes { file.write(Data([byte])) }
                file.closeFile()
            }
            writer.start()

            let report = try fixture.ingest([path])

            #expect(report.total.accepted == 2)
        }
    }

    @Test(arguments: ["cut", "trailing", "frame"])
    func `nothing is loaded from a damaged one`(damage: String) throws {
        try IngestFixture.with { fixture in
            var bytes = (0..<40).flatMap { Self.frame("c\($0) agent mail-\($0)@shop.example\n") }
            switch damage {
            case "cut": bytes.removeLast(6)
            case "trailing": bytes += Array("more".utf8)
            default: bytes[Self.frame("c0 agent mail-0@shop.example\n").count] ^= 0xff
            }
            let path = try fixture.write("a.zst", bytes)

            let report = try fixture.ingest([path], batch: 5)

            #expect(report.exitCode == 65)
            #expect(try fixture.count("select count(*) from contact") == 0)
            #expect(try fixture.count("select count(*) from ingest_file") == 0)
        }
    }

    @Test func `UTF-16 may be packed`() throws {
        try IngestFixture.with { fixture in
            let text = try #require("c1 ä b\n".data(using: .utf16LittleEndian))
            let packed: [UInt8] =
                [0x28, 0xb5, 0x2f, 0xfd, 0x20, UInt8(text.count + 2)]
                + [UInt8(truncatingIfNeeded: (text.count + 2) << 3 | 1), 0, 0, 0xff, 0xfe] + text
            let path = try fixture.write("a.zst", packed)

            let report = try fixture.ingest([path])

            #expect(report.total.accepted == 1, "\(report)")
            #expect(try fixture.count("select text_bytes from ingest_file") == 11)
        }
    }
}
