import JourneyModel
import JourneyStore
import Postgres

/// What people decide about two records: that they are one person's, or two persons'.
package struct PersonDecisions {
    package enum Ruling: String, Sendable, Hashable {
        /// One person's.
        case merge
        /// Never one person's.
        case split
    }

    package struct Decision: Sendable, Hashable {
        package var ruling: Ruling
        package var author: String
        package var reason: String?

        package init(
            _ ruling: Ruling, author: String, reason: String?
        ) {
            self.ruling = ruling
            self.author = author
            self.reason = reason
        }
    }

    private let workspace: Workspace
    private let explain: Explain

    /// - Parameter explain: Knows which touchpoint a name means.
    package init(_ workspace: Workspace, explain: Explain) {
        self.workspace = workspace
        self.explain = explain
    }

    /// Writes a decision into the books; the next stitch applies it.
    ///
    /// - Throws: ``ExplainError`` for a record that is nobody's; ``Failure`` 64 for names of one.
    package func decide(
        _ first: RecordName, _ second: RecordName, _ decision: Decision
    ) throws {
        let locks = SchemaLocks(workspace.connection, schema: workspace.schema)
        try locks.lockAlone()
        let keys = try touchpoints(first, second)
        try workspace.booked("person \(decision.ruling.rawValue)") { run in
            _ = try overview.execute(
                "overview/add_person_decision", keys.0, keys.1,
                .text(decision.ruling.rawValue), .text(decision.author),
                .text(decision.reason), .int(Int64(run)))
            try locks.releaseAll()
        }
    }

    /// Takes the newest decision about two records back, so that the one before it counts again.
    ///
    /// - Returns: What was decided.
    /// - Throws: As ``decide(_:_:_:)``; ``Failure`` 66 where nothing is in force.
    package func undo(
        _ first: RecordName, _ second: RecordName, author: String, reason: String?
    ) throws -> String {
        let locks = SchemaLocks(workspace.connection, schema: workspace.schema)
        try locks.lockAlone()
        let keys = try touchpoints(first, second)
        let found = try overview.execute("overview/find_person_decision", keys.0, keys.1)
        guard !found.isEmpty, let decision = found.int(0, 0), let ruling = found.string(0, 1) else {
            throw Failure(
                exitCode: 66, message: "nothing was decided about these two records",
                advice: "`journey person decisions` lists the decisions.")
        }
        return try workspace.booked("person undo") { run in
            _ = try overview.execute(
                "overview/undo_person_decision", .int(Int64(decision)), .text(author),
                .text(reason), .int(Int64(run)))
            try locks.releaseAll()
            return ruling
        }
    }

    private var overview: Overview {
        Overview(connection: workspace.connection, schema: workspace.schema.main)
    }

    private func touchpoints(
        _ first: RecordName, _ second: RecordName
    ) throws -> (Parameter, Parameter) {
        let keys = try [first, second].map { try explain.find($0).touchpoint }
        guard keys[0] != keys[1] else {
            throw Failure(
                exitCode: 64, message: "\(first) and \(second) are one record",
                advice: "Name two records; a single one cannot be cut.")
        }
        return (
            .uuid(high: keys[0].high, low: keys[0].low), .uuid(high: keys[1].high, low: keys[1].low)
        )
    }
}
