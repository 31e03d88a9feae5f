import JourneyModel

/// Solves contested blocks: decisions first, then link by link in order, certain ones before probable
/// ones before possible ones.
struct BlockSolver {
    let rules: IdentityRules

    private struct State {
        var persons: DisjointSets
        var limits: PersonLimits
        var refused: [Resolution.Refusal] = []
    }

    func solve(_ graph: IdentityGraph) -> Resolution {
        let count = graph.touchpoints.count
        var blocks = DisjointSets(count: count + graph.identifiers.count)
        var state = State(persons: blocks, limits: PersonLimits())
        for edge in graph.edges { blocks.join(Int(edge.touchpoint), count + Int(edge.value)) }
        for decision in graph.decisions where decision.ruling == .merge {
            blocks.join(Int(decision.first), Int(decision.second))
        }
        state.limits = PersonLimits(graph, rules, &blocks)

        let order = order(graph)
        let refusedMerges = merge(graph, order, &state)
        join(graph, order.filter { percent(graph, $0) == 100 }, &state)
        let founder = Resolver.founders(graph, &state.persons)
        var ties = WeakTies(&state.persons)
        ties.add(join(graph, order.filter { 90..<100 ~= percent(graph, $0) }, &state))
        let probable = Resolver.founders(graph, &state.persons)
        let likely = ties.chances(of: probable)
        ties.add(join(graph, order.filter { percent(graph, $0) < 90 }, &state))
        let possible = Resolver.founders(graph, &state.persons)
        return Resolution(
            founder: founder, probable: probable, possible: possible,
            chances: WeakTies.united(likely, ties.chances(of: possible)),
            block: Resolver.founders(graph, &blocks), refused: state.refused,
            refusedMerges: refusedMerges)
    }

    private func percent(_ graph: IdentityGraph, _ edge: Int) -> Int {
        rules.percent(graph.edges[edge].role)
    }

    /// Makes the links in this order, but for those that break a rule.
    ///
    /// - Returns: Those that joined something.
    @discardableResult
    private func join(
        _ graph: IdentityGraph, _ edges: [Int], _ state: inout State
    ) -> [WeakTies.Link] {
        var made: [WeakTies.Link] = []
        for index in edges {
            let edge = graph.edges[index]
            let value = graph.touchpoints.count + Int(edge.value)
            let left = state.persons.root(of: Int(edge.touchpoint))
            let right = state.persons.root(of: value)
            if left == right { continue }
            if let reason = state.limits.broken(joining: left, right) {
                state.refused.append(.init(edge: Int32(index), reason: reason))
            } else {
                state.limits.merge(left, right, into: state.persons.join(left, right))
                made.append(
                    .init(
                        touchpoint: Int(edge.touchpoint), value: value,
                        share: Double(rules.percent(edge.role)) / 100))
            }
        }
        return made
    }

    /// Joins what was decided, by record names, before all evidence. What the two records themselves
    /// state must fit together; of other evidence the weakest gives way later.
    private func merge(
        _ graph: IdentityGraph, _ order: [Int], _ state: inout State
    ) -> [Resolution.RefusedMerge] {
        let names = graph.decisions.map { decision in
            [decision.first, decision.second].map(Int.init)
                .sorted { graph.names.order($0, $1) < 0 }
        }
        let merges = graph.decisions.indices.filter { graph.decisions[$0].ruling == .merge }
            .sorted { left, right in
                let first = graph.names.order(names[left][0], names[right][0])
                return first != 0
                    ? first < 0 : graph.names.order(names[left][1], names[right][1]) < 0
            }
        guard !merges.isEmpty else { return [] }

        let records = Set(
            merges.map { graph.decisions[$0].first } + merges.map { graph.decisions[$0].second })
        var stated = state.limits
        for index in order where records.contains(graph.edges[index].touchpoint) {
            let edge = graph.edges[index]
            stated.count(graph.touchpoints.count + Int(edge.value), at: Int(edge.touchpoint))
        }
        var refused: [Resolution.RefusedMerge] = []
        for index in merges {
            let left = state.persons.root(of: Int(graph.decisions[index].first))
            let right = state.persons.root(of: Int(graph.decisions[index].second))
            if left == right { continue }
            if let reason = stated.broken(joining: left, right) {
                refused.append(.init(decision: Int32(index), reason: reason))
            } else {
                let root = state.persons.join(left, right)
                stated.merge(left, right, into: root)
                state.limits.merge(left, right, into: root)
            }
        }
        return refused
    }

    /// Edges by (strength, evidence time, record name, ordinal), strongest and earliest first. Of two
    /// values that one record states in one place the one that was seen earlier elsewhere comes first;
    /// where none was, they differ in nothing that decides.
    private func order(_ graph: IdentityGraph) -> [Int] {
        let firstOf = firstEdges(graph)
        let strengths = graph.edges.map { rules.strength($0.kind, $0.role) }
        return graph.edges.indices.sorted { left, right in
            if strengths[left] != strengths[right] { return strengths[left] > strengths[right] }
            let order = Self.order(left, right, graph)
            if order != 0 { return order < 0 }
            return Self.order(
                firstOf[Int(graph.edges[left].value)], firstOf[Int(graph.edges[right].value)], graph
            )
                < 0
        }
    }

    /// The earliest edge of each value.
    private func firstEdges(_ graph: IdentityGraph) -> [Int] {
        var firstOf = [Int](repeating: -1, count: graph.identifiers.count)
        for (index, edge) in graph.edges.enumerated() {
            let value = Int(edge.value)
            if firstOf[value] < 0 || Self.order(index, firstOf[value], graph) < 0 {
                firstOf[value] = index
            }
        }
        return firstOf
    }

    /// By evidence time, record name, ordinal, role: negative, zero or positive.
    private static func order(_ left: Int, _ right: Int, _ graph: IdentityGraph) -> Int {
        let a = graph.edges[left]
        let b = graph.edges[right]
        if a.position != b.position { return a.position < b.position ? -1 : 1 }
        let names = graph.names.order(Int(a.touchpoint), Int(b.touchpoint))
        if names != 0 { return names }
        if a.ordinal != b.ordinal { return Int(a.ordinal) - Int(b.ordinal) }
        return Int(a.role.rawValue) - Int(b.role.rawValue)
    }
}
