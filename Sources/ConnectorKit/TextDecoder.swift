import JourneyModel

/// Turns text of another encoding into UTF-8 as it comes in.
///
/// What is no character there becomes bytes that are no UTF-8, never a replacement character, so
/// that the record which holds it is rejected and all others are read.
package struct TextDecoder: Sendable {
    /// A file in an encoding that is not read (exit 65).
    package struct Unsupported: Error, Sendable, Hashable {
        package var message: String
    }

    package struct Progress: Sendable, Hashable {
        /// Bytes of the input that were used; the rest is to be given again.
        package var consumed: Int
        package var produced: Int
    }

    private enum Form: Sendable, Hashable {
        case latin1
        case windows1252
        case utf16(isBigEndian: Bool)
    }

    /// Bytes that tell the encoding.
    package static let headBytes = 4
    /// Bytes of one character in the output, at most: the least room to offer.
    package static let characterBytes = 4

    private let form: Form

    /// - Parameters:
    ///   - declared: `nil` for UTF-8 unless a mark says otherwise.
    ///   - head: The text's first bytes, ``headBytes`` of them unless it is shorter.
    /// - Returns: `nil` where the text is UTF-8 already.
    package init?(
        _ declared: TextEncoding?, head: UnsafeRawBufferPointer
    ) throws(Unsupported) {
        if head.starts(with: [0xff, 0xfe, 0, 0]) || head.starts(with: [0, 0, 0xfe, 0xff]) {
            throw Unsupported(message: "The file is UTF-32; write it as UTF-8.")
        }
        if head.starts(with: [0xef, 0xbb, 0xbf]) { return nil }
        if head.starts(with: [0xff, 0xfe]) {
            form = .utf16(isBigEndian: false)
        } else if head.starts(with: [0xfe, 0xff]) {
            form = .utf16(isBigEndian: true)
        } else {
            switch declared {
            case nil, .utf8: return nil
            case .latin1: form = .latin1
            case .windows1252: form = .windows1252
            case .utf16:
                // The first character of every format is ASCII.
                form = .utf16(isBigEndian: head.count >= 2 && head[0] == 0 && head[1] != 0)
            }
        }
    }

    /// Decodes as much as the output holds.
    ///
    /// - Parameters:
    ///   - isLast: Nothing follows the input.
    ///   - output: Room for ``characterBytes`` at least.
    package func decode(
        _ input: UnsafeRawBufferPointer, isLast: Bool, into output: UnsafeMutableRawBufferPointer
    ) -> Progress {
        switch form {
        case .latin1: decodeBytes(input, into: output) { UInt16($0) }
        case .windows1252:
            decodeBytes(input, into: output) { byte in
                0x80..<0xa0 ~= byte ? Self.windows[Int(byte) - 0x80] : UInt16(byte)
            }
        case .utf16(let isBigEndian):
            decodeUnits(input, isBigEndian: isBigEndian, isLast: isLast, into: output)
        }
    }

    private func decodeBytes(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer,
        _ character: (UInt8) -> UInt16
    ) -> Progress {
        var writer = UTF8Writer(output)
        var used = 0
        while used < input.count, writer.hasRoom {
            let byte = input[used]
            used &+= 1
            if byte < 0x80 {
                writer.append(byte)
                continue
            }
            let code = character(byte)
            // A byte without a character stays as it is, and alone it is no UTF-8.
            if code == 0 { writer.append(byte) } else { writer.append(scalar: UInt32(code)) }
        }
        return Progress(consumed: used, produced: writer.count)
    }

    private func decodeUnits(
        _ input: UnsafeRawBufferPointer, isBigEndian: Bool, isLast: Bool,
        into output: UnsafeMutableRawBufferPointer
    ) -> Progress {
        func unit(_ place: Int) -> UInt32 {
            let unit = input.loadUnaligned(fromByteOffset: place, as: UInt16.self)
            return UInt32(isBigEndian ? UInt16(bigEndian: unit) : UInt16(littleEndian: unit))
        }
        var writer = UTF8Writer(output)
        var used = 0
        while used < input.count, writer.hasRoom {
            let rest = input.count - used
            if rest == 1 {
                guard isLast else { break }
                writer.append(0xff)
                used += 1
                break
            }
            let first = unit(used)
            if first < 0xd800 || first > 0xdbff {
                writer.append(scalar: first)
                used &+= 2
                continue
            }
            if rest < 4, !isLast { break }
            let second = rest < 4 ? 0 : unit(used &+ 2)
            if 0xdc00...0xdfff ~= second {
                writer.append(scalar: 0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
                used &+= 4
            } else {
                writer.append(scalar: first)
                used &+= 2
            }
        }
        return Progress(consumed: used, produced: writer.count)
    }

    /// The characters of 0x80 to 0x9f; 0 for the five bytes that have none.
    private static let windows: [UInt16] = [
        0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039,
        0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc,
        0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
    ]
}

/// Writes characters as UTF-8; half of a surrogate pair becomes three bytes that are none.
private struct UTF8Writer {
    private let output: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    init(_ output: UnsafeMutableRawBufferPointer) { self.output = output }

    var hasRoom: Bool { output.count - count >= TextDecoder.characterBytes }

    mutating func append(_ byte: UInt8) {
        output[count] = byte
        count &+= 1
    }

    mutating func append(scalar code: UInt32) {
        switch code {
        case ..<0x80: append(UInt8(code))
        case ..<0x800:
            append(0xc0 | UInt8(code >> 6))
            append(0x80 | UInt8(code & 0x3f))
        case ..<0x10000:
            append(0xe0 | UInt8(code >> 12))
            append(0x80 | UInt8(code >> 6 & 0x3f))
            append(0x80 | UInt8(code & 0x3f))
        default:
            append(0xf0 | UInt8(code >> 18))
            append(0x80 | UInt8(code >> 12 & 0x3f))
            append(0x80 | UInt8(code >> 6 & 0x3f))
            append(0x80 | UInt8(code & 0x3f))
        }
    }
}
