import Foundation

/// A small file that a command takes as its input.
enum InputText {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// A file that a configuration names.
    static func setting(_ path: String) throws(UsageError) -> String {
        guard let data = FileManager.default.contents(atPath: path),
            let text = String(data: data, encoding: .utf8)
        else { throw UsageError(.badSetting, "\(path) is missing or cannot be read") }
        return text
    }

    /// - Parameter path: A file, or `-` for standard input.
    static func read(_ path: String) throws -> String {
        let bytes = try bytes(path)
        if path == "-" { return String(decoding: bytes, as: UTF8.self) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw UsageError(.unusableInput, "\(path) is not UTF-8")
        }
        return text
    }

    /// - Parameter path: A file, or `-` for standard input.
    static func bytes(_ path: String) throws -> [UInt8] {
        if path == "-" { return Array(try FileHandle.standardInput.readToEnd() ?? Data()) }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw UsageError(.missingInput, "\(path) is missing or cannot be read")
        }
        return Array(data)
    }
}
