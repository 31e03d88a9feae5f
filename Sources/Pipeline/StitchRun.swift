import IdentityResolution
import JourneyStore
import Postgres

/// A stitch with its lock and its entry in the books.
package struct StitchRun {
    private let workspace: Workspace
    private let rules: RulesInForce

    package init(_ workspace: Workspace, rules: RulesInForce) {
        self.workspace = workspace
        self.rules = rules
    }

    /// - Parameters:
    ///   - rebuild: Throws away what is derived and makes it anew.
    ///   - wait: How long to wait for the lock of another run.
    ///   - progress: Receives the step being worked on.
    package func run(
        rebuild: Bool, wait: Duration = .zero, progress: (String) -> Void
    ) throws -> StitchReport {
        let locks = SchemaLocks(workspace.connection, schema: workspace.schema)
        try locks.lockAlone(wait: wait)
        return try workspace.booked("stitch", detail: rebuild ? "rebuild" : nil) { run in
            let report = try Stitch(
                connection: workspace.connection, schema: workspace.schema.main,
                rules: rules.rules, rulesText: rules.text,
                hasher: KeyedHasher(key: try workspace.key().bytes)
            ).run(rebuild: rebuild, runID: Int(run), progress: progress)
            try locks.releaseAll()
            return report
        }
    }
}

extension Workspace {
    /// Runs `body` as a run on the books, which also say so when it fails.
    package func booked<T>(
        _ kind: String, detail: String? = nil, _ body: (Int32) throws -> T
    ) throws -> T {
        let runs = RunStore(connection, schema: schema)
        let run = try runs.begin(
            kind: kind, programVersion: options.programVersion, detail: detail)
        do {
            let result = try body(run)
            try runs.end(run, .complete)
            return result
        } catch {
            // The error that ended the run is worth more than one while noting it.
            if connection.isOpen {
                do {
                    try runs.end(run, .failed, detail: Failure(error).message)
                } catch {
                    connection.close()
                }
            }
            throw error
        }
    }
}
