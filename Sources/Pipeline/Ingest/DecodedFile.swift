import ConnectorKit
import Foundation
import JourneyModel

/// The text of an input: decompressed, and as UTF-8 whatever its encoding.
final class DecodedFile {
    private static let chunk = 256 << 10

    /// Bytes read from disk so far, for progress.
    var rawOffset: Int64 { file.raw.offset }
    var rawSize: Int64? { file.raw.size }
    let fingerprint: [UInt8]?
    var mayReadAgain: Bool { file.mayReadAgain }
    /// Whether a last line without an end may get one: nobody appends to an archive.
    var mayGrow: Bool { !file.isCompressed }
    /// What a log is known by again after it was moved away; `nil` for short files.
    var headDigest: [UInt8]? { isPlain ? file.raw.headDigest() : nil }
    /// Bytes of text handed out so far, counted from the start of the file.
    private(set) var position: Int64 = 0

    /// Whether the text is the file byte for byte, so that reading may go on anywhere in it.
    var isPlain: Bool { rawSize != nil && !file.isCompressed && decoder == nil }

    private let file: UnpackedFile
    private var decoder: TextDecoder?
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 16)
    /// What is read but not yet handed out or decoded.
    private var pending = 0..<0
    private var isAtEnd = false
    /// What is decoded but not yet handed out.
    private var decoded: [UInt8] = []
    private var handedOut = 0

    /// - Parameter encoding: As declared; a byte order mark overrules it.
    init(_ input: Input, encoding: TextEncoding? = nil) throws {
        file = try UnpackedFile(input)
        fingerprint = try file.raw.fingerprint()
        while pending.count < TextDecoder.headBytes, try fill() {}
        decoder = try TextDecoder(
            encoding, head: UnsafeRawBufferPointer(rebasing: buffer[pending]))
    }

    deinit { buffer.deallocate() }

    /// Hands out the beginning of the text, so much of it or all.
    func head(_ size: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size)
        var count = 0
        try bytes.withUnsafeMutableBytes { buffer in
            while count < size {
                let room = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
                let read = try read(into: room)
                if read == 0 { break }
                count += read
            }
        }
        return Array(bytes[..<count])
    }

    /// Hands out text; 0 at the end only.
    func read(into output: UnsafeMutableRawBufferPointer) throws -> Int {
        precondition(!output.isEmpty, "reading needs room")
        let count: Int
        if let decoder {
            count = try decode(decoder, into: output)
        } else if pending.isEmpty {
            count = try file.read(into: output)
        } else {
            count = min(pending.count, output.count)
            output.copyMemory(
                from: UnsafeRawBufferPointer(
                    rebasing: buffer[pending.lowerBound..<pending.lowerBound + count]))
            pending = pending.lowerBound + count..<pending.upperBound
        }
        position += Int64(count)
        return count
    }

    /// Whether reading would not wait longer for a pipe.
    func hasInput(within milliseconds: Int32) -> Bool {
        !pending.isEmpty || handedOut < decoded.count || file.hasInput(within: milliseconds)
    }

    /// Goes on reading at a place of a plain text.
    func move(to offset: Int64) {
        precondition(isPlain, "only a plain file may be read from its middle")
        file.move(to: offset)
        pending = 0..<0
        position = offset
    }

    /// What tells that the beginning of a file is what it was; `nil` where reading could not go on
    /// at that place anyway.
    func digest(before offset: Int64) throws -> [UInt8]? {
        isPlain ? try file.raw.digest(before: offset) : nil
    }

    /// - Throws: ``Failure`` when the file is another one now than when it was opened.
    func verifyUnchanged() throws(Failure) { try file.raw.verifyUnchanged() }

    private func decode(
        _ decoder: TextDecoder, into output: UnsafeMutableRawBufferPointer
    ) throws -> Int {
        while handedOut == decoded.count {
            if pending.count < TextDecoder.headBytes, !isAtEnd { _ = try fill() }
            if pending.isEmpty, isAtEnd { return 0 }
            let input = UnsafeRawBufferPointer(rebasing: buffer[pending])
            let isLast = isAtEnd
            var consumed = 0
            decoded = [UInt8](unsafeUninitializedCapacity: Self.chunk) { room, count in
                let progress = decoder.decode(
                    input, isLast: isLast, into: UnsafeMutableRawBufferPointer(room))
                consumed = progress.consumed
                count = progress.produced
            }
            handedOut = 0
            pending = pending.lowerBound + consumed..<pending.upperBound
        }
        let count = min(decoded.count - handedOut, output.count)
        decoded.withUnsafeBytes { bytes in
            output.copyMemory(
                from: UnsafeRawBufferPointer(rebasing: bytes[handedOut..<handedOut + count]))
        }
        handedOut += count
        return count
    }

    /// Reads on behind what is pending; `false` at the end.
    private func fill() throws -> Bool {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[pending])
        buffer.copyMemory(from: rest)
        pending = 0..<rest.count
        let count = try file.read(
            into: UnsafeMutableRawBufferPointer(rebasing: buffer[rest.count...]))
        pending = 0..<rest.count + count
        isAtEnd = count == 0
        return !isAtEnd
    }
}
