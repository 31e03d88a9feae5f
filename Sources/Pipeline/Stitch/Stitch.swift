import IdentityResolution
import JourneyModel
import JourneyStore
import Postgres
import Schema

/// Sessions, identity, journeys: makes everything derived from the facts, in one transaction.
///
/// An incremental run redoes only what new facts touch and gives the same bytes as a rebuild.
package struct Stitch {
    private let connection: Connection
    private let schema: String
    private let rules: IdentityRules
    private let rulesText: String?
    private let hasher: KeyedHasher?

    /// - Parameters:
    ///   - rulesText: The file that the rules were read from; `nil` for the built-in ones.
    ///   - hasher: Needed by rules that look at values, and by the feed of agents.
    package init(
        connection: Connection, schema: String, rules: IdentityRules, rulesText: String? = nil,
        hasher: KeyedHasher? = nil
    ) {
        self.connection = connection
        self.schema = schema
        self.rules = rules
        self.rulesText = rulesText
        self.hasher = hasher
    }

    /// - Parameters:
    ///   - rebuild: Empties what is derived first. Also done when the rules changed.
    ///   - runID: The run that this is booked under.
    ///   - progress: Receives the step being worked on.
    package func run(
        rebuild: Bool, runID: Int, progress: (String) -> Void
    ) throws -> StitchReport {
        let version = RulesVersion.of(rules)
        return try connection.transaction {
            let state = try readState()
            let isRebuild = rebuild || state.rulesVersion != version
            let lastRun = isRebuild ? 0 : state.lastRun
            try script("00_prepare")
            var indexes = DerivedIndexes(stage: self)
            if isRebuild {
                try script("01_forget")
                try indexes.drop()
            }

            progress("sessions")
            try SessionStep(stage: self).run(lastRun: lastRun)
            try indexes.restore(["web_session", "session_page", "session_evidence"])
            try execute("18_mark_records", .int(lastRun))
            progress("identifiers")
            if let hasher { try ReadingStep(stage: self, rules: rules, hasher: hasher).run() }
            try MatchStep(stage: self, rules: rules).run(lastRun: lastRun)
            try VerdictStep(stage: self, rules: rules, hasher: hasher).run(lastRun: lastRun)
            try indexes.restore(["identity_edge", "loose_sighting"])
            progress("persons")
            try PersonStep(stage: self, rules: rules).run(runID: runID, lastRun: lastRun)
            try indexes.restore(["person_of"])
            if lastRun == 0 { try script("48_analyze_all") }
            progress("journeys")
            try script("49_drop_journeys")
            try execute("50_write_journeys", "7 days")
            try indexes.restore(["journey_step"])
            if lastRun == 0 { try script("51_join_whole_tables") }
            try script("51_mark_chats")
            try execute("52_choose_sessions", "30 minutes")
            try script("52_write_chat_sessions")
            if lastRun == 0 { try script("53_join_as_planned") }
            try execute("60_finish", .int(state.newestRun), .text(version))
            try execute(
                "60_keep_run", .int(runID), .int(state.newestRun), .text(version),
                .text(rulesText))
            let report = try summary(isRebuild: isRebuild)
            if report.solved > report.touchpoints / 10 { try script("61_analyze") }
            return report
        }
    }

    private func readState() throws -> (lastRun: Int, rulesVersion: String?, newestRun: Int) {
        let rows = try connection.execute(Query(sql: query("read_state")))
        return (rows.int(0, 0) ?? 0, rows.string(0, 1), rows.int(0, 2) ?? 0)
    }

    private func summary(isRebuild: Bool) throws -> StitchReport {
        let rows = try connection.execute(Query(sql: query("summary")))
        func count(_ column: Int) -> Int { rows.int(0, column) ?? 0 }
        return StitchReport(
            isRebuild: isRebuild, solved: count(0), touchpoints: count(1), sessions: count(2),
            persons: count(3), genericValues: count(4), refusedLinks: count(5),
            largestBlock: count(6), aliases: count(7), excluded: count(8), households: count(9))
    }

    /// The text of `schema/queries/stitch/<name>.sql` for this installation.
    func query(_ name: String) throws -> String {
        Schema.localized(try Schema.query("stitch/\(name)"), schema: schema)
    }

    func script(_ name: String) throws {
        try connection.script(query(name))
    }

    /// A statement that the catalog of the database gave.
    func run(_ statement: String) throws {
        try connection.script(statement)
    }

    /// The rows of a short answer, as text.
    func eachRow(_ name: String, _ body: (borrowing Row) throws -> Void) throws {
        try connection.forEachRow(Query(sql: query(name)), body)
    }

    func execute(_ name: String, _ parameters: Parameter...) throws {
        try connection.execute(Query(sql: query(name), parameters: parameters))
    }

    /// The one number that a query gives.
    func number(_ name: String) throws -> Int {
        try connection.execute(Query(sql: query(name))).int(0, 0) ?? 0
    }

    func read(_ name: String, _ row: (borrowing BinaryRow) throws -> Void) throws {
        try connection.copyOut(query(name), row)
    }

    func write(_ name: String, _ body: (inout CopyWriter) throws -> Void) throws {
        try connection.copyIn(query(name), body)
    }
}

/// What a stitch did and what there is now.
package struct StitchReport: Sendable, Hashable {
    package var isRebuild: Bool
    /// Touchpoints whose person was decided in this run.
    package var solved: Int
    package var touchpoints: Int
    package var sessions: Int
    package var persons: Int
    /// Values shared by unrelated people, which join nothing.
    package var genericValues: Int
    package var refusedLinks: Int
    package var largestBlock: Int
    package var aliases: Int
    /// Records of employees, agents and test contacts, which stand alone.
    package var excluded: Int
    /// Values that relate persons without joining them.
    package var households: Int
}
