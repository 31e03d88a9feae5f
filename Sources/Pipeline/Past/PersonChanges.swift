import JourneyModel
import Postgres

/// How the persons of two states differ, of which one is a shadow's.
package struct PersonChanges {
    /// The older state, or the one under the rules in force.
    package enum Side: Sendable { case shadowIsBefore, shadowIsAfter }

    package struct Counts: Sendable, Hashable {
        package var personsBefore: Int
        package var personsAfter: Int
        /// Persons that became fewer, and how many these are.
        package var merged: Int
        package var mergedInto: Int
        /// Persons that fell apart, and into how many.
        package var split: Int
        package var splitInto: Int
        /// Records whose person is another one.
        package var recordsMoved: Int
    }

    /// A person of one state that is several in the other.
    package struct Example: Sendable, Hashable {
        /// `merged` or `split`.
        package var change: String
        package var person: String
        package var parts: Int
        package var records: Int
        package var evidence: Evidence?
    }

    /// What holds the parts together in the state that joins them.
    package struct Evidence: Sendable, Hashable {
        package var first: String
        package var second: String
        /// Of an identifier, or `decision`.
        package var kind: String
        /// Masked; empty for values of which only a hash is kept.
        package var value: String
        /// Why the other state does not join them; empty where it merely lacks something.
        package var otherwise: String
    }

    private let shadow: ShadowInstallation
    private let before: String
    private let after: String

    package init(_ shadow: ShadowInstallation, _ side: Side) {
        self.shadow = shadow
        (before, after) =
            side == .shadowIsBefore
            ? (shadow.schema.main, shadow.real.main) : (shadow.real.main, shadow.schema.main)
    }

    package func counts() throws -> Counts {
        let found = try shadow.execute("person_changes", ["before": before, "after": after])
        func number(_ column: Int) -> Int { found.int(0, column) ?? 0 }
        return Counts(
            personsBefore: number(0), personsAfter: number(1), merged: number(2),
            mergedInto: number(3), split: number(4), splitInto: number(5), recordsMoved: number(6))
    }

    /// Those of the most records, merged ones first.
    ///
    /// - Parameter limit: Of each sort.
    package func examples(limit: Int) throws -> [Example] {
        let found = try shadow.execute(
            "person_examples", ["before": before, "after": after], .int(limit))
        return try (0..<found.rowCount).map { row in
            let change = found.string(row, 0) ?? ""
            let person = found.string(row, 1) ?? ""
            return Example(
                change: change, person: person, parts: found.int(row, 2) ?? 0,
                records: found.int(row, 3) ?? 0,
                evidence: try evidence(of: person, isMerged: change == "merged"))
        }
    }

    private func evidence(of person: String, isMerged: Bool) throws -> Evidence? {
        let found = try shadow.execute(
            "person_evidence",
            ["joined": isMerged ? after : before, "apart": isMerged ? before : after],
            .text(person))
        guard !found.isEmpty else { return nil }
        let kind = found.int(0, 0).flatMap { IdentifierKind(rawValue: Int16($0)) }
        let isNewRecord = found.bool(0, 5) == true
        return Evidence(
            first: found.string(0, 2) ?? "", second: found.string(0, 3) ?? "",
            kind: kind?.name ?? "decision",
            value: kind.map { Masking.masked(found.string(0, 1), $0) } ?? "",
            otherwise: found.string(0, 6) ?? (isNewRecord ? "one of the records is not there" : ""))
    }
}
