import Foundation

/// Only one program at a time may create, start or stop a cluster. The lock goes with the process.
struct FolderLock: ~Copyable {
    private let descriptor: Int32

    /// Waits for the lock, but not for ever.
    init(path: String, folder: String, within limit: Duration = .seconds(120)) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw ClusterPlace.refusal(of: path)
        }
        let deadline = Deadline(after: limit)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if deadline.isOver {
                close(descriptor)
                throw EmbeddedClusterError.busy(folder: folder)
            }
            try Interruption.process.check()
            poll(nil, 0, 50)
        }
    }

    deinit { close(descriptor) }
}
