import Foundation
import JourneyStore

/// The bytes of an input as they lie on disk or come in, read by one thread.
///
/// A regular file is read up to the size it had when opened: what is appended meanwhile belongs to
/// the next run. It is read through its descriptor, so that a file moved away is read to its end. A
/// read error is never taken for the end.
final class RawFile {
    static let fingerprintBytes = 4_096

    let name: String
    /// `nil` for a pipe.
    let size: Int64?
    private(set) var offset: Int64 = 0
    /// When it was last written, in nanoseconds since 1970, as of its opening.
    private let modified: Int64
    /// Of its beginning, as of its opening; `nil` for a pipe.
    private var head: [UInt8]?
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
        case .copy(let copy):
            descriptor = dup(copy)
            isOwned = true
            guard descriptor >= 0 else {
                throw Failure(exitCode: 74, message: "standard input: \(Self.lastError)")
            }
        }
        (size, modified) = try Self.status(of: descriptor, name: input.name)
        head = try digest(size.map { [0..<min($0, Int64(Self.fingerprintBytes))] })
    }

    /// Takes over a descriptor.
    private init(adopting descriptor: Int32, name: String) throws(Failure) {
        self.name = name
        self.descriptor = descriptor
        isOwned = true
        (size, modified) = try Self.status(of: descriptor, name: name)
        head = try digest(size.map { [0..<min($0, Int64(Self.fingerprintBytes))] })
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
            if errno != EINTR { throw unreadable() }
        }
    }

    /// Whether reading would not wait longer; the end of a pipe counts as input.
    func hasInput(within milliseconds: Int32) -> Bool {
        guard size == nil else { return true }
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return Foundation.poll(&poll, 1, milliseconds) != 0
    }

    func rewind() { offset = 0 }

    func move(to offset: Int64) { self.offset = offset }

    /// SHA-256 of the beginning and the size; `nil` for a pipe.
    func fingerprint() throws(Failure) -> [UInt8]? {
        guard let size else { return nil }
        return try digest([0..<min(size, Int64(Self.fingerprintBytes))], "\u{1f}\(size)")
    }

    /// SHA-256 of the beginning of a file that is at least as long as what it covers, by which a log
    /// is known again after it was moved away.
    func headDigest() -> [UInt8]? {
        guard let size, size >= Self.fingerprintBytes else { return nil }
        return head
    }

    /// SHA-256 of the place, the beginning and what stands right before the place; `nil` when the
    /// file does not reach so far.
    func digest(before place: Int64) throws(Failure) -> [UInt8]? {
        guard let size, place <= size else { return nil }
        let bytes = Int64(Self.fingerprintBytes)
        return try digest(
            [0..<min(place, bytes), max(0, place - bytes)..<place], "\u{1f}\(place)")
    }

    /// - Throws: ``Failure`` (65) when the file was cut, replaced or written anew since it was
    ///   opened; that it has grown is no change of what was read.
    func verifyUnchanged() throws(Failure) {
        guard let size else { return }
        let (length, time) = try Self.status(of: descriptor, name: name)
        let hasGrown = (length ?? 0) > size
        let isSame = hasGrown || length == size && time == modified
        guard isSame, try digest([0..<min(size, Int64(Self.fingerprintBytes))]) == head else {
            throw Failure(
                exitCode: 65, message: "\(name) changed while it was read",
                advice: "Load it again once nothing writes to it.")
        }
    }

    /// SHA-256 of parts of the file and of a text.
    private func digest(
        _ ranges: [Range<Int64>]?, _ suffix: String = ""
    ) throws(Failure) -> [UInt8]? {
        guard let ranges else { return nil }
        let digest = Digest()
        digest.begin()
        for range in ranges {
            let bytes = try bytes(in: range)
            bytes.withUnsafeBytes { digest.add($0) }
        }
        digest.add(suffix)
        return digest.finish { Array($0) }
    }

    /// Fewer where the file has become shorter.
    func bytes(in range: Range<Int64>) throws(Failure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(range.count))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                pread(
                    descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled,
                    off_t(range.lowerBound) + filled)
            }
            if count == 0 { break }
            if count > 0 {
                filled += count
            } else if errno != EINTR {
                throw unreadable()
            }
        }
        return Array(bytes.prefix(filled))
    }

    private func unreadable() -> Failure {
        Failure(
            exitCode: 74, message: "\(name) cannot be read: \(Self.lastError)",
            advice: "Try again later.")
    }

    /// An input that can be read as often as needed: a pipe is copied whole.
    static func rereadable(_ input: Input) throws -> Input {
        guard input == .standardInput else { return input }
        let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
        let copy = try RawFile(input).spooled(after: nothing)
        return .copy(descriptor: dup(copy.descriptor))
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

    private static func status(
        of descriptor: Int32, name: String
    ) throws(Failure) -> (size: Int64?, modified: Int64) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw Failure(exitCode: 66, message: "\(name): \(lastError)")
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            let time = status.st_mtim
            return (Int64(status.st_size), Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
        case S_IFDIR: throw Failure(exitCode: 66, message: "\(name) is a folder")
        default: return (nil, 0)
        }
    }

    private static var lastError: String { String(cString: strerror(errno)) }
}
