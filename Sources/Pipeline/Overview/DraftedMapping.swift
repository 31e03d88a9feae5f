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
    ///   - encoding: Of the file, where it is not UTF-8.
    /// - Throws: ``Failure`` (65) when no record can be made out, (66) when the file cannot be read.
    package static func text(
        for path: String, record: String?, encoding: TextEncoding? = nil
    ) throws -> String {
        let input = path == "-" ? Input.standardInput : .file(path)
        let file = try DecodedFile(input, encoding: encoding)
        let bytes = try file.head(headBytes)
        let name = path == "-" ? "" : path.split(separator: "/").last.map(String.init) ?? path
        let isText = isUTF8(bytes[...])
        do {
            let draft = try MappingDraft.text(
                for: FileHead(fileName: name, bytes: bytes), record: record)
            return note(encoding, isText) + draft
        } catch {
            throw Failure(
                exitCode: 65, message: "no mapping can be drafted for \(path): \(error.message)",
                advice: isText
                    ? "Write one by hand: docs/mapping.md says how."
                    : "It is not written in UTF-8: say its encoding, such as --encoding cp1252.")
        }
    }

    /// What has to be said when the file is loaded.
    private static func note(_ encoding: TextEncoding?, _ isText: Bool) -> String {
        if let encoding, encoding != .utf8 {
            return "# Load the file with --encoding \(encoding.rawValue).\n"
        }
        guard !isText else { return "" }
        return "# Parts of it are not UTF-8: draft and load it with --encoding, such as cp1252.\n"
    }

    /// Whether all is UTF-8 but a character that the end may cut.
    private static func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
        let rest = bytes.suffix(3)
        let cut = rest.lastIndex { $0 >= 0xc0 } ?? bytes.endIndex
        let whole = bytes.count == headBytes ? bytes[..<cut] : bytes
        return String(validating: whole, as: UTF8.self) != nil
    }
}
