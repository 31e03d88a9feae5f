import Foundation

/// Where results go: standard output, or a file that appears only when it is whole.
struct ResultOutput {
    private static let bufferSize = 64 << 10

    /// `nil` or `-` for standard output.
    let path: String?

    func write(_ text: String) throws { try stream { put in try put(text) } }

    /// Lends a function that takes text piece by piece.
    ///
    /// - Throws: ``OutputError``, and what `body` throws; then no file is left behind.
    func stream(_ body: (@escaping (String) throws -> Void) throws -> Void) throws {
        guard let path, path != "-" else {
            return try fill(.standardOutput, named: "standard output", body)
        }
        guard isReplaceable else {
            let descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw OutputError(path, errno, isOpening: true) }
            return try fill(
                FileHandle(fileDescriptor: descriptor, closeOnDealloc: true), named: path, body)
        }
        let unfinished = "\(path).unfinished-\(getpid())"
        let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw OutputError(path, errno, isOpening: true) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try fill(file, named: path, body)
            guard fsync(descriptor) == 0, rename(unfinished, path) == 0 else {
                throw OutputError(path, errno, isOpening: false)
            }
        } catch {
            unlink(unfinished)
            throw error
        }
    }

    /// Whether a file may take the place of what is there; a device or a pipe is written to.
    private var isReplaceable: Bool {
        var status = stat()
        guard let path, stat(path, &status) == 0 else { return true }
        return [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
    }

    private func fill(
        _ file: FileHandle, named name: String,
        _ body: (@escaping (String) throws -> Void) throws -> Void
    ) throws {
        let buffer = Buffer(file: file, name: name, size: Self.bufferSize)
        try body { try buffer.append($0) }
        try buffer.flush()
    }

    private final class Buffer {
        private let file: FileHandle
        private let name: String
        private let size: Int
        private var data = Data()

        init(file: FileHandle, name: String, size: Int) {
            self.file = file
            self.name = name
            self.size = size
        }

        func append(_ text: String) throws {
            data.append(contentsOf: text.utf8)
            if data.count >= size { try flush() }
        }

        func flush() throws {
            do {
                try file.write(contentsOf: data)
            } catch {
                throw OutputError(name, errno, isOpening: false)
            }
            data.removeAll(keepingCapacity: true)
        }
    }
}

/// A result that could not be written.
struct OutputError: Error, CustomStringConvertible {
    private let path: String
    private let reason: String
    private let isOpening: Bool

    init(_ path: String, _ code: Int32, isOpening: Bool) {
        self.path = path
        reason = String(cString: strerror(code))
        self.isOpening = isOpening
    }

    var exitCode: Int32 { isOpening ? 73 : 74 }
    var description: String { "\(path) cannot be written: \(reason)" }
}
