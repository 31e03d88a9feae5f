import ConnectorKit
import GenericConnectors
import JourneyModel

/// A first mapping for a file of a user's own.
package enum DraftedMapping {
    /// Decoded bytes that are looked at.
    private static let headBytes = 1 << 20

    /// - Parameters:
    ///   - path: A file, or `-` for standard input.
    ///   - record: The sort of record, if it is known.
    /// - Throws: ``Failure`` (65) when no record can be made out, (66) when the file cannot be read.
    package static func text(
        for path: String, record: String?, encoding: TextEncoding? = nil
    ) throws -> String {
        let input = path == "-" ? Input.standardInput : .file(path)
        let file = try DecodedFile(input, encoding: encoding)
        var bytes = [UInt8](repeating: 0, count: headBytes)
        var count = 0
        try bytes.withUnsafeMutableBytes { buffer in
            while count < headBytes {
                let room = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
                let read = try file.read(into: room)
                if read == 0 { break }
                count += read
            }
        }
        let name = path == "-" ? "" : path.split(separator: "/").last.map(String.init) ?? path
        do {
            return try MappingDraft.text(
                for: FileHead(fileName: name, bytes: Array(bytes[..<count])), record: record)
        } catch {
            throw Failure(
                exitCode: 65, message: "no mapping can be drafted for \(path): \(error.message)",
                advice: "Write one by hand: docs/mapping.md says how.")
        }
    }
}
