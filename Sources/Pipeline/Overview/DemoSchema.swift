import Postgres
import Schema

/// The schema of a demo on a server that somebody named: it must never replace anything else.
package enum DemoSchema {
    /// What the program version of a demo's runs begins with.
    package static let mark = "journey demo"

    /// Removes what an earlier demo left.
    ///
    /// - Throws: ``Failure`` (78) when the schema holds anything that no demo made.
    package static func clear(_ workspace: Workspace) throws {
        let connection = workspace.connection
        let schema = workspace.schema
        func rows(_ name: String, _ parameters: Parameter...) throws -> ResultSet {
            let text = Schema.localized(
                try Schema.query("overview/\(name)"), schema: schema.main)
            return try connection.execute(Query(sql: text, parameters: parameters))
        }
        let traces = try rows("demo_traces", .text(schema.main), .text(schema.personal))
        guard let relations = traces.int(0, 0), relations > 0 else { return }
        guard traces.int(0, 1) == 1 else { throw refusal(workspace) }
        let runs = try rows("foreign_runs", .text(mark))
        guard runs.int(0, 0) == 0, runs.int(0, 1) == 1 else { throw refusal(workspace) }
        try connection.transaction {
            try connection.execute("drop schema \(identifier: schema.main) cascade")
            try connection.execute("drop schema \(identifier: schema.personal) cascade")
        }
    }

    private static func refusal(_ workspace: Workspace) -> Failure {
        Failure(
            exitCode: 78, message: "\(workspace.location) holds data that no demo made",
            advice: "Name another schema with --schema, or leave --database out.")
    }
}
