import Foundation

/// A small file that a command takes as its input.
enum InputText {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// - Parameter path: A file, or `-` for standard input.
    static func read(_ path: String) throws -> String {
        if path == "-" {
            return String(
                decoding: try FileHandle.standardInput.readToEnd() ?? Data(), as: UTF8.self)
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw UsageError(.missingInput, "\(path) is missing or cannot be read")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw UsageError(.unusableInput, "\(path) is not UTF-8")
        }
        return text
    }
}
