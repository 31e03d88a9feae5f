import JourneyModel

/// The blocks in which a link can be refused or is less than certain; all others are one person,
/// whatever the order of their links.
struct ContestedBlocks {
    /// One value that a block holds, and what it counts towards.
    private struct Holding {
        var root: Int32
        /// The source; ``everySource`` or ``wholePerson``.
        var space: Int32
        var identifier: Int32
    }

    private static let everySource: Int32 = -1
    private static let wholePerson: Int32 = -2

    private(set) var isEmpty = true
    private var isContested: [Bool]

    /// - Parameter blocks: Touchpoints and values as they hang together over all edges and merges.
    init(_ graph: IdentityGraph, _ rules: IdentityRules, _ blocks: inout DisjointSets) {
        isContested = Array(repeating: false, count: blocks.count)
        for edge in graph.edges where rules.percent(edge.role) < 100 {
            mark(blocks.root(of: Int(edge.touchpoint)))
        }
        for decision in graph.decisions {
            mark(blocks.root(of: Int(decision.first)))
            mark(blocks.root(of: Int(decision.second)))
        }
        for kind in IdentifierKind.allCases where rules[kind].limitsPersons {
            let crowded = Self.crowded(kind, graph, &blocks)
            markBeyond(rules[kind], Self.holdings(kind, graph, rules[kind], crowded, &blocks))
        }
    }

    func contains(root: Int) -> Bool { isContested[root] }

    private mutating func mark(_ root: Int) {
        isContested[root] = true
        isEmpty = false
    }

    /// For each root of a block whether it holds several identifiers of the kind.
    static func crowded(
        _ kind: IdentifierKind, _ graph: IdentityGraph, _ blocks: inout DisjointSets
    ) -> [Bool] {
        var first = [Int32](repeating: -1, count: blocks.count)
        var crowded = [Bool](repeating: false, count: blocks.count)
        for edge in graph.edges where edge.kind == kind {
            let block = blocks.root(of: Int(edge.touchpoint))
            let identifier = graph.identifier(of: edge)
            if first[block] < 0 { first[block] = identifier }
            if first[block] != identifier { crowded[block] = true }
        }
        return crowded
    }

    private static func holdings(
        _ kind: IdentifierKind, _ graph: IdentityGraph, _ rule: IdentityRules.Kind,
        _ crowded: [Bool], _ blocks: inout DisjointSets
    ) -> [Holding] {
        let exclusivity = graph.sources.map { rule.exclusivity(in: $0) }
        var holdings: [Holding] = []
        for edge in graph.edges where edge.kind == kind {
            let root = blocks.root(of: Int(edge.touchpoint))
            guard crowded[root] else { continue }
            var holding = Holding(
                root: Int32(root), space: wholePerson, identifier: graph.identifier(of: edge))
            if rule.maxPerPerson < .max { holdings.append(holding) }
            let source = graph.touchpoints[Int(edge.touchpoint)].source
            switch exclusivity[Int(source)] {
            case .none: continue
            case .source: holding.space = source
            case .global: holding.space = everySource
            }
            holdings.append(holding)
        }
        return holdings.sorted { left, right in
            (left.root, left.space, left.identifier) < (right.root, right.space, right.identifier)
        }
    }

    /// - Parameter holdings: Sorted.
    private mutating func markBeyond(_ rule: IdentityRules.Kind, _ holdings: [Holding]) {
        var distinct = 0
        for (index, holding) in holdings.enumerated() {
            let before = index > 0 ? holdings[index - 1] : nil
            let isSameQuota = before?.root == holding.root && before?.space == holding.space
            if !isSameQuota {
                distinct = 1
            } else if before?.identifier != holding.identifier {
                distinct += 1
            }
            let most = holding.space == Self.wholePerson ? rule.maxPerPerson : 1
            if distinct > most { mark(Int(holding.root)) }
        }
    }
}
