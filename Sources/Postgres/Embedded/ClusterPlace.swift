import Foundation

/// Where the files of a private cluster are.
///
/// Beside the data folder's other files, or, when the server's user cannot enter that folder
/// (root's home, say), in `/var/lib/journey`; a small file in the data folder then remembers the
/// place.
struct ClusterPlace: Hashable {
    /// The socket's whole path may have 107 bytes, 17 of which are its name.
    private static let socketFolderLimit = 88

    let folder: String

    var cluster: String { "\(folder)/postgres" }
    var unfinished: String { "\(folder)/postgres.unfinished" }
    var log: String { "\(folder)/postgres.log" }
    var processFile: String { "\(cluster)/postmaster.pid" }
    var versionFile: String { "\(cluster)/PG_VERSION" }

    /// Whether the server's socket is there to connect to.
    var hasSocket: Bool { access("\(socketFolder)/.s.PGSQL.5432", F_OK) == 0 }

    var socketFolder: String {
        let near = "\(folder)/run"
        // libpq takes a comma for the end of one of several hosts.
        let isPlain = near.allSatisfy { !",\"'\\".contains($0) }
        if isPlain && near.utf8.count <= Self.socketFolderLimit { return near }
        return "/tmp/journey-\(getuid())-\(Self.digest(of: folder))"
    }

    /// The place in use, without creating anything.
    static func existing(in dataFolder: String) -> ClusterPlace {
        guard let text = FileManager.default.contents(atPath: note(in: dataFolder)) else {
            return ClusterPlace(folder: dataFolder)
        }
        let path = String(decoding: text, as: UTF8.self).trimmingCharacters(in: .newlines)
        return ClusterPlace(folder: path)
    }

    /// Settles on a place that `user` can enter, and creates its folders.
    static func prepare(in dataFolder: String, for user: ServerUser) throws -> ClusterPlace {
        try makeFolder(dataFolder, mode: user.isAnother ? 0o711 : 0o700)
        let known = existing(in: dataFolder)
        if known.folder != dataFolder || FileManager.default.fileExists(atPath: known.cluster) {
            return known
        }
        if try user.canEnter(dataFolder) { return known }
        let elsewhere = ClusterPlace(folder: "/var/lib/journey/\(digest(of: dataFolder))")
        try makeFolder("/var/lib/journey", mode: 0o711)
        try makeFolder(elsewhere.folder, mode: 0o711)
        let noted = FileManager.default.createFile(
            atPath: note(in: dataFolder), contents: Data("\(elsewhere.folder)\n".utf8),
            attributes: [.posixPermissions: 0o600])
        guard noted else { throw unusable(dataFolder) }
        return elsewhere
    }

    /// A folder that belongs to the server's user alone. One that exists must be a real folder of
    /// that user, because anyone may put something at a path in `/tmp`.
    static func makePrivateFolder(_ path: String, for user: ServerUser) throws {
        if mkdir(path, 0o700) == 0 {
            guard chown(path, user.userID, user.groupID) == 0 else { throw unusable(path) }
        } else if errno != EEXIST {
            throw unusable(path)
        }
        try verifyOwner(of: path, is: user)
        guard chmod(path, 0o700) == 0 else { throw unusable(path) }
    }

    static func verifyOwner(of path: String, is user: ServerUser) throws {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw refusal(of: path) }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw EmbeddedClusterError.folderUnusable(folder: path, reason: "it is no folder")
        }
        if status.st_uid != user.userID {
            throw EmbeddedClusterError.ownedByAnother(
                folder: path, owner: ServerUser.name(of: status.st_uid))
        }
    }

    /// Names the owner of whatever closes the way to `path`, where the system tells it.
    static func refusal(of path: String) -> EmbeddedClusterError {
        let problem = unusable(path)
        var folder = path
        while errno == EACCES, folder.count > 1 {
            folder = URL(fileURLWithPath: folder).deletingLastPathComponent().path
            var status = stat()
            if lstat(folder, &status) == 0 {
                return .ownedByAnother(folder: folder, owner: ServerUser.name(of: status.st_uid))
            }
        }
        return problem
    }

    private static func note(in dataFolder: String) -> String { "\(dataFolder)/postgres.place" }

    private static func makeFolder(_ path: String, mode: Int) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: mode])
        } catch {
            throw EmbeddedClusterError.folderUnusable(
                folder: path, reason: "it cannot be created")
        }
    }

    private static func unusable(_ path: String) -> EmbeddedClusterError {
        .folderUnusable(folder: path, reason: String(cString: strerror(errno)))
    }

    /// FNV-1a, 64 bits: the same path gives the same name in every run.
    private static func digest(of path: String) -> String {
        let hash = path.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}
