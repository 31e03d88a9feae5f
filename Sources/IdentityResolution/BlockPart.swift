import JourneyModel

/// Some blocks of a graph as a graph of their own.
struct BlockPart {
    private(set) var graph = IdentityGraph()
    /// Places in the whole graph.
    private var touchpoints: [Int32] = []
    private var edges: [Int32] = []
    private var decisions: [Int32] = []

    init(_ whole: IdentityGraph, _ chosen: ContestedBlocks, _ blocks: inout DisjointSets) {
        var place = [Int32](repeating: -1, count: blocks.count)
        for point in whole.touchpoints.indices where chosen.contains(root: blocks.root(of: point)) {
            place[point] = Int32(touchpoints.count)
            touchpoints.append(Int32(point))
            graph.append(whole.touchpoints[point], named: whole.names[point].utf8)
        }
        for (index, edge) in whole.edges.enumerated() where place[Int(edge.touchpoint)] >= 0 {
            let value = whole.touchpoints.count + Int(edge.value)
            if place[value] < 0 {
                place[value] = Int32(graph.identifiers.count)
                graph.identifiers.append(whole.identifier(of: edge))
            }
            var own = edge
            own.touchpoint = place[Int(edge.touchpoint)]
            own.value = place[value]
            graph.edges.append(own)
            edges.append(Int32(index))
        }
        graph.sources = whole.sources
        for (index, decision) in whole.decisions.enumerated() {
            let first = place[Int(decision.first)]
            let second = place[Int(decision.second)]
            graph.decisions.append(.init(first: first, second: second, ruling: decision.ruling))
            decisions.append(Int32(index))
        }
    }

    /// Writes what was found in the part to its places in the whole.
    func put(_ solved: Resolution, into whole: inout Resolution) {
        for (index, point) in touchpoints.enumerated() {
            let point = Int(point)
            whole.founder[point] = touchpoints[Int(solved.founder[index])]
            whole.probable[point] = touchpoints[Int(solved.probable[index])]
            whole.possible[point] = touchpoints[Int(solved.possible[index])]
            whole.block[point] = touchpoints[Int(solved.block[index])]
        }
        for (index, chance) in solved.chances { whole.chances[touchpoints[Int(index)]] = chance }
        whole.refused = solved.refused.map {
            .init(edge: edges[Int($0.edge)], reason: $0.reason)
        }
        whole.refusedMerges = solved.refusedMerges.map {
            .init(decision: decisions[Int($0.decision)], reason: $0.reason)
        }
    }
}
