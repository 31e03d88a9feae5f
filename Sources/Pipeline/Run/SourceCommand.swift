import Foundation
import JourneyStore
import Postgres

/// A shell command whose standard output is an input.
///
/// The output goes into a file before anything is loaded, so that a command which fails in the
/// middle loads nothing.
struct SourceCommand {
    private static let rest = Duration.milliseconds(20)
    private static let lastWordsBytes = 2_000

    let text: String
    /// Where the command runs.
    let folder: String
    let timeout: Duration

    /// - Parameter path: A file to be made; its folder must be there.
    /// - Returns: The last words of a command that ended well.
    /// - Throws: ``Failure`` with the command's own exit code where it is 75, else 66, and its last
    ///   words as the detail; ``Interrupted``.
    func run(into path: String) throws -> String? {
        let messages = "\(path).messages"
        defer { unlink(messages) }
        let process = try start(output: path, messages: messages)
        let status = try wait(for: process)
        let code = status & 0x7f == 0 ? (status >> 8) & 0xff : 0
        guard status != 0 else { return Self.lastWords(messages) }
        throw Failure(
            exitCode: code == 75 ? 75 : 66,
            message: code == 0
                ? "the command was ended by signal \(status & 0x7f)"
                : "the command ended with \(code)",
            advice: "Nothing of its output was loaded; --verbose shows its last words.",
            detail: Self.lastWords(messages))
    }

    private func start(output: String, messages: String) throws(Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let create = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, create, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, messages, create, 0o600)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A group of its own, so that a whole pipeline can be ended.
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
        posix_spawnattr_setpgroup(&attributes, 0)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        let words = ["/bin/sh", "-c", "cd \"$0\" || exit 66\n\(text)", folder]
        let pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var process = pid_t()
        let problem = posix_spawn(&process, "/bin/sh", &actions, &attributes, pointers, environ)
        guard problem == 0 else {
            throw Failure(
                exitCode: 66,
                message: "the command cannot be started: \(String(cString: strerror(problem)))")
        }
        return process
    }

    private func wait(for process: pid_t) throws -> Int32 {
        let deadline = Deadline(after: timeout)
        var status: Int32 = 0
        while true {
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process { return status }
            guard ended == 0 || errno == EINTR else {
                throw Failure(exitCode: 70, message: "the command was lost")
            }
            do {
                try Pause.wait(Self.rest)
            } catch {
                end(process)
                throw error
            }
            guard !deadline.isOver else {
                end(process)
                throw Failure(
                    exitCode: 75,
                    message: "the command did not end within \(timeout.components.seconds) s",
                    advice: "Nothing of its output was loaded; `timeout` allows more.")
            }
        }
    }

    private func end(_ process: pid_t) {
        var status: Int32 = 0
        kill(-process, SIGTERM)
        for _ in 0..<100 {
            if waitpid(process, &status, WNOHANG) == process {
                kill(-process, SIGKILL)
                return
            }
            usleep(20_000)
        }
        kill(-process, SIGKILL)
        waitpid(process, &status, 0)
    }

    private static func lastWords(_ path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: path), !data.isEmpty else {
            return nil
        }
        return String(decoding: data.suffix(lastWordsBytes), as: UTF8.self)
    }
}
