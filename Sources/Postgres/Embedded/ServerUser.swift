import Foundation

/// The user a private PostgreSQL runs as: the user of this process, for root `postgres`, because
/// PostgreSQL refuses to run as root.
struct ServerUser: Hashable {
    let userID: uid_t
    let groupID: gid_t

    /// Words before a command that make it run as this user; empty when nothing is to change.
    let prefix: [String]

    static func current() throws -> ServerUser {
        guard getuid() == 0 else {
            return ServerUser(userID: getuid(), groupID: getgid(), prefix: [])
        }
        guard let entry = getpwnam("postgres") else {
            throw EmbeddedClusterError.programsMissing(version: nil)
        }
        let (user, group) = (entry.pointee.pw_uid, entry.pointee.pw_gid)
        return ServerUser(
            userID: user, groupID: group,
            prefix: [
                "/usr/bin/setpriv", "--reuid=\(user)", "--regid=\(group)", "--init-groups", "--",
            ])
    }

    var isAnother: Bool { !prefix.isEmpty }

    /// Whether this user can enter a folder, with all the folders above it.
    func canEnter(_ folder: String) throws -> Bool {
        if !isAnother { return access(folder, X_OK) == 0 }
        return try ServerCommand(["/usr/bin/test", "-x", folder], as: self).run().status == 0
    }

    static func name(of user: uid_t) -> String {
        guard let entry = getpwuid(user), let name = entry.pointee.pw_name else { return "\(user)" }
        return String(cString: name)
    }
}
