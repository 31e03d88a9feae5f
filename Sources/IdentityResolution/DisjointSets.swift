/// Union–find over the numbers `0..<count`, with union by size and path halving.
///
/// Four bytes an element: a root holds the size of its set as a negative number, any other element
/// the one above it.
struct DisjointSets {
    private var above: [Int32]

    init(count: Int) { above = Array(repeating: -1, count: count) }

    var count: Int { above.count }

    mutating func root(of element: Int) -> Int {
        above.withUnsafeMutableBufferPointer { Self.root(of: element, $0) }
    }

    /// Joins two sets and returns the root of the result.
    @discardableResult
    mutating func join(_ left: Int, _ right: Int) -> Int {
        above.withUnsafeMutableBufferPointer { above in
            let a = Self.root(of: left, above)
            let b = Self.root(of: right, above)
            if a == b { return a }
            let (child, root) = above[a] > above[b] ? (a, b) : (b, a)
            above[root] += above[child]
            above[child] = Int32(truncatingIfNeeded: root)
            return root
        }
    }

    private static func root(
        of element: Int, _ above: UnsafeMutableBufferPointer<Int32>
    ) -> Int {
        var current = element
        while above[current] >= 0 {
            let next = Int(above[current])
            if above[next] >= 0 { above[current] = above[next] }
            current = next
        }
        return current
    }
}
