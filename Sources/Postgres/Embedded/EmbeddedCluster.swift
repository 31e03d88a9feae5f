import Foundation

/// A private PostgreSQL in the data folder: a Unix socket only its user can open, no network,
/// started on demand, safe against crashes. One user per folder.
///
/// The server outlives the program that started it and is shared by all that follow.
package struct EmbeddedCluster: Sendable {
    /// The role that owns everything, and the database all tables are in.
    static let name = "journey"

    let dataFolder: String
    let settings: ClusterSettings
    let environment: [String: String]

    /// - Parameter environment: Where to look for `JOURNEY_PG_BIN` and `PATH`.
    package init(
        dataFolder: String, settings: ClusterSettings = ClusterSettings(),
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.dataFolder = URL(fileURLWithPath: dataFolder).standardizedFileURL.path
        self.settings = settings
        self.environment = environment
    }

    /// Whether ``create()`` has run to its end; true also for a folder that is closed to us,
    /// because it then belongs to another user, as ``start()`` says.
    package var exists: Bool { access(place.versionFile, F_OK) == 0 || errno == EACCES }

    /// The server's messages.
    package var logFile: String { place.log }

    /// Where the server's files are; not always in the data folder.
    package var folder: String { place.cluster }

    var place: ClusterPlace { .existing(in: dataFolder) }

    /// Creates the cluster unless it exists. An attempt that was cut off leaves nothing behind that
    /// looks finished.
    package func create() throws {
        let user = try ServerUser.current()
        let programs = try ServerPrograms.find(version: nil, environment: environment)
        let place = try ClusterPlace.prepare(in: dataFolder, for: user)
        let lock = try lockFolder()
        if access(place.cluster, F_OK) == 0 {
            return try ClusterPlace.verifyOwner(of: place.cluster, is: user)
        }
        if access(place.unfinished, F_OK) == 0 {
            try FileManager.default.removeItem(atPath: place.unfinished)
        }
        try ClusterPlace.makePrivateFolder(place.unfinished, for: user)
        try initialize(place, programs: programs, user: user)
        guard rename(place.unfinished, place.cluster) == 0 else {
            throw EmbeddedClusterError.folderUnusable(
                folder: place.cluster, reason: String(cString: strerror(errno)))
        }
        _ = consume lock
    }

    /// Stops the server if it runs; open transactions are rolled back.
    package func stop() throws {
        let user = try ServerUser.current()
        let place = place
        guard exists else { return }
        try ClusterPlace.verifyOwner(of: place.cluster, is: user)
        let lock = try lockFolder()
        guard let process = ServerProcess.running(of: place) else { return }
        kill(process, SIGINT)
        let deadline = Deadline(after: .seconds(60))
        while ServerProcess.isAlive(process) {
            if deadline.isOver { throw EmbeddedClusterError.doesNotStop(folder: place.cluster) }
            poll(nil, 0, 20)
        }
        rmdir(place.socketFolder)
        _ = consume lock
    }

    func lockFolder() throws -> FolderLock {
        try FolderLock(path: "\(dataFolder)/postgres.lock", folder: dataFolder)
    }

    private func initialize(
        _ place: ClusterPlace, programs: ServerPrograms, user: ServerUser
    ) throws {
        var words = [
            programs.path("initdb"), "-D", place.unfinished, "-U", Self.name, "--auth=trust",
            "--locale=C.UTF-8", "-E", "UTF8",
        ]
        if !settings.isDurable { words.append("-N") }
        let reply = try ServerCommand(words, as: user).run()
        guard reply.status == 0 else {
            throw EmbeddedClusterError.commandFailed(program: "initdb", output: reply.output)
        }
        let main = "\(place.unfinished)/postgresql.conf"
        guard let file = FileHandle(forWritingAtPath: main) else {
            throw EmbeddedClusterError.folderUnusable(folder: main, reason: "it cannot be written")
        }
        try file.seekToEnd()
        try file.write(contentsOf: Data("\ninclude_if_exists = 'journey.conf'\n".utf8))
        try file.synchronize()
        try file.close()
    }
}
