import Foundation
import Postgres
import TestSupport

/// Places for a test to work in.
enum Workshop {
    /// The exports of a small shop, written by hand: one customer reads, chats, is asked to call,
    /// calls twice and orders; another only reads.
    static let exports = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "Files")

    /// Runs `body` in an empty folder that is removed afterwards.
    static func inFolder(_ body: (URL) throws -> Void) throws {
        // The path stays short because that of a Unix socket may have only 107 bytes.
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "jt-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    /// Runs `body` with a program whose database is an empty one of its own on a real server.
    static func withDatabase(_ body: (JourneyProgram, Connection) throws -> Void) throws {
        try withTestDatabase { connection, _ in
            try inFolder { folder in
                let port = try connection.execute("show port").string(0, 0) ?? "5432"
                let target =
                    "host=\(connection.host) port=\(port) dbname=\(connection.database)"
                    + " user=\(connection.user)"
                try body(
                    JourneyProgram(
                        in: folder,
                        ["DATABASE_URL": target, "JOURNEY_DATA_DIR": folder.path + "/data"]),
                    connection)
            }
        }
    }

    /// Runs `body` with a private cluster in the data folder `data`, stopped afterwards.
    static func withPrivateCluster(_ body: (JourneyProgram) throws -> Void) throws {
        try inFolder { folder in
            let data = folder.appending(path: "data").path
            defer {
                do {
                    try EmbeddedCluster(dataFolder: data).stop()
                } catch {
                    FileHandle.standardError.write(Data("\(data) still runs: \(error)\n".utf8))
                }
            }
            try body(JourneyProgram(in: folder, ["JOURNEY_DATA_DIR": data]))
        }
    }

    /// The path of a file among the exports.
    static func path(_ name: String) -> String { exports.appending(path: name).path }

    static func text(_ name: String) throws -> String {
        try String(contentsOfFile: path(name), encoding: .utf8)
    }
}

extension Connection {
    /// How many rows a table of the installation has.
    func count(_ table: String) throws -> Int {
        let rows = try execute("select count(*) from journey.\(identifier: table)")
        return rows.int(0, 0) ?? 0
    }

    /// How many schemas the program has made.
    func schemaCount() throws -> Int {
        try execute("select count(*) from pg_namespace where nspname like 'journey%'")
            .int(0, 0) ?? 0
    }
}
