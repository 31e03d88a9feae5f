import ConnectorKit
import Foundation
import JourneyModel

/// The text of an input: decompressed where its first bytes say so, whatever its name.
///
/// A compressed file is verified to its end before a byte of it is handed out, because its checksum
/// comes last; a compressed pipe is copied to a temporary file for that.
final class DecodedFile {
    private static let chunk = 256 << 10

    /// Bytes read from disk so far, for progress.
    var rawOffset: Int64 { file.offset }
    var rawSize: Int64? { file.size }
    let fingerprint: [UInt8]?

    private let file: RawFile
    private var inflater: Inflater?
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 16)
    /// What is read but not yet handed out or decompressed.
    private var pending = 0..<0
    private var isAtEnd = false

    init(_ input: Input) throws {
        var file = try RawFile(input)
        fingerprint = try file.fingerprint()
        var head = 0
        // A pipe may give its first two bytes one by one.
        while head < 2 {
            let count = try file.read(
                into: UnsafeMutableRawBufferPointer(rebasing: buffer[head...]))
            if count == 0 { break }
            head += count
        }
        let start = UnsafeRawBufferPointer(rebasing: buffer[..<head])
        guard Inflater.recognises(start) else {
            self.file = file
            pending = 0..<head
            return
        }
        if file.size == nil { file = try file.spooled(after: start) }
        file.rewind()
        try Self.verify(file, buffer)
        file.rewind()
        self.file = file
        inflater = Inflater()
    }

    deinit { buffer.deallocate() }

    /// Hands out text; 0 at the end only.
    func read(into output: UnsafeMutableRawBufferPointer) throws -> Int {
        precondition(!output.isEmpty, "reading needs room")
        if inflater != nil { return try inflate(into: output) }
        if pending.isEmpty { return try file.read(into: output) }
        let count = min(pending.count, output.count)
        output.copyMemory(
            from: UnsafeRawBufferPointer(
                rebasing: buffer[pending.lowerBound..<pending.lowerBound + count]))
        pending = pending.lowerBound + count..<pending.upperBound
        return count
    }

    /// - Throws: ``Failure`` when the file is another one now than when it was opened.
    func verifyUnchanged() throws(Failure) {
        guard file.size != nil, let fingerprint, try file.fingerprint() != fingerprint else {
            return
        }
        throw Failure(
            exitCode: 65, message: "\(file.name) changed while it was read",
            advice: "Load it again once nothing writes to it.")
    }

    private func inflate(into output: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            if pending.isEmpty, !isAtEnd {
                let count = try file.read(into: buffer)
                pending = 0..<count
                isAtEnd = count == 0
            }
            let input = UnsafeRawBufferPointer(rebasing: buffer[pending])
            guard let progress = try inflater?.decode(input, into: output) else { return 0 }
            pending = pending.lowerBound + progress.consumed..<pending.upperBound
            if progress.produced > 0 { return progress.produced }
            if isAtEnd, progress.consumed == 0 {
                try inflater?.finish()
                return 0
            }
        }
    }

    private static func verify(_ file: RawFile, _ input: UnsafeMutableRawBufferPointer) throws {
        let output = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk * 2, alignment: 16)
        defer { output.deallocate() }
        var inflater = Inflater()
        while true {
            let count = try file.read(into: input)
            if count == 0 { break }
            var rest = UnsafeRawBufferPointer(rebasing: input[..<count])
            while true {
                let progress = try inflater.decode(rest, into: output)
                rest = UnsafeRawBufferPointer(rebasing: rest[progress.consumed...])
                if rest.isEmpty, progress.produced < output.count { break }
            }
        }
        try inflater.finish()
    }
}
