import IdentityResolution
import JourneyModel
import Postgres

extension Explain {
    /// A decision, at the touchpoints that it speaks of.
    struct Decided {
        var shown: Explanation.Decision
        var first: Key128
        var second: Key128
    }

    /// What was decided about a record of each of two persons, splits first.
    func decisions(
        _ first: String, _ second: String
    ) throws -> [Decided] {
        var decisions: [Decided] = []
        let sql = try query("read_splits")
        try connection.forEachRow(Query(sql: sql, .text(first), .text(second))) { row in
            let pair = (key(row.string(0) ?? ""), key(row.string(1) ?? ""))
            decisions.append(Decided(shown: Self.decision(row), first: pair.0, second: pair.1))
        }
        return decisions
    }

    /// The columns of `read_merges` and `read_splits`.
    static func decision(_ row: borrowing Row) -> Explanation.Decision {
        .init(
            ruling: row.string(2) ?? "", first: row.string(3) ?? "", second: row.string(4) ?? "",
            author: row.string(5) ?? "", decidedAt: row.string(6) ?? "",
            because: row.string(7), refused: row.string(8))
    }

    /// The one change that would join two persons, tried on their blocks.
    func remedy(
        _ explanation: Explanation, _ decided: [Decided], _ left: Found, _ right: Found
    ) throws -> String {
        let trial = try Trial(self, left, right)
        let merge = "`journey person merge \(explanation.first) \(explanation.second)`"
        let split = decided.first {
            $0.shown.ruling == "split" && trial.joins(without: ($0.first, $0.second))
        }
        if let split = split?.shown {
            return "`journey person undo \(split.first) \(split.second)` alone would join them."
        }
        if let reason = trial.refusal() {
            return "No single decision would join them: a merge \(reason)."
        }
        return explanation.shared.isEmpty && explanation.decisions.isEmpty
            ? "They have no identifier in common. A row of the customer master that holds an "
                + "identifier of both would join them, or \(merge)."
            : "\(merge) would join them."
    }

    /// The blocks of two records, to be solved with other decisions.
    private struct Trial {
        private var graph = IdentityGraph()
        private var indexOf: [Key128: Int32] = [:]
        private let rules: IdentityRules
        private let left: Key128
        private let right: Key128

        init(_ explain: Explain, _ left: Found, _ right: Found) throws {
            rules = explain.rules
            self.left = left.touchpoint
            self.right = right.touchpoint
            let blocks = Parameter.text("{\(left.block),\(right.block)}")
            try read(explain, blocks)
        }

        /// Whether the two are one person's once a decision is taken back.
        func joins(without pair: (Key128, Key128)) -> Bool {
            var graph = graph
            graph.decisions.removeAll { isAbout(pair, $0) }
            let founder = Resolver(rules: rules).resolve(graph).probable
            guard let left = indexOf[left], let right = indexOf[right] else { return false }
            return founder[Int(left)] == founder[Int(right)]
        }

        /// Why a merge of the two would be refused; `nil` where it would not.
        func refusal() -> Resolution.Reason? {
            guard let first = indexOf[left], let second = indexOf[right] else { return nil }
            var graph = graph
            graph.decisions.removeAll { isAbout((left, right), $0) }
            graph.decisions.append(.init(first: first, second: second, ruling: .merge))
            let mine = Int32(graph.decisions.count - 1)
            return Resolver(rules: rules).resolve(graph).refusedMerges
                .first { $0.decision == mine }?.reason
        }

        private func isAbout(
            _ pair: (Key128, Key128), _ decision: IdentityGraph.Decision
        ) -> Bool {
            let ends = [decision.first, decision.second]
            return ends.contains(indexOf[pair.0] ?? -1) && ends.contains(indexOf[pair.1] ?? -1)
        }

        private mutating func read(_ explain: Explain, _ blocks: Parameter) throws {
            var sources: [String: Int32] = [:]
            var values: [String: Int32] = [:]
            var identifiers: [String: Int32] = [:]
            try explain.connection.forEachRow(
                Query(sql: explain.query("read_graph"), blocks)
            ) { row in
                let key = explain.key(row.string(0) ?? "")
                let source = row.string(2) ?? ""
                if sources[source] == nil {
                    sources[source] = Int32(graph.sources.count)
                    graph.sources.append(source)
                }
                let touchpoint = indexOf[key] ?? Int32(graph.touchpoints.count)
                if touchpoint == graph.touchpoints.count {
                    indexOf[key] = touchpoint
                    graph.append(
                        .init(
                            startedAt: Timestamp(microseconds: Int64(row.int(4) ?? 0)),
                            source: sources[source] ?? 0, isMaster: row.bool(3) ?? false),
                        named: (row.string(1) ?? "").utf8)
                }
                guard let identifier = row.string(5),
                    let kind = IdentifierKind(rawValue: Int16(row.int(7) ?? 0)),
                    let role = EvidenceRole(rawValue: Int16(row.int(8) ?? 0))
                else { return }
                let number = identifiers[identifier] ?? Int32(identifiers.count)
                identifiers[identifier] = number
                let slice = "\(identifier)/\(row.int(6) ?? 0)"
                let value = values[slice] ?? Int32(values.count)
                if values.updateValue(value, forKey: slice) == nil {
                    graph.identifiers.append(number)
                }
                graph.edges.append(
                    .init(
                        touchpoint: touchpoint, value: value, kind: kind, role: role,
                        seenAt: row.int(10).map { Timestamp(microseconds: Int64($0)) },
                        ordinal: Int16(row.int(9) ?? 0)))
            }
            try explain.connection.forEachRow(
                Query(sql: explain.query("read_decided"), blocks)
            ) { row in
                guard let first = indexOf[explain.key(row.string(0) ?? "")],
                    let second = indexOf[explain.key(row.string(1) ?? "")],
                    let ruling = IdentityGraph.Decision.Ruling(rawValue: row.string(2) ?? "")
                else { return }
                graph.decisions.append(.init(first: first, second: second, ruling: ruling))
            }
        }
    }
}
