import JourneyModel

/// The touchpoints and values of some blocks, as a graph to walk.
struct EvidenceGraph {
    struct Edge {
        var touchpoint: Key128
        var value: Int
        var kind: String
        var strength: Int
        var observation: Explanation.Observation
        var plain: String
        var isRefused: Bool
    }

    /// The strength of a decision: above every rule.
    static let decided = 1000

    var names: [Key128: String] = [:]
    /// The decision that stands for a value.
    var decisions: [Int: Explanation.Decision] = [:]
    var edges: [Edge] = []
    /// Numbers of edges by touchpoint and by value.
    private var ofTouchpoint: [Key128: [Int]] = [:]
    private var ofValue: [Int: [Int]] = [:]

    mutating func append(_ edge: Edge) {
        ofTouchpoint[edge.touchpoint, default: []].append(edges.count)
        ofValue[edge.value, default: []].append(edges.count)
        edges.append(edge)
    }

    /// The chain from one touchpoint to another whose weakest link is as strong as can be, and among
    /// those the shortest; `nil` when none leads there. Refused links are not walked.
    func strongestPath(from start: Key128, to end: Key128) -> [(left: Edge, right: Edge)]? {
        let strengths = Set(edges.map(\.strength)).sorted(by: >)
        for floor in strengths {
            if let path = shortestPath(from: start, to: end, strengthFrom: floor) { return path }
        }
        return start == end ? [] : nil
    }

    private func shortestPath(
        from start: Key128, to end: Key128, strengthFrom floor: Int
    ) -> [(left: Edge, right: Edge)]? {
        var cameBy: [Key128: (left: Int, right: Int)] = [:]
        var seen: Set<Key128> = [start]
        var seenValues: Set<Int> = []
        var frontier = [start]
        while !frontier.isEmpty, !seen.contains(end) {
            var next: [Key128] = []
            for point in frontier {
                for left in usable(ofTouchpoint[point], floor) {
                    let value = edges[left].value
                    guard seenValues.insert(value).inserted else { continue }
                    for right in usable(ofValue[value], floor)
                    where seen.insert(edges[right].touchpoint).inserted {
                        cameBy[edges[right].touchpoint] = (left, right)
                        next.append(edges[right].touchpoint)
                    }
                }
            }
            frontier = next
        }
        guard seen.contains(end) else { return nil }
        var path: [(left: Edge, right: Edge)] = []
        var point = end
        while let step = cameBy[point] {
            path.append((edges[step.left], edges[step.right]))
            point = edges[step.left].touchpoint
        }
        return path.reversed()
    }

    private func usable(_ numbers: [Int]?, _ floor: Int) -> [Int] {
        (numbers ?? []).filter { edges[$0].strength >= floor && !edges[$0].isRefused }
    }
}
