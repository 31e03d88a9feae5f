import Foundation
import Postgres
import Synchronization

/// Runs `body` with an empty database of its own, which is dropped afterwards.
///
/// The server is the one that `JOURNEY_TEST_DATABASE` names (its role must be allowed to create
/// databases), else a private one that all tests of the process share.
package func withTestDatabase(
    _ body: (Connection, DatabaseTarget) throws -> Void
) throws {
    let server = try TestServer.shared.get()
    let number = TestServer.count.add(1, ordering: .relaxed).newValue
    let name = "journey_test_\(getpid())_\(number)"
    let administrator = try Connection.open(server, application: "tests", retryFor: .seconds(30))
    try administrator.execute("create database \(identifier: name) template template0")
    defer {
        do {
            try administrator.execute("drop database \(identifier: name) with (force)")
        } catch {
            FileHandle.standardError.write(Data("\(name) was not dropped: \(error)\n".utf8))
        }
    }
    let target = server.naming(database: name)
    let connection = try Connection.open(target, application: "tests", retryFor: .seconds(30))
    defer { connection.close() }
    try body(connection, target)
}

extension Connection {
    /// The first column of the first row; `nil` for NULL or no row.
    package func value(_ query: Query) throws -> String? {
        let result = try execute(query)
        return result.isEmpty ? nil : result.string(0, 0)
    }
}
