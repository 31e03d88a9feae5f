import JourneyModel

/// Cuts a browser that several people use: each record belongs to the login in it, else to the
/// nearest login of the browser (the earlier one of two as near), else to the browser alone.
struct LoginSlices {
    /// For each sighting in order of time the place of the next login; negative where none follows.
    private var following: [Int32] = []

    /// - Parameters:
    ///   - order: Places of the sightings, sorted by (time, record name); `owner` is parallel to it.
    ///   - reach: Days around a login that records without one belong to it.
    mutating func cut(
        _ history: IdentifierHistory, _ order: [Int32], _ owner: [Key128?], reach: Int,
        into decision: inout IdentifierDecision
    ) {
        let reach = Int64(reach) * Sighting.day
        findFollowing(owner)
        var last: Int?
        for (index, place) in order.enumerated() {
            let sighting = history.sightings[Int(place)]
            var mine = owner[index]
            if mine != nil {
                last = index
            } else {
                let next = following[index] < 0 ? nil : Int(following[index])
                func distance(_ login: Int?) -> Int64 {
                    guard let login else { return .max }
                    return abs(history.sightings[Int(order[login])].position - sighting.position)
                }
                let back = distance(last)
                let ahead = distance(next)
                if min(back, ahead) <= reach {
                    mine = (back <= ahead ? last : next).flatMap { owner[$0] }
                }
            }
            var slice = decision.slices.firstIndex { $0.owner == mine } ?? -1
            if slice < 0 {
                slice = decision.slices.count
                decision.slices.append(.init(owner: mine))
            }
            decision.slices[slice].see(sighting)
            decision.assignment[Int(place)] = Int32(slice)
        }
    }

    private mutating func findFollowing(_ owner: [Key128?]) {
        following.removeAll(keepingCapacity: true)
        for _ in owner { following.append(-1) }
        var next: Int32 = -1
        for index in owner.indices.reversed() {
            if owner[index] != nil { next = Int32(index) }
            following[index] = next
        }
    }
}
