import Foundation

/// A program of PostgreSQL, run to its end.
///
/// It is spawned without any open file of ours: a server that is started this way would keep them
/// open for as long as it runs, and whoever waits for their end would wait with it.
struct ServerCommand {
    struct Reply {
        let status: Int32
        /// The end of what it printed, on either stream.
        let output: String
    }

    private let arguments: [String]

    /// - Parameter user: Who runs it, when that is not the user of this process.
    init(_ arguments: [String], as user: ServerUser? = nil) {
        // The current folder may be closed to that user, hence the change to the root folder.
        self.arguments = ["/usr/bin/env", "-C", "/"] + (user?.prefix ?? []) + arguments
    }

    /// - Parameter log: A file to append the output to; without it, it comes with the reply.
    func run(appendingTo log: String? = nil, within limit: Duration = .seconds(120)) throws -> Reply
    {
        let capture = log == nil ? temporaryFile() : nil
        defer { if let capture { unlink(capture) } }
        let output = log ?? capture ?? "/dev/null"
        let process = try spawn(output: output)
        let status = try wait(for: process, until: Deadline(after: limit))
        let text = capture.flatMap { FileManager.default.contents(atPath: $0) }
        return Reply(
            status: status,
            output: String(decoding: (text ?? Data()).suffix(2000), as: UTF8.self)
                .trimmingCharacters(in: .whitespacesAndNewlines))
    }

    private func temporaryFile() -> String? {
        var template = Array("\(NSTemporaryDirectory())/journey-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { return nil }
        close(descriptor)
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private func spawn(output: String) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_APPEND | O_CREAT, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        for descriptor in Self.openDescriptors() {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = Self.environment.map { strdup($0) } + [nil]
        defer { for text in words + variables { free(text) } }
        var process: pid_t = 0
        let problem = posix_spawn(&process, arguments[0], &actions, nil, &words, &variables)
        guard problem == 0 else {
            throw EmbeddedClusterError.commandFailed(
                program: arguments[0], output: String(cString: strerror(problem)))
        }
        return process
    }

    private func wait(for process: pid_t, until deadline: Deadline) throws -> Int32 {
        var status: Int32 = 0
        while true {
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process { break }
            if ended < 0, errno != EINTR { return -1 }
            if deadline.isOver {
                kill(process, SIGKILL)
                waitpid(process, &status, 0)
                throw EmbeddedClusterError.commandFailed(
                    program: arguments.last ?? "", output: "it did not end in time")
            }
            poll(nil, 0, 5)
        }
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }

    /// The server's settings come from its own files alone, so the `PG*` variables stay out.
    private static var environment: [String] {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return ["PATH=\(path)", "LC_ALL=C.UTF-8", "TZ=UTC"]
    }

    private static func openDescriptors() -> [Int32] {
        let listed = folderEntries("/proc/self/fd")
        return (listed?.compactMap { Int32($0) } ?? Array(3..<256)).filter { $0 > 2 }
    }
}
