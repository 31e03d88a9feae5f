import JourneyStore
import Postgres

extension ShadowInstallation {
    /// Read where it stands instead of being copied.
    private static let largest = "web_event"

    /// What stitch derives, and up to where.
    private static let derived = [
        "web_session", "session_page", "session_evidence", "identifier_verdict",
        "identifier_interval", "identity_edge", "loose_sighting", "identifier_rule",
        "agent_identifier", "excluded_touchpoint", "typed_evidence", "matched_evidence", "relation",
        "person",
        "person_of", "refused_link", "decided_pair", "refused_merge", "journey_step",
        "chat_session", "stitch_state",
    ]

    /// Brings the shadow to what was believed after a stitch.
    ///
    /// - Returns: Whether the same rules and the same program gave the same version; else the state is
    ///   what this program makes of the records of that time.
    @discardableResult
    package func restore(
        _ past: PastStitch, of workspace: Workspace, progress: (String) -> Void
    ) throws -> Bool {
        progress("records")
        try fill(past)
        let rules = try past.rules(in: workspace)
        try stitch(rules, of: workspace, progress: progress)
        return RulesVersion.of(rules.rules) == past.rulesVersion
    }

    /// Brings the shadow to what is believed since the last stitch, without working it out.
    package func copy(_ last: PastStitch) throws {
        try fill(last)
        for table in Self.derived {
            try connection.script(try text("copy_derived", ["table": table]))
        }
    }

    /// Works out everything that follows from the records under some rules.
    package func stitch(
        _ rules: RulesInForce, of workspace: Workspace, progress: (String) -> Void
    ) throws {
        _ = try Stitch(
            connection: connection, schema: schema.main, rules: rules.rules, rulesText: rules.text,
            hasher: KeyedHasher(key: try workspace.key().bytes)
        ).run(rebuild: true, runID: 0, progress: progress)
    }

    private func fill(_ past: PastStitch) throws {
        var words = ["run": String(past.run), "through": String(past.factsThrough)]
        try connection.script(try text("fill_settings", words))
        let tables = try execute("versioned", [:], .text(real.main))
        for row in 0..<tables.rowCount {
            let name = tables.string(row, 0) ?? ""
            words["table"] = name
            words["columns"] = tables.string(row, 1) ?? ""
            let statement = name == Self.largest ? "view_table" : "fill_table"
            try connection.script(try text(statement, words))
        }
        try connection.script(try text("view_personal", words))
        try connection.script(try text("settle", words))
    }
}
