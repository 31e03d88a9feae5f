import ConnectorKit
import Foundation
import Testing

@Suite struct `Compressed input` {
    /// "journey\n" five times, as written by gzip.
    private static let member: [UInt8] = [
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xff, 0xcb, 0xca, 0x2f, 0x2d, 0xca,
        0x4b, 0xad, 0xe4, 0xca, 0x22, 0x40, 0x03, 0x00, 0x19, 0x79, 0xfd, 0x12, 0x28, 0x00, 0x00,
        0x00,
    ]
    private static let text = String(repeating: "journey\n", count: 5)

    private func inflate(_ bytes: [UInt8], chunk: Int = 4, room: Int = 3) throws -> String {
        var inflater = Inflater()
        var text: [UInt8] = []
        var output = [UInt8](repeating: 0, count: room)
        var pending: ArraySlice<UInt8> = []
        var next = 0
        while true {
            if next < bytes.count {
                let end = min(bytes.count, next + chunk)
                pending += bytes[next..<end]
                next = end
            }
            let progress = try Array(pending).withUnsafeBytes { input in
                try output.withUnsafeMutableBytes { try inflater.decode(input, into: $0) }
            }
            pending = pending.dropFirst(progress.consumed)
            text += output[..<progress.produced]
            if next == bytes.count, progress.produced < room, pending.isEmpty { break }
        }
        try inflater.finish()
        return String(decoding: text, as: UTF8.self)
    }

    @Test(arguments: [1, 4, 1_000])
    func `members are one stream and zeros may pad it`(chunk: Int) throws {
        #expect(try inflate(Self.member, chunk: chunk) == Self.text)
        #expect(try inflate(Self.member + Self.member, chunk: chunk) == Self.text + Self.text)
        #expect(try inflate(Self.member + [0, 0, 0, 0], chunk: chunk, room: 64) == Self.text)
    }

    @Test func `a stream cut anywhere is damaged`() {
        for end in 0..<Self.member.count {
            #expect(throws: DamagedArchive.self, "cut at \(end)") {
                try inflate(Array(Self.member[..<end]), room: 64)
            }
        }
    }

    @Test func `a changed byte of data, checksum or length is damaged`() {
        for place in [0, 1, 2, 12, 20, 23, 24, 25, 26, 27, 28, 29, 30] {
            var bytes = Self.member
            bytes[place] ^= 0x55
            #expect(throws: DamagedArchive.self, "byte \(place)") { try inflate(bytes, room: 64) }
        }
        #expect(throws: DamagedArchive.self) { try inflate(Self.member + [0x41], room: 64) }
    }
}
