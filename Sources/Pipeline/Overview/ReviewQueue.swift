import IdentityResolution
import JourneyModel

/// Joins that were refused and that nobody settled yet.
package struct ReviewQueue {
    package struct Question: Sendable, Hashable {
        package var id: String
        package var record: String
        package var person: String
        /// `nil` where one record alone breaks the rule.
        package var otherRecord: String?
        package var otherPerson: String?
        package var reason: String
        /// `nil` for a refused decision.
        package var evidence: Evidence?

        package init(
            id: String, record: String, person: String, otherRecord: String?,
            otherPerson: String?, reason: String, evidence: Evidence?
        ) {
            self.id = id
            self.record = record
            self.person = person
            self.otherRecord = otherRecord
            self.otherPerson = otherPerson
            self.reason = reason
            self.evidence = evidence
        }
    }

    /// What would have joined the two records.
    package struct Evidence: Sendable, Hashable {
        package var kind: String
        /// Masked.
        package var value: String
        package var strength: Int
        package var seenAt: String?
        package var otherSeenAt: String?

        package init(
            kind: String, value: String, strength: Int, seenAt: String?, otherSeenAt: String?
        ) {
            self.kind = kind
            self.value = value
            self.strength = strength
            self.seenAt = seenAt
            self.otherSeenAt = otherSeenAt
        }
    }

    private let overview: Overview
    private let rules: IdentityRules

    package init(_ overview: Overview, rules: IdentityRules) {
        self.overview = overview
        self.rules = rules
    }

    package func questions() throws -> [Question] {
        let rows = try overview.execute(
            "overview/review", .text("\(Resolution.Reason.decision)"))
        return (0..<rows.rowCount).map { row in
            let kind = rows.int(row, 6).flatMap { IdentifierKind(rawValue: Int16($0)) }
            let role = rows.int(row, 7).flatMap { EvidenceRole(rawValue: Int16($0)) }
            return Question(
                id: rows.string(row, 0) ?? "", record: rows.string(row, 1) ?? "",
                person: rows.string(row, 2) ?? "", otherRecord: rows.string(row, 3),
                otherPerson: rows.string(row, 4), reason: rows.string(row, 5) ?? "",
                evidence: kind.map { kind in
                    Evidence(
                        kind: kind.name, value: Masking.masked(rows.string(row, 8), kind),
                        strength: rules.strength(kind, role ?? .own),
                        seenAt: rows.string(row, 9), otherSeenAt: rows.string(row, 10))
                })
        }
    }

    package func listing(of questions: [Question]) -> Overview.Listing {
        Overview.Listing(
            columns: [
                "id", "record", "other_record", "reason", "evidence", "value", "strength", "seen",
                "other_seen", "person", "other_person",
            ],
            rows: questions.map { question in
                let evidence = question.evidence
                return [
                    question.id, question.record, question.otherRecord, question.reason,
                    evidence?.kind ?? "decision", evidence?.value,
                    evidence.map { "\($0.strength)" }, evidence?.seenAt, evidence?.otherSeenAt,
                    question.person, question.otherPerson,
                ]
            })
    }

    /// The two records that a question is about.
    ///
    /// - Throws: ``Failure`` 66 for an id that is not in the queue, 64 for a question about one record.
    package func records(of id: String) throws -> (RecordName, RecordName) {
        guard let question = try questions().first(where: { $0.id == id }) else {
            throw Failure(
                exitCode: 66, message: "there is no question \(id)",
                advice: "`journey review` lists the questions.")
        }
        guard let first = RecordName(parsing: question.record),
            let second = question.otherRecord.flatMap({ RecordName(parsing: $0) })
        else {
            throw Failure(
                exitCode: 64, message: "\(question.record) alone breaks the rule",
                advice: "Correct the record, or the rule in identity.yaml.")
        }
        return (first, second)
    }
}
