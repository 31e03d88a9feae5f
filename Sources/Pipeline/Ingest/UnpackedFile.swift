import ConnectorKit
import Foundation
import JourneyModel

/// The bytes of an input: decompressed where its first bytes say so, whatever its name.
///
/// A compressed file is verified to its end before a byte of it is handed out, because its checksum
/// comes last; a compressed pipe is copied to a temporary file for that.
final class UnpackedFile {
    private static let chunk = 256 << 10

    let raw: RawFile
    /// Whether the input gives the same bytes when it is opened anew; a pipe does not.
    let mayReadAgain: Bool
    var isCompressed: Bool { decompressor != nil }

    private var decompressor: Decompressor?
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 16)
    /// What is read but not yet handed out or decompressed.
    private var pending = 0..<0
    private var isAtEnd = false

    init(_ input: Input) throws {
        var file = try RawFile(input)
        mayReadAgain = file.size != nil
        var head = 0
        // A pipe may give its first bytes one by one.
        while head < Decompressor.headBytes {
            let count = try file.read(
                into: UnsafeMutableRawBufferPointer(rebasing: buffer[head...]))
            if count == 0 { break }
            head += count
        }
        let start = UnsafeRawBufferPointer(rebasing: buffer[..<head])
        guard let unpacking = Decompressor(start) else {
            if file.size != nil { try Decompressor.refuseCut(start, named: file.name) }
            raw = file
            pending = 0..<head
            return
        }
        if file.size == nil { file = try file.spooled(after: start) }
        file.rewind()
        try Self.verify(file, buffer, start)
        file.rewind()
        raw = file
        decompressor = consume unpacking
    }

    deinit { buffer.deallocate() }

    /// Hands out bytes; 0 at the end only.
    func read(into output: UnsafeMutableRawBufferPointer) throws -> Int {
        precondition(!output.isEmpty, "reading needs room")
        if isCompressed { return try decompress(into: output) }
        if pending.isEmpty { return try raw.read(into: output) }
        let count = min(pending.count, output.count)
        output.copyMemory(
            from: UnsafeRawBufferPointer(
                rebasing: buffer[pending.lowerBound..<pending.lowerBound + count]))
        pending = pending.lowerBound + count..<pending.upperBound
        return count
    }

    /// Whether reading would not wait longer for a pipe.
    func hasInput(within milliseconds: Int32) -> Bool {
        isCompressed || !pending.isEmpty || raw.hasInput(within: milliseconds)
    }

    /// Goes on reading at a place; for files that are not compressed.
    func move(to offset: Int64) {
        precondition(!isCompressed, "a compressed file is read from its start")
        raw.move(to: offset)
        pending = 0..<0
    }

    private func decompress(into output: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            if pending.isEmpty, !isAtEnd {
                let count = try raw.read(into: buffer)
                pending = 0..<count
                isAtEnd = count == 0
            }
            let input = UnsafeRawBufferPointer(rebasing: buffer[pending])
            guard let progress = try decompressor?.decode(input, into: output) else { return 0 }
            pending = pending.lowerBound + progress.consumed..<pending.upperBound
            if progress.produced > 0 { return progress.produced }
            if isAtEnd, progress.consumed == 0 {
                try decompressor?.finish()
                return 0
            }
        }
    }

    private static func verify(
        _ file: RawFile, _ input: UnsafeMutableRawBufferPointer, _ head: UnsafeRawBufferPointer
    ) throws {
        guard var decompressor = Decompressor(head) else { return }
        let output = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk * 2, alignment: 16)
        defer { output.deallocate() }
        while true {
            let count = try file.read(into: input)
            if count == 0 { break }
            var rest = UnsafeRawBufferPointer(rebasing: input[..<count])
            while true {
                let progress = try decompressor.decode(rest, into: output)
                rest = UnsafeRawBufferPointer(rebasing: rest[progress.consumed...])
                if rest.isEmpty, progress.produced < output.count { break }
            }
        }
        try decompressor.finish()
    }
}
