import ConnectorKit
import JourneyModel
import Testing

@Suite struct `Unpacking Zstandard` {
    /// "journey\n" five times, as `zstd --check` writes it.
    static let frame: [UInt8] = [
        0x28, 0xb5, 0x2f, 0xfd, 0x24, 0x28, 0x75, 0x00, 0x00, 0x40, 0x6a, 0x6f, 0x75, 0x72, 0x6e,
        0x65, 0x79, 0x0a, 0x01, 0x00, 0xf1, 0xcb, 0x05, 0xea, 0xf4, 0x34, 0x56,
    ]
    /// Three bytes that say nothing.
    static let skippable: [UInt8] = [0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]
    static let text = String(repeating: "journey\n", count: 5)

    @Test(arguments: [1, 3, 1_000], [1, 7, 4_096])
    func `frames are one stream, and skippable ones say nothing`(chunk: Int, room: Int) throws {
        func unpack(_ bytes: [UInt8]) throws -> String {
            try Unpacked(bytes, chunk: chunk, room: room).text
        }

        #expect(try unpack(Self.frame) == Self.text)
        #expect(try unpack(Self.frame + Self.frame) == Self.text + Self.text)
        #expect(try unpack(Self.skippable + Self.frame + Self.skippable) == Self.text)
    }

    @Test func `a stream cut anywhere is damaged`() {
        let bytes = Self.frame + Self.skippable + Self.frame
        let ends = [Self.frame.count, Self.frame.count + Self.skippable.count, bytes.count]
        for end in 4..<bytes.count where !ends.contains(end) {
            #expect(throws: DamagedArchive.self, "cut at \(end)") {
                try Unpacked(Array(bytes[..<end]), chunk: 64, room: 64)
            }
        }
    }

    @Test func `no flipped bit gives other text`() {
        var damaged = 0
        for bit in 32..<Self.frame.count * 8 {
            var bytes = Self.frame
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            do {
                let text = try Unpacked(bytes, chunk: 64, room: 64).text
                // Some bits of a header say nothing about the text.
                #expect(text == Self.text, "bit \(bit)")
            } catch {
                damaged += 1
            }
        }
        #expect(damaged > (Self.frame.count - 4) * 8 * 9 / 10)
    }

    @Test func `other bytes behind the last frame are damage`() {
        #expect(throws: DamagedArchive.self) {
            try Unpacked(Self.frame + Array("more".utf8), chunk: 64, room: 64)
        }
        #expect(throws: DamagedArchive.self) {
            try Unpacked(Self.frame + [0], chunk: 64, room: 64)
        }
    }

    @Test(arguments: [Limits.zstdWindowLog - 1, Limits.zstdWindowLog, Limits.zstdWindowLog + 1])
    func `the window has a limit`(log: Int32) throws {
        let header: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd, 0, UInt8(log - 10) << 3]
        let frame = header + [0x09, 0, 0, UInt8(ascii: "x")]

        if log <= Limits.zstdWindowLog {
            #expect(try Unpacked(frame, chunk: 64, room: 64).text == "x")
        } else {
            let error = #expect(throws: DamagedArchive.self) {
                try Unpacked(frame, chunk: 64, room: 64)
            }
            #expect(error?.message.contains("window") == true)
        }
    }
}

@Suite struct `Bounds of what a compressed file may hold` {
    /// So many blocks of 128 KiB of one byte.
    private static func blocks(_ count: Int) -> [UInt8] {
        var frame: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd, 0, 7 << 3]
        for block in 1...count {
            let header: UInt32 = 131_072 << 3 | 1 << 1 | (block == count ? 1 : 0)
            frame += [0, 8, 16].map { UInt8(truncatingIfNeeded: header >> $0) } + [0x20]
        }
        return frame
    }

    @Test(arguments: [(39, false), (40, true), (41, true)])
    func `the whole size`(limit: Int64, isAllowed: Bool) throws {
        func unpack() throws -> Unpacked {
            try Unpacked(Self.frame, chunk: 64, room: 64, limit: limit)
        }
        if isAllowed {
            #expect(try unpack().text.utf8.count == 40)
        } else {
            #expect(throws: DamagedArchive.self) { try unpack() }
        }
    }

    @Test func `the ratio, but not for small files`() throws {
        let allowed = Int(Limits.decompressionGrace / 131_072)

        #expect(try Unpacked(Self.blocks(allowed), chunk: 64, room: 1 << 17).count == 16 << 20)
        let error = #expect(throws: DamagedArchive.self) {
            try Unpacked(Self.blocks(allowed + 1), chunk: 64, room: 1 << 17)
        }
        #expect(error?.message.contains("times its size") == true)
    }

    private static let frame = `Unpacking Zstandard`.frame
}

/// What a stream unpacks to, fed in pieces of a size.
struct Unpacked {
    private(set) var count = 0
    private var bytes: [UInt8] = []
    var text: String { String(decoding: bytes, as: UTF8.self) }

    init(
        _ packed: [UInt8], chunk: Int, room: Int, limit: Int64 = Limits.decompressedBytes
    ) throws {
        let head = UnsafeMutableRawBufferPointer.allocate(
            byteCount: Decompressor.headBytes, alignment: 4)
        defer { head.deallocate() }
        head.copyBytes(from: packed.prefix(Decompressor.headBytes))
        guard var decompressor = Decompressor(UnsafeRawBufferPointer(head), limit: limit) else {
            throw DamagedArchive("The stream is not compressed.")
        }
        var output = [UInt8](repeating: 0, count: room)
        var pending: [UInt8] = []
        var next = 0
        while true {
            let end = min(packed.count, next + chunk)
            pending += packed[next..<end]
            next = end
            let progress = try pending.withUnsafeBytes { input in
                try output.withUnsafeMutableBytes { try decompressor.decode(input, into: $0) }
            }
            pending.removeFirst(progress.consumed)
            count += progress.produced
            if count < 1 << 16 { bytes += output[..<progress.produced] }
            if next == packed.count, progress.produced < room, pending.isEmpty { break }
        }
        try decompressor.finish()
    }
}
