import CCrypto
import Foundation

/// The secret under which identifiers are hashed: a file beside the data, never in the database.
package struct HashingKey: Sendable, CustomStringConvertible {
    private static let byteCount = 32

    package let path: String
    package let bytes: [UInt8]
    package var description: String { "<redacted key>" }

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// `JOURNEY_KEY_FILE`, else `journey.key` in the data folder.
    package static func path(dataFolder: String, environment: [String: String]) -> String {
        if let named = environment["JOURNEY_KEY_FILE"], !named.isEmpty { return named }
        return "\(dataFolder)/journey.key"
    }

    package static func load(_ path: String) throws(StoreError) -> HashingKey {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT { throw .keyMissing(path: path) }
            throw .keyUnreadable(path: path, reason: String(cString: strerror(errno)))
        }
        guard status.st_mode & 0o077 == 0 else { throw .keyExposed(path: path) }
        guard let content = FileManager.default.contents(atPath: path) else {
            throw .keyUnreadable(path: path, reason: "it cannot be read")
        }
        let text = String(decoding: content, as: UTF8.self).trimmingCharacters(in: .newlines)
        guard let bytes = decoded(text) else {
            throw .keyUnreadable(path: path, reason: "it is no key")
        }
        return HashingKey(path: path, bytes: bytes)
    }

    /// Makes a key of 32 random bytes that only its owner may read. An existing file is kept: it is
    /// loaded instead.
    package static func create(_ path: String) throws(StoreError) -> HashingKey {
        var bytes = [UInt8](repeating: 0, count: byteCount)
        guard RAND_bytes(&bytes, Int32(byteCount)) == 1 else {
            throw .keyUnreadable(path: path, reason: "no random numbers")
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .keyUnreadable(path: path, reason: "its folder cannot be made")
        }
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            if errno == EEXIST { return try load(path) }
            throw .keyUnreadable(path: path, reason: String(cString: strerror(errno)))
        }
        defer { close(file) }
        let text = Array("\(Digest.hex(bytes))\n".utf8)
        guard write(file, text, text.count) == text.count, fsync(file) == 0 else {
            unlink(path)
            throw .keyUnreadable(path: path, reason: "it cannot be written")
        }
        return HashingKey(path: path, bytes: bytes)
    }

    private static func decoded(_ text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count == byteCount * 2 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Character(Unicode.Scalar(digits[index])).hexDigitValue,
                let low = Character(Unicode.Scalar(digits[index + 1])).hexDigitValue
            else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return bytes
    }
}
