import JourneyModel

/// What one person may hold: how many values of a kind, of an exclusive kind one a space, and of two
/// records that a decision keeps apart one.
///
/// Only blocks that hold more than one value of a limited kind are watched; everywhere else no join
/// can break a limit.
struct PersonLimits {
    /// What is counted together.
    private struct Quota: Hashable {
        /// `nil` for the two records of a decision.
        var kind: IdentifierKind?
        /// The source; -1 where the kind is exclusive over all sources, -2 for all values of it. Of a
        /// decision its place among them.
        var space: Int32
        var most: Int
    }

    private struct Holding: Hashable {
        var quota: Quota
        var identifier: Int32
    }

    private static let everySource: Int32 = -1
    private static let wholePerson: Int32 = -2

    private var ofRoot: [Int: [Holding]] = [:]

    /// Nothing is limited.
    init() {}

    /// - Parameter blocks: Touchpoints and values as they hang together over all edges.
    init(_ graph: IdentityGraph, _ rules: IdentityRules, _ blocks: inout DisjointSets) {
        for kind in IdentifierKind.allCases where rules[kind].limitsPersons {
            let crowded = ContestedBlocks.crowded(kind, graph, &blocks)
            for edge in graph.edges where edge.kind == kind {
                let value = graph.touchpoints.count + Int(edge.value)
                guard crowded[blocks.root(of: value)] else { continue }
                for quota in Self.quotas(edge, graph, rules) {
                    add(
                        Holding(quota: quota, identifier: graph.identifier(of: edge)), to: value)
                }
            }
        }
        for (place, decision) in graph.decisions.enumerated() where decision.ruling == .split {
            let ends = [Int(decision.first), Int(decision.second)]
            guard blocks.root(of: ends[0]) == blocks.root(of: ends[1]) else { continue }
            let quota = Quota(kind: nil, space: Int32(place), most: 1)
            for end in ends { add(Holding(quota: quota, identifier: Int32(end)), to: end) }
        }
    }

    /// The rule that the two, as one person, would break.
    func broken(joining left: Int, _ right: Int) -> Resolution.Reason? {
        guard let mine = ofRoot[left], let theirs = ofRoot[right] else { return nil }
        var counts: [Quota: Int] = [:]
        for holding in Set(mine).union(theirs) { counts[holding.quota, default: 0] += 1 }
        let broken = counts.filter { $0.value > $0.key.most }.keys
            .min { ($0.kind?.rawValue ?? -1, -$0.space) < ($1.kind?.rawValue ?? -1, -$1.space) }
        return broken.map { quota in
            guard let kind = quota.kind else { return .decision }
            return switch quota.space {
            case Self.wholePerson: .tooMany(kind, most: quota.most)
            case Self.everySource: .exclusive(kind, perSource: false)
            default: .exclusive(kind, perSource: true)
            }
        }
    }

    /// Counts a value as held by a touchpoint that carries it, unless that alone breaks a limit.
    mutating func count(_ value: Int, at touchpoint: Int) {
        guard broken(joining: touchpoint, value) == nil else { return }
        for holding in ofRoot[value] ?? [] { add(holding, to: touchpoint) }
    }

    mutating func merge(_ left: Int, _ right: Int, into root: Int) {
        let other = root == left ? right : left
        for moved in ofRoot.removeValue(forKey: other) ?? [] { add(moved, to: root) }
    }

    private mutating func add(_ holding: Holding, to root: Int) {
        if ofRoot[root, default: []].contains(holding) { return }
        ofRoot[root, default: []].append(holding)
    }

    private static func quotas(
        _ edge: IdentityGraph.Edge, _ graph: IdentityGraph, _ rules: IdentityRules
    ) -> [Quota] {
        let rule = rules[edge.kind]
        let source = graph.touchpoints[Int(edge.touchpoint)].source
        var quotas: [Quota] = []
        switch rule.exclusivity(in: graph.sources[Int(source)]) {
        case .none: break
        case .source: quotas.append(Quota(kind: edge.kind, space: source, most: 1))
        case .global: quotas.append(Quota(kind: edge.kind, space: everySource, most: 1))
        }
        if rule.maxPerPerson < .max {
            quotas.append(Quota(kind: edge.kind, space: wholePerson, most: rule.maxPerPerson))
        }
        return quotas
    }
}
