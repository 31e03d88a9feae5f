import Foundation

/// The process that a cluster's `postmaster.pid` names.
enum ServerProcess {
    /// The server's process, when it is alive and a PostgreSQL.
    static func running(of place: ClusterPlace) -> pid_t? {
        guard let process = recorded(of: place), isAlive(process), isServer(process) else {
            return nil
        }
        return process
    }

    /// False also for a process that has ended and only waits for its parent to notice.
    static func isAlive(_ process: pid_t) -> Bool {
        guard kill(process, 0) == 0 || errno == EPERM else { return false }
        return field("State:", of: process)?.first != "Z"
    }

    /// Removes a `postmaster.pid` whose number now belongs to some other program, as happens when a
    /// container is made anew and counts from 1 again. The server would take it for its twin.
    static func removeStaleFile(of place: ClusterPlace) {
        guard let process = recorded(of: place), isAlive(process), !isServer(process) else {
            return
        }
        unlink(place.processFile)
    }

    private static func recorded(of place: ClusterPlace) -> pid_t? {
        guard let text = FileManager.default.contents(atPath: place.processFile) else { return nil }
        let number = pid_t(String(decoding: text, as: UTF8.self).prefix { $0 != "\n" })
        return number.flatMap { $0 > 0 ? $0 : nil }
    }

    /// True where the system does not tell the names of processes.
    private static func isServer(_ process: pid_t) -> Bool {
        field("Name:", of: process).map { $0.hasPrefix("postgres") } ?? true
    }

    private static func field(_ name: String, of process: pid_t) -> String? {
        guard let text = FileManager.default.contents(atPath: "/proc/\(process)/status") else {
            return nil
        }
        return String(decoding: text, as: UTF8.self).split(separator: "\n")
            .first { $0.hasPrefix(name) }
            .map { $0.dropFirst(name.count).trimmingCharacters(in: .whitespaces) }
    }
}
