import ConnectorKit
import IdentityResolution
import JourneyModel
import JourneyStore
import Postgres

/// What people decide about single values: whether they are one person's or shared by many.
package struct IdentityDecisions {
    package enum Ruling: String, Sendable, Hashable {
        /// Joins, whatever its evidence says.
        case allow
        /// Joins nothing.
        case deny
        /// Takes the decision back: its evidence counts again.
        case forget
    }

    package struct Decision: Sendable, Hashable {
        package var kind: String
        /// In any form in which somebody writes it, or `hash:` and the hash that lists print.
        package var value: String
        package var ruling: Ruling
        package var author: String
        package var reason: String?

        package init(
            kind: String, value: String, ruling: Ruling, author: String, reason: String?
        ) {
            self.kind = kind
            self.value = value
            self.ruling = ruling
            self.author = author
            self.reason = reason
        }
    }

    private let workspace: Workspace
    private let rules: IdentityRules

    package init(_ workspace: Workspace, rules: IdentityRules) {
        self.workspace = workspace
        self.rules = rules
    }

    /// Writes a decision into the books; the next stitch applies it.
    ///
    /// - Parameter region: Country of telephone numbers without a country code.
    /// - Returns: How many records are known to hold the value.
    /// - Throws: ``Failure`` 64 for a value that no record can hold, 66 for a decision that is not
    ///   there to take back.
    @discardableResult
    package func decide(_ decision: Decision, region: String?) throws -> Int {
        let kind = try kind(decision.kind)
        let identifier = try identifier(decision.value, kind, region: region)
        let locks = SchemaLocks(workspace.connection, schema: workspace.schema)
        try locks.lockAlone()
        let overview = Overview(
            connection: workspace.connection, schema: workspace.schema.main)
        if decision.ruling == .forget,
            try overview.execute("overview/find_decision", identifier).isEmpty
        {
            throw Failure(
                exitCode: 66, message: "nothing was decided about this \(kind.name)",
                advice: "`journey rules generic` lists the decisions.")
        }
        return try workspace.booked("rules \(decision.ruling.rawValue)") { run in
            let rows = try overview.execute(
                "overview/add_decision", identifier, .int(Int64(kind.rawValue)),
                .text(decision.ruling.rawValue), .text(decision.author),
                .text(decision.reason), .int(Int64(run)))
            try locks.releaseAll()
            return rows.int(0, 0) ?? 0
        }
    }

    private func kind(_ name: String) throws(Failure) -> IdentifierKind {
        let joining = IdentifierKind.allCases.filter { $0 != .name }
        if let kind = joining.first(where: { $0.name == name }) { return kind }
        throw Failure(
            exitCode: 64, message: "there is no kind of identifier `\(name)`",
            advice: Spelling.help(for: name, among: joining.map(\.name)))
    }

    private func identifier(
        _ value: String, _ kind: IdentifierKind, region: String?
    ) throws -> Parameter {
        if let match = value.wholeMatch(
            of: /hash:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/)
        {
            return .text(String(match.1))
        }
        guard let normalized = RulesFile.normalized(value, kind, region: region) else {
            throw Failure(
                exitCode: 64, message: "no record can hold this \(kind.name)",
                advice: "Write it as `journey rules generic` prints it.")
        }
        let form = rules[kind].foldsCase ? normalized.lowercased() : normalized
        let key = KeyedHasher(key: try workspace.key().bytes)
            .key(Identifier(kind, normalized: form))
        return .uuid(high: key.high, low: key.low)
    }
}
