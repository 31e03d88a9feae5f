import Foundation
import JourneyStore
import Postgres

/// An open database with the schema of one installation: what every command works on.
package final class Workspace {
    package struct Options: Sendable {
        /// `--database`.
        package var database: String?
        /// Replaces the choice of a database, for programs that have one of their own.
        package var target: DatabaseTarget?
        /// `--data-dir`.
        package var dataFolder: String?
        package var schema = SchemaName.standard
        package var environment = ProcessInfo.processInfo.environment
        /// How long to try to reach the server, whenever the connection is made.
        package var retryFor = Duration.seconds(300)
        package var programVersion: String

        package init(programVersion: String) { self.programVersion = programVersion }
    }

    /// What a command does with the data, and so what must hold.
    package enum Access: Sendable {
        /// Reads results.
        case read
        /// Looks values up or writes: the hashing key must be the right one.
        case identify
        /// Creates or upgrades the schema; may create the private cluster.
        case initialise
    }

    package var options: Options
    package let dataFolder: String
    package let isEmbedded: Bool
    package private(set) var connection: Connection
    private let application: String

    package var schema: SchemaName { options.schema }

    /// Host, database and schema, as every writing command names them on standard error.
    package var location: String {
        "host \(connection.host), database \(connection.database), schema \(schema)"
    }

    /// A sentence for the operator when the connection is not as safe as it could be.
    package var securityWarning: String? { connection.securityWarning }

    /// - Parameter command: The name shown to others who wait for its locks.
    package static func open(
        _ options: Options, for access: Access, command: String
    ) throws -> Workspace {
        let workspace = try Workspace(options, for: access, command: command)
        switch access {
        case .initialise: break
        case .read: try workspace.migrator().check()
        case .identify:
            try workspace.migrator().check()
            _ = try workspace.key()
        }
        return workspace
    }

    private init(_ options: Options, for access: Access, command: String) throws {
        self.options = options
        application = "journey \(command)"
        dataFolder = DatabaseChoice.dataFolder(
            option: options.dataFolder, environment: options.environment)
        let choice = DatabaseChoice.choose(
            option: options.database, dataFolder: dataFolder, environment: options.environment)
        isEmbedded = options.target == nil && choice == .embedded(dataFolder: dataFolder)
        connection = try Self.connect(
            choice, options, mayCreate: access == .initialise, application: application)
        try connection.setSearchPath([options.schema.main])
    }

    /// The hashing key, which must be the one that the stored hashes were made with.
    package func key() throws -> HashingKey {
        let key = try HashingKey.load(keyPath)
        try InstallationStore(connection, schema: schema).check(key)
        return key
    }

    package var keyPath: String {
        HashingKey.path(dataFolder: dataFolder, environment: options.environment)
    }

    package func migrator() throws -> Migrator { try Migrator(connection, schema: schema) }

    /// A second session like the first; its locks are its own.
    package func anotherConnection() throws -> Connection {
        let choice = DatabaseChoice.choose(
            option: options.database, dataFolder: dataFolder, environment: options.environment)
        let connection = try Self.connect(
            choice, options, mayCreate: false, application: application)
        try connection.setSearchPath([schema.main])
        return connection
    }

    /// Replaces a session that was lost. Its locks are gone.
    package func reconnect() throws {
        connection.close()
        connection = try anotherConnection()
    }

    private static func connect(
        _ choice: DatabaseChoice, _ options: Options, mayCreate: Bool, application: String
    ) throws -> Connection {
        let target = try options.target ?? target(choice, options, mayCreate: mayCreate)
        return try Connection.open(target, application: application, retryFor: options.retryFor)
    }

    private static func target(
        _ choice: DatabaseChoice, _ options: Options, mayCreate: Bool
    ) throws -> DatabaseTarget {
        switch choice {
        case .server(let conninfo): return DatabaseTarget(conninfo: conninfo)
        case .embedded(let folder):
            let cluster = EmbeddedCluster(dataFolder: folder, environment: options.environment)
            if mayCreate { try cluster.create() }
            guard cluster.exists else { throw noDatabase(folder) }
            return try cluster.start()
        }
    }

    private static func noDatabase(_ folder: String) -> Failure {
        Failure(
            exitCode: 78, message: "no database is named and there is none in \(folder)",
            advice: "Name one with --database or DATABASE_URL, or create a private one there with"
                + " `journey init`.")
    }
}
