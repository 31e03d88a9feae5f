import Foundation

/// Where the programs of one PostgreSQL version are.
struct ServerPrograms: Hashable {
    static let oldestVersion = 14

    let folder: String
    let version: Int

    /// The newest programs on this machine, or those of exactly one version.
    ///
    /// - Parameter environment: `JOURNEY_PG_BIN` names the only folder to look in.
    static func find(
        version wanted: Int?, environment: [String: String]
    ) throws -> ServerPrograms {
        let found = candidates(environment).filter { wanted == nil || $0.version == wanted }
        guard let best = found.max(by: { $0.version < $1.version }) else {
            throw EmbeddedClusterError.programsMissing(version: wanted)
        }
        return best
    }

    func path(_ program: String) -> String { "\(folder)/\(program)" }

    private static func candidates(_ environment: [String: String]) -> [ServerPrograms] {
        if let named = environment["JOURNEY_PG_BIN"], !named.isEmpty {
            return [inspect(named)].compactMap(\.self)
        }
        var folders: [String] = []
        let roots = [
            ("/usr/lib/postgresql", "", "/bin"), ("/usr", "pgsql-", "/bin"),
            ("/opt/homebrew/opt", "postgresql@", "/bin"),
            ("/usr/local/opt", "postgresql@", "/bin"),
        ]
        for (root, prefix, suffix) in roots {
            for name in folderEntries(root) ?? [] where name.hasPrefix(prefix) {
                folders.append("\(root)/\(name)\(suffix)")
            }
        }
        folders += (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return folders.compactMap(inspect)
    }

    /// Asks the `postgres` program itself: the folder's name need not tell the version.
    private static func inspect(_ folder: String) -> ServerPrograms? {
        let needed = ["postgres", "initdb", "pg_ctl"]
        guard needed.allSatisfy({ access("\(folder)/\($0)", X_OK) == 0 }),
            let reply = versionReply(folder), reply.status == 0,
            let number = reply.output.split(separator: " ")
                .compactMap({ Int($0.prefix { $0.isNumber }) }).first,
            number >= oldestVersion
        else { return nil }
        return ServerPrograms(folder: folder, version: number)
    }

    private static func versionReply(_ folder: String) -> ServerCommand.Reply? {
        do {
            return try ServerCommand(["\(folder)/postgres", "--version"]).run()
        } catch {
            // What does not even run is no candidate.
            return nil
        }
    }
}

/// The names in a folder; `nil` when it cannot be read.
func folderEntries(_ folder: String) -> [String]? {
    do {
        return try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
        return nil
    }
}
