import Foundation

/// The files of one export in the making, and the bad lines put into them on purpose.
struct FileSet {
    struct Malformed: Hashable {
        let file: String
        /// From 1.
        let line: Int
        let why: String
    }

    private struct File {
        let name: String
        var output = Output()
        var lines = 0
    }

    private(set) var malformed: [Malformed] = []
    private var files: [File] = []
    private var places: [String: Int] = [:]

    /// The place of a file, which is made if needed; for writers of many lines.
    mutating func place(_ name: String) -> Int {
        if let known = places[name] { return known }
        files.append(File(name: name))
        places[name] = files.count - 1
        return files.count - 1
    }

    /// Adds one line, for which `write` leaves out the line feed.
    mutating func line(at place: Int, _ write: (inout Output) -> Void) {
        write(&files[place].output)
        files[place].output.newline()
        files[place].lines += 1
    }

    mutating func line(_ name: String, bytes: [UInt8]) {
        line(at: place(name)) { $0.raw(bytes) }
    }

    /// Adds a line that no reader can accept.
    ///
    /// - Parameter open: Whether the writer was killed, so that the line feed is missing too.
    mutating func badLine(_ name: String, _ bytes: [UInt8], why: String, open: Bool = false) {
        let place = place(name)
        malformed.append(Malformed(file: name, line: files[place].lines + 1, why: why))
        if open {
            files[place].output.raw(bytes)
        } else {
            self.line(name, bytes: bytes)
        }
    }

    func contains(_ name: String) -> Bool { places[name] != nil }

    /// Names in alphabetical order.
    var names: [String] { files.map(\.name).sorted() }

    func bytes(_ name: String) -> [UInt8] { places[name].map { files[$0].output.bytes } ?? [] }

    func size(_ name: String) -> Int { places[name].map { files[$0].output.count } ?? 0 }

    mutating func replace(_ name: String, with output: Output) {
        let place = place(name)
        files[place].output = output
        files[place].lines = 1
    }

    func write(to folder: URL) throws {
        for file in files {
            let target = folder.appending(path: file.name)
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.output.bytes).write(to: target)
        }
    }
}
