import JourneyModel

/// Sorts evidence by identifier, in place: by the first two bytes of the key into 65,536 buckets, then
/// each small bucket by the whole key.
enum EdgeSort {
    typealias Edges = UnsafeMutableBufferPointer<EvidenceWorld.Edge>

    static func byIdentifier(_ edges: Edges) { sort(edges, shift: 56) }

    private static func sort(_ edges: Edges, shift: UInt64) {
        if edges.count < 512 || shift < 40 {
            var bucket = edges
            bucket.sort {
                ($0.identifier.high, $0.identifier.low) < ($1.identifier.high, $1.identifier.low)
            }
            return
        }
        func bucket(_ index: Int) -> Int { Int(edges[index].identifier.high >> shift & 255) }
        var ends = [Int](repeating: 0, count: 257)
        for index in edges.indices { ends[bucket(index) + 1] += 1 }
        for number in 0..<256 { ends[number + 1] += ends[number] }
        let starts = ends
        var next = ends
        for number in 0..<256 {
            while next[number] < starts[number + 1] {
                let other = bucket(next[number])
                if other == number {
                    next[number] += 1
                } else {
                    edges.swapAt(next[number], next[other])
                    next[other] += 1
                }
            }
        }
        for number in 0..<256 {
            sort(
                Edges(rebasing: edges[starts[number]..<starts[number + 1]]), shift: shift - 8)
        }
    }
}
