/// Union–find over the numbers `0..<count`, with union by size and path halving.
struct DisjointSets {
    private var parent: [Int32]
    private var size: [Int32]

    init(count: Int) {
        parent = (0..<Int32(count)).map { $0 }
        size = Array(repeating: 1, count: count)
    }

    var count: Int { parent.count }

    mutating func root(of element: Int) -> Int {
        var current = element
        while Int(parent[current]) != current {
            parent[current] = parent[Int(parent[current])]
            current = Int(parent[current])
        }
        return current
    }

    /// Joins two sets and returns the root of the result.
    @discardableResult
    mutating func join(_ left: Int, _ right: Int) -> Int {
        let a = root(of: left)
        let b = root(of: right)
        if a == b { return a }
        let (child, root) = size[a] < size[b] ? (a, b) : (b, a)
        parent[child] = Int32(root)
        size[root] += size[child]
        return root
    }
}
