import CLibPQ
import Foundation

extension EmbeddedCluster {
    /// How long a killed predecessor may linger before starting counts as failed.
    private static let patience = Duration.seconds(15)
    /// How long a server may be without its socket before it is stopped to be started anew: a
    /// temporary folder that is cleaned takes the socket from under it, and nobody could connect.
    private static let socketPatience = Duration.seconds(3)
    /// How long a server may replay its log after a crash.
    private static let recovery = Duration.seconds(900)

    /// Starts the server unless it runs, and says where to connect.
    package func start() throws -> DatabaseTarget {
        let user = try ServerUser.current()
        let place = place
        guard exists else { throw EmbeddedClusterError.doesNotExist(folder: dataFolder) }
        try ClusterPlace.verifyOwner(of: place.cluster, is: user)
        let lock = try lockFolder()
        if ping(place) != PQPING_OK {
            let programs = try ServerPrograms.find(
                version: try version(of: place), environment: environment)
            try ClusterPlace.makePrivateFolder(place.socketFolder, for: user)
            try writeSettings(place, user: user)
            try trimLog(place)
            try launch(place, programs: programs, user: user)
        }
        let target = target(place)
        try createDatabase(target)
        _ = consume lock
        return target
    }

    private func target(_ place: ClusterPlace) -> DatabaseTarget {
        // Whatever the environment says about another server must not leak in, hence the blanks.
        let words = [
            "host=\(DatabaseTarget.quoted(place.socketFolder))", "hostaddr=''", "port=5432",
            "user=\(Self.name)", "dbname=\(Self.name)", "password=''", "options=''",
            "sslmode=disable", "gssencmode=disable", "channel_binding=disable",
            "target_session_attrs=any", "connect_timeout=10",
        ]
        return DatabaseTarget(conninfo: words.joined(separator: " "))
    }

    private func ping(_ place: ClusterPlace) -> PGPing {
        PQping(target(place).conninfo)
    }

    private func version(of place: ClusterPlace) throws -> Int {
        let text = FileManager.default.contents(atPath: place.versionFile) ?? Data()
        let digits = String(decoding: text, as: UTF8.self).prefix { $0.isNumber }
        guard let version = Int(digits) else {
            throw EmbeddedClusterError.folderUnusable(
                folder: place.cluster, reason: "PG_VERSION cannot be read")
        }
        return version
    }

    private func writeSettings(_ place: ClusterPlace, user: ServerUser) throws {
        let path = "\(place.cluster)/journey.conf"
        let text = Data(settings.text(socketFolder: place.socketFolder).utf8)
        do {
            try text.write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw EmbeddedClusterError.folderUnusable(folder: path, reason: "it cannot be written")
        }
        guard chmod(path, 0o600) == 0, chown(path, user.userID, user.groupID) == 0 else {
            throw EmbeddedClusterError.folderUnusable(
                folder: path, reason: String(cString: strerror(errno)))
        }
    }

    /// Keeps the log of the server below twice 10 MB.
    private func trimLog(_ place: ClusterPlace) throws {
        var status = stat()
        guard stat(place.log, &status) == 0, status.st_size > 10_485_760 else { return }
        rename(place.log, "\(place.log).1")
    }

    /// Starts the server and waits until it takes connections.
    ///
    /// It is no child of this process (`setsid --fork`): once killed it could otherwise not vanish
    /// while we live, and its successor would take it for alive.
    private func launch(
        _ place: ClusterPlace, programs: ServerPrograms, user: ServerUser
    ) throws {
        let words = [
            "/usr/bin/setsid", "--fork", programs.path("postgres"), "-D", place.cluster,
        ]
        let command = ServerCommand(words, as: user)
        let recovered = Deadline(after: Self.recovery)
        var patience = Deadline(after: Self.patience)
        var settled = Deadline(after: .zero)
        var socketless = Deadline(after: Self.socketPatience)
        while true {
            try Interruption.process.check()
            let state = ping(place)
            if state == PQPING_OK { return }
            let process = ServerProcess.running(of: place)
            let isAlive = process != nil
            if let process, socketless.isOver, !place.hasSocket {
                kill(process, SIGINT)
                socketless = Deadline(after: Self.patience)
            }
            if isAlive && state == PQPING_REJECT { patience = Deadline(after: Self.patience) }
            if patience.isOver || recovered.isOver {
                throw EmbeddedClusterError.doesNotStart(
                    log: place.log, lastLine: lastLine(of: place.log))
            }
            if !isAlive && settled.isOver {
                ServerProcess.removeStaleFile(of: place)
                _ = try command.run(appendingTo: place.log)
                settled = Deadline(after: .milliseconds(500))
            }
            poll(nil, 0, 20)
        }
    }

    private func lastLine(of log: String) -> String {
        let text = FileManager.default.contents(atPath: log) ?? Data()
        let lines = String(decoding: text.suffix(4000), as: UTF8.self).split(separator: "\n")
        return String(lines.last { $0.contains("FATAL") } ?? lines.last ?? "no message")
    }

    /// A start that was cut off may have left the server without its database.
    private func createDatabase(_ target: DatabaseTarget) throws {
        do {
            try Connection.open(target, application: "journey", retryFor: .seconds(10)).close()
        } catch let error as PostgresError where error.code == .databaseMissing {
            let connection = try Connection.open(
                target.naming(database: "postgres"), application: "journey",
                retryFor: .seconds(10))
            try connection.execute("create database \(identifier: Self.name)")
        }
    }
}
