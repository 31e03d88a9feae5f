import JourneyModel

/// Joins touchpoints into persons: by decision, then strongest evidence first, never against a rule.
package struct Resolver: Sendable {
    private let rules: IdentityRules

    package init(rules: IdentityRules) { self.rules = rules }

    /// Solves whole blocks. The same graph in any order of touchpoints and edges gives the same
    /// persons: nothing depends on positions, arrival or the order of keys.
    package func resolve(_ graph: IdentityGraph) -> Resolution {
        let count = graph.touchpoints.count
        var persons = DisjointSets(count: count + graph.identifiers.count)
        var blocks = persons
        for edge in graph.edges { blocks.join(Int(edge.touchpoint), count + Int(edge.value)) }
        for decision in graph.decisions where decision.ruling == .merge {
            blocks.join(Int(decision.first), Int(decision.second))
        }
        var limits = PersonLimits(graph, rules, &blocks)
        let order = order(graph)
        let refusedMerges = merge(graph, order, &persons, &limits)
        var refused: [Resolution.Refusal] = []

        for index in order {
            let edge = graph.edges[index]
            let left = persons.root(of: Int(edge.touchpoint))
            let right = persons.root(of: count + Int(edge.value))
            if left == right { continue }
            if let reason = limits.broken(joining: left, right) {
                refused.append(.init(edge: Int32(index), reason: reason))
            } else {
                limits.merge(left, right, into: persons.join(left, right))
            }
        }
        var resolution = answer(graph, &persons, &blocks)
        resolution.refused = refused
        resolution.refusedMerges = refusedMerges
        return resolution
    }

    /// Joins what was decided, by record names, before all evidence. What the two records themselves
    /// state must fit together; of other evidence the weakest gives way later.
    private func merge(
        _ graph: IdentityGraph, _ order: [Int], _ persons: inout DisjointSets,
        _ limits: inout PersonLimits
    ) -> [Resolution.RefusedMerge] {
        let names = graph.decisions.map { decision in
            [decision.first, decision.second].map { graph.touchpoints[Int($0)].recordName }.sorted()
        }
        let merges = graph.decisions.indices.filter { graph.decisions[$0].ruling == .merge }
            .sorted { names[$0].lexicographicallyPrecedes(names[$1]) }
        guard !merges.isEmpty else { return [] }

        let records = Set(
            merges.map { graph.decisions[$0].first } + merges.map { graph.decisions[$0].second })
        var stated = limits
        for index in order where records.contains(graph.edges[index].touchpoint) {
            let edge = graph.edges[index]
            stated.count(
                graph.touchpoints.count + Int(edge.value), at: Int(edge.touchpoint))
        }
        var refused: [Resolution.RefusedMerge] = []
        for index in merges {
            let left = persons.root(of: Int(graph.decisions[index].first))
            let right = persons.root(of: Int(graph.decisions[index].second))
            if left == right { continue }
            if let reason = stated.broken(joining: left, right) {
                refused.append(.init(decision: Int32(index), reason: reason))
            } else {
                let root = persons.join(left, right)
                stated.merge(left, right, into: root)
                limits.merge(left, right, into: root)
            }
        }
        return refused
    }

    /// Edges by (strength, evidence time, record name, ordinal), strongest and earliest first.
    private func order(_ graph: IdentityGraph) -> [Int] {
        let strengths = Self.strengths(rules)
        let rank = graph.edges.map { edge in
            (
                -strengths[Int(edge.kind.rawValue) * 2 + (edge.role == .typed ? 1 : 0)],
                edge.seenAt?.microseconds ?? Sighting.beforeAll
            )
        }
        return graph.edges.indices.sorted { left, right in
            if rank[left] != rank[right] { return rank[left] < rank[right] }
            let a = graph.edges[left]
            let b = graph.edges[right]
            let first = graph.touchpoints[Int(a.touchpoint)].recordName
            let second = graph.touchpoints[Int(b.touchpoint)].recordName
            return (first, a.ordinal, a.role.rawValue) < (second, b.ordinal, b.role.rawValue)
        }
    }

    /// By twice the kind's number, one more for typed values: looked up once an edge.
    private static func strengths(_ rules: IdentityRules) -> [Int] {
        let most = IdentifierKind.allCases.map(\.rawValue).max() ?? 0
        var strengths = [Int](repeating: 0, count: 2 * Int(most) + 2)
        for kind in IdentifierKind.allCases {
            strengths[2 * Int(kind.rawValue)] = rules.strength(kind, .own)
            strengths[2 * Int(kind.rawValue) + 1] = rules.strength(kind, .typed)
        }
        return strengths
    }

    private func answer(
        _ graph: IdentityGraph, _ persons: inout DisjointSets, _ blocks: inout DisjointSets
    ) -> Resolution {
        let points = graph.touchpoints
        var founderOf = [Int32](repeating: -1, count: persons.count)
        var firstOf = [Int32](repeating: -1, count: blocks.count)

        /// Customer-side records come before rows of the master, then by (time, record name).
        func precedes(_ left: Int, _ right: Int) -> Bool {
            let a = points[left]
            let b = points[right]
            if a.isMaster != b.isMaster { return b.isMaster }
            return (a.startedAt.microseconds, a.recordName)
                < (b.startedAt.microseconds, b.recordName)
        }
        for point in points.indices {
            let person = persons.root(of: point)
            let block = blocks.root(of: point)
            if founderOf[person] < 0 || precedes(point, Int(founderOf[person])) {
                founderOf[person] = Int32(point)
            }
            if firstOf[block] < 0 || precedes(point, Int(firstOf[block])) {
                firstOf[block] = Int32(point)
            }
        }
        var resolution = Resolution(
            founder: [], block: [], size: [Int32](repeating: 0, count: points.count),
            refused: [], refusedMerges: [])
        for point in points.indices {
            let person = persons.root(of: point)
            resolution.founder.append(founderOf[person])
            resolution.block.append(firstOf[blocks.root(of: point)])
            resolution.size[Int(founderOf[person])] += 1
        }
        return resolution
    }
}
