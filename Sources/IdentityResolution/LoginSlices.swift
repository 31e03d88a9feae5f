import JourneyModel

/// Cuts a browser that several people use: each record belongs to the login in it, else to the
/// nearest login of the browser (the earlier one of two as near), else to the browser alone.
struct LoginSlices {
    private let kind: IdentityRules.Kind
    private let sightings: [Sighting]
    private let owner: [Key128?]
    private let isShared: Bool

    /// - Parameters:
    ///   - sightings: Sorted by (time, record name); `owner` is parallel to it.
    ///   - isShared: Several owners each had sittings of their own.
    init(
        _ kind: IdentityRules.Kind, _ sightings: [Sighting], _ owner: [Key128?], isShared: Bool
    ) {
        self.kind = kind
        self.sightings = sightings
        self.owner = owner
        self.isShared = isShared
    }

    func cut() -> (slices: [IdentifierDecision.Slice], assignment: [Int?]) {
        let reach = Int64(isShared ? kind.sharedReach : kind.loginReach) * Sighting.day
        let before = nearestLogin(sightings.indices)
        let after = nearestLogin(sightings.indices.reversed())
        var slices: [IdentifierDecision.Slice] = []
        var sliceOf: [Key128?: Int] = [:]
        var assignment: [Int?] = []
        for index in sightings.indices {
            let position = sightings[index].position
            var mine = owner[index]
            if mine == nil {
                let back = before[index].map { position - sightings[$0].position } ?? Int64.max
                let ahead = after[index].map { sightings[$0].position - position } ?? Int64.max
                if min(back, ahead) <= reach {
                    let nearest = back <= ahead ? before[index] : after[index]
                    mine = nearest.flatMap { owner[$0] }
                }
            }
            let slice = sliceOf[mine] ?? slices.count
            if slice == slices.count {
                sliceOf[mine] = slice
                slices.append(.init(owner: mine, firstSeen: sightings[index].time))
            }
            slices[slice].lastSeen = sightings[index].time
            assignment.append(slice)
        }
        return (slices, assignment)
    }

    /// For each sighting the last one with a login, walking in the order of `indices`.
    private func nearestLogin(_ indices: some Sequence<Int>) -> [Int?] {
        var nearest = [Int?](repeating: nil, count: sightings.count)
        var last: Int?
        for index in indices {
            if owner[index] != nil { last = index }
            nearest[index] = last
        }
        return nearest
    }
}
