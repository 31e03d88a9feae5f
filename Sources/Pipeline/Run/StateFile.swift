import Foundation

/// Where a source's last word of how far it got is kept: written once what came before is committed.
struct StateFile: Sendable {
    let path: String

    /// - Parameter bytes: Lines, of which the last counts.
    func keep(_ bytes: [UInt8]) throws(Failure) {
        guard let last = bytes.split(separator: UInt8(ascii: "\n")).last else { return }
        let unfinished = "\(path).unfinished"
        let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw problem(73) }
        let line = Array(last) + [UInt8(ascii: "\n")]
        let written = write(descriptor, line, line.count)
        let isKept = written == line.count && fsync(descriptor) == 0
        close(descriptor)
        guard isKept, rename(unfinished, path) == 0 else {
            let failure = problem(74)
            unlink(unfinished)
            throw failure
        }
    }

    private func problem(_ code: Int32) -> Failure {
        Failure(
            exitCode: code,
            message: "\(path) cannot be written: \(String(cString: strerror(errno)))")
    }
}
