import Foundation
import JourneyStore

/// The bytes of an input as they lie on disk or come in, read by one thread.
///
/// A regular file is read up to the size it had when opened: what is appended meanwhile belongs to
/// the next run. A read error is never taken for the end.
final class RawFile {
    private static let fingerprintBytes = 4_096

    let name: String
    /// `nil` for a pipe.
    let size: Int64?
    private(set) var offset: Int64 = 0
    private let descriptor: Int32
    private let isOwned: Bool

    init(_ input: Input) throws(Failure) {
        name = input.name
        switch input {
        case .standardInput:
            descriptor = 0
            isOwned = false
        case .file(let path):
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            isOwned = true
            guard descriptor >= 0 else {
                throw Failure(
                    exitCode: 66, message: "\(path): \(Self.lastError)",
                    advice: "Check path and rights.")
            }
        }
        size = try Self.size(of: descriptor, name: input.name)
    }

    /// Takes over a descriptor.
    private init(adopting descriptor: Int32, name: String) throws(Failure) {
        self.name = name
        self.descriptor = descriptor
        isOwned = true
        size = try Self.size(of: descriptor, name: name)
    }

    deinit { if isOwned { close(descriptor) } }

    /// Reads on; 0 at the end only.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
        var room = buffer.count
        if let size { room = min(room, Int(clamping: size - offset)) }
        if room <= 0 { return 0 }
        while true {
            let count =
                size == nil
                ? Foundation.read(descriptor, buffer.baseAddress, room)
                : pread(descriptor, buffer.baseAddress, room, off_t(offset))
            if count > 0 {
                offset += Int64(count)
                return count
            }
            if count == 0 {
                if size == nil { return 0 }
                throw Failure(
                    exitCode: 65, message: "\(name) became shorter while it was read",
                    advice: "Load it again once it is complete.")
            }
            if errno != EINTR {
                throw Failure(
                    exitCode: 74, message: "\(name) cannot be read: \(Self.lastError)",
                    advice: "Try again later.")
            }
        }
    }

    func rewind() { offset = 0 }

    /// SHA-256 of the beginning and the size; `nil` for a pipe.
    func fingerprint() throws(Failure) -> [UInt8]? {
        guard let size else { return nil }
        let digest = Digest()
        digest.begin()
        var start = [UInt8](repeating: 0, count: Self.fingerprintBytes)
        let count = pread(descriptor, &start, start.count, 0)
        if count < 0 {
            throw Failure(
                exitCode: 74, message: "\(name) cannot be read: \(Self.lastError)",
                advice: "Try again later.")
        }
        start.prefix(min(count, Int(clamping: size))).withUnsafeBytes { digest.add($0) }
        digest.add("\u{1f}\(size)")
        return digest.finish { Array($0) }
    }

    /// A copy of what a pipe still holds, in a file without a name.
    func spooled(after head: UnsafeRawBufferPointer) throws -> RawFile {
        let folder = FileManager.default.temporaryDirectory.path
        var path = Array("\(folder)/journey-input-XXXXXX".utf8CString)
        let copy = mkstemp(&path)
        guard copy >= 0, unlink(path) == 0 else {
            throw Failure(exitCode: 74, message: "\(folder) cannot be written: \(Self.lastError)")
        }
        do {
            try Self.write(head, to: copy, folder: folder)
            var buffer = [UInt8](repeating: 0, count: 1 << 20)
            while true {
                let count = try buffer.withUnsafeMutableBytes { try read(into: $0) }
                if count == 0 { break }
                try buffer.withUnsafeBytes {
                    try Self.write(
                        UnsafeRawBufferPointer(rebasing: $0[..<count]), to: copy, folder: folder)
                }
            }
        } catch {
            close(copy)
            throw error
        }
        return try RawFile(adopting: copy, name: name)
    }

    private static func write(
        _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, folder: String
    ) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Foundation.write(
                descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw Failure(
                    exitCode: 74, message: "\(folder) cannot be written: \(lastError)",
                    advice: "Free some space, or set TMPDIR to another folder.")
            }
        }
    }

    private static func size(of descriptor: Int32, name: String) throws(Failure) -> Int64? {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw Failure(exitCode: 66, message: "\(name): \(lastError)")
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return Int64(status.st_size)
        case S_IFDIR: throw Failure(exitCode: 66, message: "\(name) is a folder")
        default: return nil
        }
    }

    private static var lastError: String { String(cString: strerror(errno)) }
}
