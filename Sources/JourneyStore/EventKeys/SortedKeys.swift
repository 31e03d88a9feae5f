import JourneyModel

/// The order of keys that are evenly spread, as digests are: one pass that deals them out by their
/// leading bits, and a short sort within each pile. Equal keys keep their order.
enum SortedKeys {
    /// Keys a pile holds on average.
    private static let pileSize = 4

    /// - Returns: The indices of `keys` in the order of the keys.
    static func order(_ keys: [Key128]) -> [Int32] {
        if keys.isEmpty { return [] }
        let piles = UInt64(max(1, keys.count / pileSize))
        func pile(_ key: Key128) -> Int { Int(key.high.multipliedFullWidth(by: piles).high) }
        var ends = [Int32](repeating: 0, count: Int(piles) + 1)
        for key in keys { ends[pile(key) + 1] += 1 }
        for index in 1...Int(piles) { ends[index] += ends[index - 1] }
        var order = [Int32](repeating: 0, count: keys.count)
        var next = ends
        for index in keys.indices {
            let pile = pile(keys[index])
            order[Int(next[pile])] = Int32(index)
            next[pile] += 1
        }
        for pile in 0..<Int(piles) {
            insertionSort(&order, Int(ends[pile])..<Int(ends[pile + 1]), keys)
        }
        return order
    }

    private static func insertionSort(
        _ order: inout [Int32], _ range: Range<Int>, _ keys: [Key128]
    ) {
        for index in range.dropFirst() {
            let moving = order[index]
            var place = index
            while place > range.lowerBound, keys[Int(moving)].precedes(keys[Int(order[place - 1])])
            {
                order[place] = order[place - 1]
                place -= 1
            }
            order[place] = moving
        }
    }
}

extension Key128 {
    /// The order of stored keys, which is that of `uuid` in the database. It means nothing else.
    func precedes(_ other: Key128) -> Bool {
        high != other.high ? high < other.high : low < other.low
    }
}
