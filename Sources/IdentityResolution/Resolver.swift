import JourneyModel

/// Joins touchpoints into persons: by decision, then strongest evidence first, never against a rule.
///
/// Nearly all blocks hold nothing that could be refused: whatever the order of their links, the
/// block is one person, and one pass of union–find finds it. Only in contested blocks are links made
/// one by one, in order.
package struct Resolver: Sendable {
    private let rules: IdentityRules

    package init(rules: IdentityRules) { self.rules = rules }

    /// Solves whole blocks. The same graph in any order of touchpoints and edges gives the same
    /// persons: nothing depends on positions, arrival or the order of keys.
    package func resolve(_ graph: IdentityGraph) -> Resolution {
        let count = graph.touchpoints.count
        var blocks = DisjointSets(count: count + graph.identifiers.count)
        for edge in graph.edges { blocks.join(Int(edge.touchpoint), count + Int(edge.value)) }
        for decision in graph.decisions where decision.ruling == .merge {
            blocks.join(Int(decision.first), Int(decision.second))
        }
        var resolution = Self.whole(graph, &blocks)
        let contested = ContestedBlocks(graph, rules, &blocks)
        if !contested.isEmpty {
            let part = BlockPart(graph, contested, &blocks)
            part.put(BlockSolver(rules: rules).solve(part.graph), into: &resolution)
        }
        return resolution
    }

    /// Each block as one person, founded by its first record.
    private static func whole(
        _ graph: IdentityGraph, _ blocks: inout DisjointSets
    ) -> Resolution {
        let founder = founders(graph, &blocks)
        return Resolution(
            founder: founder, probable: founder, possible: founder, chances: [:], block: founder,
            refused: [], refusedMerges: [])
    }

    /// For each touchpoint the first one of its set.
    static func founders(_ graph: IdentityGraph, _ sets: inout DisjointSets) -> [Int32] {
        var founderOf = [Int32](repeating: -1, count: sets.count)
        for point in graph.touchpoints.indices {
            let root = sets.root(of: point)
            if founderOf[root] < 0 || graph.precedes(point, Int(founderOf[root])) {
                founderOf[root] = Int32(point)
            }
        }
        return graph.touchpoints.indices.map { founderOf[sets.root(of: $0)] }
    }
}
