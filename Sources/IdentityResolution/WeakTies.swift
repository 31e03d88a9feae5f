/// How sure it is that records which only weaker links tie together are one person's.
///
/// What certain links hold together is one node; a node's chance is the product of the shares of
/// right links on the way to the founder's node. The links form a tree, so there is one way.
struct WeakTies {
    struct Link {
        var touchpoint: Int
        /// Place of the value behind the touchpoints.
        var value: Int
        /// How many of such links are right, from 0 to 1.
        var share: Double
    }

    private struct Tie {
        var node: Int
        var share: Double
    }

    /// The certain set of each touchpoint and value.
    private let nodeOf: [Int]
    private var ties: [Int: [Tie]] = [:]

    /// - Parameter persons: Joined over certain links.
    init(_ persons: inout DisjointSets) {
        var nodes: [Int] = []
        nodes.reserveCapacity(persons.count)
        for element in 0..<persons.count { nodes.append(persons.root(of: element)) }
        nodeOf = nodes
    }

    mutating func add(_ links: [Link]) {
        for link in links {
            let left = nodeOf[link.touchpoint]
            let right = nodeOf[link.value]
            ties[left, default: []].append(Tie(node: right, share: link.share))
            ties[right, default: []].append(Tie(node: left, share: link.share))
        }
    }

    /// The chance of each touchpoint that hangs on weaker links, and of a founder that would be alone
    /// without them.
    ///
    /// - Parameter founders: Of each touchpoint, over all links added.
    func chances(of founders: [Int32]) -> [Int32: Double] {
        guard !ties.isEmpty else { return [:] }
        var ofNode: [Int: Double] = [:]
        for founder in Set(founders) {
            let start = nodeOf[Int(founder)]
            guard let first = ties[start] else { continue }
            ofNode[start] = first.map(\.share).max()
            var front = first
            while let tie = front.popLast() {
                guard ofNode[tie.node] == nil else { continue }
                ofNode[tie.node] = tie.share
                for next in ties[tie.node] ?? [] {
                    front.append(Tie(node: next.node, share: tie.share * next.share))
                }
            }
        }
        var chances: [Int32: Double] = [:]
        for point in founders.indices {
            if let chance = ofNode[nodeOf[point]] { chances[Int32(point)] = chance }
        }
        return chances
    }

    static func united(
        _ probable: [Int32: Double], _ possible: [Int32: Double]
    ) -> [Int32: Resolution.Chance] {
        var chances = probable.mapValues { Resolution.Chance(probable: $0, possible: nil) }
        for (point, chance) in possible {
            chances[point, default: .init(probable: nil, possible: nil)].possible = chance
        }
        return chances
    }
}
