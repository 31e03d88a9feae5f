import ConnectorKit
import Foundation
import JourneyModel
import Testing

@Suite struct `Encodings of text` {
    /// Decodes bytes that come in pieces of a size into a buffer of a size.
    private func decode(
        _ bytes: [UInt8], as encoding: TextEncoding?, chunk: Int = 1_000, room: Int = 1_000
    ) throws -> [UInt8] {
        let head = bytes.prefix(TextDecoder.headBytes)
        guard let decoder = try head.withUnsafeBytes({ try TextDecoder(encoding, head: $0) })
        else { return bytes }
        var text: [UInt8] = []
        var output = [UInt8](repeating: 0, count: room)
        var pending: [UInt8] = []
        var next = 0
        while true {
            let end = min(bytes.count, next + chunk)
            pending += bytes[next..<end]
            next = end
            let isLast = next == bytes.count
            let progress = pending.withUnsafeBytes { input in
                output.withUnsafeMutableBytes {
                    decoder.decode(input, isLast: isLast, into: $0)
                }
            }
            pending.removeFirst(progress.consumed)
            text += output[..<progress.produced]
            if isLast, pending.isEmpty { return text }
        }
    }

    @Test(arguments: [1, 2, 3, 5, 1_000], [4, 5, 64])
    func `every text comes out the same in UTF-16, whatever the pieces`(
        chunk: Int, room: Int
    ) throws {
        let text = "a,ä€\r\n\u{1F600}x\u{10FFFF}\u{FFFD}\u{E000}\n"
        for (name, isBig) in [(String.Encoding.utf16LittleEndian, false), (.utf16BigEndian, true)] {
            let plain = Array(try #require(text.data(using: name)))
            let mark: [UInt8] = isBig ? [0xfe, 0xff] : [0xff, 0xfe]

            let declared = try decode(plain, as: .utf16, chunk: chunk, room: room)
            let marked = try decode(mark + plain, as: nil, chunk: chunk, room: room)

            #expect(declared == Array(text.utf8))
            #expect(marked == Array("\u{FEFF}\(text)".utf8))
        }
    }

    @Test func `bytes stand for what they stand for`() throws {
        for byte in UInt8.min...UInt8.max {
            let data = Data([byte])
            let latin = try #require(String(data: data, encoding: .isoLatin1))
            #expect(try decode([byte], as: .latin1) == Array(latin.utf8))

            let has = ![0x81, 0x8d, 0x8f, 0x90, 0x9d].contains(byte)
            let decoded = try decode([byte], as: .windows1252)
            #expect((String(validating: decoded, as: UTF8.self) != nil) == has, "\(byte)")
            if has {
                let windows = try #require(String(data: data, encoding: .windowsCP1252))
                #expect(decoded == Array(windows.utf8), "\(byte)")
            }
        }
    }

    @Test(
        arguments: [[0x3d, 0xd8], [0x00, 0xde], [0x3d, 0xd8, 0x61, 0x00], [0x61]] as [[UInt8]])
    func `what is no character is no UTF-8, and its neighbours are read`(broken: [UInt8]) throws {
        let good = Array(try #require("ok\n".data(using: .utf16LittleEndian)))

        for chunk in [1, 2, 3, 100] {
            let decoded = try decode(good + broken, as: .utf16, chunk: chunk)

            #expect(decoded.starts(with: "ok\n".utf8))
            #expect(String(validating: decoded, as: UTF8.self) == nil)
        }
    }

    @Test func `a mark overrules what was declared`() throws {
        #expect(try decode([0xef, 0xbb, 0xbf, 0xc3, 0xa4], as: .latin1).count == 5)
        #expect(try decode([0xff, 0xfe, 0xe4, 0x00], as: .utf8) == Array("\u{FEFF}ä".utf8))
        #expect(throws: TextDecoder.Unsupported.self) {
            try decode([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0], as: nil)
        }
    }
}

@Suite struct `Invalid UTF-8` {
    /// Sequences that are no UTF-8: overlong, surrogates, too high, cut, stray.
    private static let sequences: [[UInt8]] = [
        [0x80], [0xbf], [0xc0, 0x80], [0xc1, 0xbf], [0xc3], [0xe0, 0x80, 0x80], [0xe0, 0x9f, 0xbf],
        [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xed, 0xbf, 0xbf], [0xf0, 0x8f, 0xbf, 0xbf],
        [0xf0, 0x9f, 0x98], [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xfe], [0xff],
    ]

    @Test func `the first bad byte is named`() {
        for sequence in Self.sequences {
            for before in ["", "a", "äöü", String(repeating: "x€", count: 99)] {
                let bytes = Array(before.utf8) + sequence + Array("rest".utf8)

                let rejection = bytes.withUnsafeBytes { Rejection.badEncoding(in: $0, at: 1_000) }

                #expect(rejection?.reason == .badEncoding)
                let place = 1_000 + before.utf8.count
                #expect(rejection?.message.hasPrefix("Byte \(place) ") == true, "\(sequence)")
            }
        }
        let good = Array("ä€😀".utf8).withUnsafeBytes { Rejection.badEncoding(in: $0, at: 0) }
        #expect(good == nil)
    }

    @Test func `rows and JSON refuse each of them`() {
        for sequence in Self.sequences {
            let row = Array("a,".utf8) + sequence + Array(",b".utf8)
            let json = Array(#"{"a":""#.utf8) + sequence + Array(#""}"#.utf8)
            let padding = [UInt8](repeating: 0, count: Limits.readPadding)

            var splitter = CSVRow()
            let ofRow = #expect(throws: Rejection.self) {
                try row.withUnsafeBytes { try splitter.split($0) }
            }
            let ofJSON = #expect(throws: Rejection.self) {
                try (json + padding).withUnsafeBytes {
                    _ = try JSONParser().parse(UnsafeRawBufferPointer(rebasing: $0[..<json.count]))
                }
            }

            #expect(ofRow?.reason == .badEncoding)
            #expect(ofJSON?.reason == .badEncoding)
        }
    }
}
