import Foundation
import Postgres
import Synchronization

/// The server that all database tests of one process share.
enum TestServer {
    static let count = Atomic<Int>(0)

    static let shared = Result<DatabaseTarget, any Error> {
        if let named = ProcessInfo.processInfo.environment["JOURNEY_TEST_DATABASE"] {
            return DatabaseTarget(conninfo: named)
        }
        try removeAbandoned()
        atexit { TestServer.remove(folder: TestServer.folder(of: getpid())) }
        let own = TestServer.cluster(in: folder(of: getpid()))
        try own.create()
        return try own.start()
    }

    private static let prefix = "journey-test-cluster-"

    private static func folder(of process: pid_t) -> String {
        "\(FileManager.default.temporaryDirectory.path)/\(prefix)\(process)"
    }

    private static func cluster(in folder: String) -> EmbeddedCluster {
        var settings = ClusterSettings()
        settings.isDurable = false
        settings.maxConnections = 100
        return EmbeddedCluster(dataFolder: folder, settings: settings)
    }

    /// Clears away what test runs left that were killed.
    private static func removeAbandoned() throws {
        let parent = FileManager.default.temporaryDirectory.path
        let names = try FileManager.default.contentsOfDirectory(atPath: parent)
        for name in names where name.hasPrefix(prefix) {
            guard let process = pid_t(name.dropFirst(prefix.count)) else { continue }
            if process == getpid() || kill(process, 0) != 0 && errno == ESRCH {
                remove(folder: "\(parent)/\(name)")
            }
        }
    }

    private static func remove(folder: String) {
        do {
            try cluster(in: folder).stop()
            if access(folder, F_OK) == 0 { try FileManager.default.removeItem(atPath: folder) }
        } catch {
            FileHandle.standardError.write(Data("\(folder) was not removed: \(error)\n".utf8))
        }
    }
}
