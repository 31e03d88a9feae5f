import IdentityResolution
import JourneyModel
import JourneyStore
import Postgres
import Schema

/// Answers why records belong together, from the evidence that joined them.
package struct Explain {
    let connection: Connection
    private let schema: String
    let rules: IdentityRules

    package init(connection: Connection, schema: String, rules: IdentityRules) {
        self.connection = connection
        self.schema = schema
        self.rules = rules
    }

    struct Found {
        var name: String
        var touchpoint: Key128
        var person: String
        var block: String
        var basis: String
    }

    /// - Throws: ``ExplainError/unknownRecord(_:)`` or ``ExplainError/nobody(_:_:)``.
    package func records(_ first: RecordName, _ second: RecordName) throws -> Explanation {
        let left = try find(first)
        let right = try find(second)
        var explanation = Explanation(
            first: left.name, second: right.name, samePerson: left.person == right.person,
            firstPerson: left.person, secondPerson: right.person, chain: [], weakest: nil,
            decisions: [], shared: [], remedy: nil)
        if explanation.samePerson {
            let graph = try graph(blocks: [left.block])
            let path = graph.strongestPath(from: left.touchpoint, to: right.touchpoint) ?? []
            explanation.chain = path.map { link(graph, $0.left, $0.right) }
            explanation.weakest = explanation.chain.min { $0.strength < $1.strength }
        } else {
            let decided = try decisions(left.person, right.person)
            explanation.decisions = decided.map(\.shown)
            explanation.shared = try shared(left.person, right.person)
            explanation.remedy = try remedy(explanation, decided, left, right)
        }
        return explanation
    }

    /// All evidence of the person that a record belongs to.
    package func record(_ name: RecordName) throws -> PersonEvidence {
        let found = try find(name)
        var evidence = PersonEvidence(
            record: found.name, person: found.person, basis: found.basis, items: [])
        let sql = try query("read_evidence")
        try connection.forEachRow(Query(sql: sql, .text(found.person))) { row in
            let kind = IdentifierKind(rawValue: Int16(row.int(0) ?? 0)) ?? .name
            let verdict = row.string(5) ?? "joins"
            evidence.items.append(
                .init(
                    record: row.string(4) ?? "", kind: kind.name,
                    value: Masking.masked(row.string(1), kind), role: roleName(row.int(2)),
                    seenAt: row.string(3), file: row.string(7), line: row.int(8),
                    verdict: row.string(6).map { "\(verdict): \($0)" } ?? verdict))
        }
        return evidence
    }

    /// - Throws: ``ExplainError/unknownRecord(_:)`` or ``ExplainError/nobody(_:_:)``.
    func find(_ name: RecordName) throws -> Found {
        let at = try StoredEvents(connection, schema: SchemaName(schema)).time(of: name)
        let key = RecordKeys(source: name.source).key(name.id)
        let byKey = Query(
            sql: try query("find_touchpoint"), .text(name.source),
            .uuid(high: key.high, low: key.low), at.map { .timestamp($0.microseconds) } ?? .null)
        if let found = try found(name, connection.execute(byKey)) { return found }
        let byText = Query(sql: try query("find_part"), .text(name.source), .text(name.id))
        if let found = try found(name, connection.execute(byText)) { return found }
        throw ExplainError.unknownRecord(name)
    }

    private func found(_ name: RecordName, _ rows: consuming ResultSet) throws -> Found? {
        guard !rows.isEmpty, let touchpoint = rows.string(0, 0) else { return nil }
        guard let person = rows.string(0, 1), let block = rows.string(0, 2) else {
            throw ExplainError.nobody(name, reason(rows.string(0, 4)))
        }
        return Found(
            name: name.description, touchpoint: key(touchpoint),
            person: person, block: block, basis: rows.string(0, 3) ?? "")
    }

    private func reason(_ word: String?) -> ExplainError.Reason {
        switch word {
        case "bot": .bot
        case "internal": .internalCall
        default: .notStitched
        }
    }

    private func graph(blocks: [String]) throws -> EvidenceGraph {
        var graph = EvidenceGraph()
        let list = Parameter.text("{\(blocks.joined(separator: ","))}")
        try connection.forEachRow(Query(sql: query("read_touchpoints"), list)) { row in
            graph.names[key(row.string(0) ?? "")] = row.string(3) ?? ""
        }
        var numbers: [String: Int] = [:]
        try connection.forEachRow(Query(sql: query("read_edges"), list)) { row in
            let touchpoint = key(row.string(0) ?? "")
            let value = "\(row.string(1) ?? "")/\(row.string(2) ?? "")"
            let number = numbers[value] ?? numbers.count
            numbers[value] = number
            let kind = IdentifierKind(rawValue: Int16(row.int(3) ?? 0)) ?? .name
            let role = EvidenceRole(rawValue: Int16(row.int(4) ?? 0)) ?? .quoted
            graph.append(
                .init(
                    touchpoint: touchpoint, value: number, kind: kind.name,
                    strength: rules.strength(kind, role),
                    observation: .init(
                        record: graph.names[touchpoint] ?? "", role: roleName(row.int(4)),
                        seenAt: row.string(5), file: row.string(7), line: row.int(8)),
                    plain: Masking.masked(row.string(6), kind), isRefused: row.string(9) != nil))
        }
        try connection.forEachRow(Query(sql: query("read_merges"), list)) { row in
            let value = numbers.count + graph.decisions.count
            let decision = Self.decision(row)
            graph.decisions[value] = decision
            for end in [row.string(0), row.string(1)] {
                let touchpoint = key(end ?? "")
                graph.append(
                    .init(
                        touchpoint: touchpoint, value: value, kind: "decision",
                        strength: EvidenceGraph.decided,
                        observation: .init(
                            record: graph.names[touchpoint] ?? "", role: "decided",
                            seenAt: decision.decidedAt, file: nil, line: nil),
                        plain: "", isRefused: false))
            }
        }
        return graph
    }

    private func link(
        _ graph: EvidenceGraph, _ left: EvidenceGraph.Edge, _ right: EvidenceGraph.Edge
    ) -> Explanation.Link {
        .init(
            from: graph.names[left.touchpoint] ?? "", to: graph.names[right.touchpoint] ?? "",
            kind: left.kind, value: left.plain,
            strength: min(left.strength, right.strength),
            seen: [left.observation, right.observation], decision: graph.decisions[left.value])
    }

    private func shared(_ first: String, _ second: String) throws -> [Explanation.Shared] {
        var shared: [Explanation.Shared] = []
        let sql = try query("read_shared")
        try connection.forEachRow(Query(sql: sql, .text(first), .text(second))) { row in
            let kind = IdentifierKind(rawValue: Int16(row.int(0) ?? 0)) ?? .name
            let verdict = row.string(2) ?? ""
            let excluded = row.string(8).map {
                (
                    "a record stands alone (\($0))", "if nothing excluded it, they would be joined"
                )
            }
            let (reason, remedy) =
                excluded
                ?? Self.words(
                    verdict: verdict, reason: row.string(3), slices: row.int(6) ?? 1,
                    refused: row.string(7))
            shared.append(
                .init(
                    kind: kind.name, value: Masking.masked(row.string(1), kind), reason: reason,
                    remedy: remedy))
        }
        return shared
    }

    private static func words(
        verdict: String, reason: String?, slices: Int, refused: String?
    ) -> (reason: String, remedy: String) {
        if verdict == "generic" {
            return (
                "shared by unrelated people (\(reason ?? "see the rules"))",
                "`journey rules allow` makes it one person's, where no other rule forbids the join"
            )
        }
        if verdict == "unissued" {
            return ("no contact issued it", "the contact that handed it out would join them")
        }
        if verdict == "blocked" {
            return (
                "no identifier (\(reason ?? "see the rules"))",
                "if the rules did not block it, they would be joined"
            )
        }
        if let refused {
            let remedy =
                refused == "\(Resolution.Reason.decision)"
                ? "the decision taken back with `journey person undo`"
                : "other rules on what one person may hold (`journey rules`)"
            return ("refused: it \(refused)", remedy)
        }
        if slices > 1 {
            return (
                "it passed from one owner to another: the records lie in different ones of its"
                    + " \(slices) slices of time",
                "a record that shows it with the same account in both would join them"
            )
        }
        return (
            "it is nobody's at the time of one of them",
            "evidence of its owner around that time, such as a record with account and this value"
        )
    }

    private func roleName(_ code: Int?) -> String {
        switch EvidenceRole(rawValue: Int16(code ?? 0)) {
        case .own: "stated"
        case .typed: "typed"
        case .issued: "issued"
        case .quoted: "quoted"
        case .master: "customer master"
        case .trail: "pages and times of one session"
        case .click: "number clicked right before"
        case nil: "unknown"
        }
    }

    func key(_ text: String) -> Key128 {
        let digits = text.filter { $0 != "-" }
        return Key128(
            high: UInt64(digits.prefix(16), radix: 16) ?? 0,
            low: UInt64(digits.dropFirst(16), radix: 16) ?? 0)
    }

    func query(_ name: String) throws -> String {
        Schema.localized(try Schema.query("explain/\(name)"), schema: schema)
    }
}

/// A record that cannot be explained.
package enum ExplainError: Error, Sendable, Hashable {
    case unknownRecord(RecordName)
    case nobody(RecordName, Reason)

    /// Why a record has no person.
    package enum Reason: Sendable, Hashable {
        case bot, internalCall, notStitched
    }
}
