import JourneyModel

/// Decides about one identifier value from its own evidence alone, so that the answer never depends
/// on what was computed before, on other values or on the order of arrival.
package struct Slicer: Sendable {
    let rules: IdentityRules

    package init(rules: IdentityRules) { self.rules = rules }

    package func decide(_ history: IdentifierHistory) -> IdentifierDecision {
        let order = history.sightings.indices.sorted { left, right in
            let a = history.sightings[left]
            let b = history.sightings[right]
            return (a.position, a.recordName, a.role.rawValue, left)
                < (b.position, b.recordName, b.role.rawValue, right)
        }
        let sightings = order.map { history.sightings[$0] }
        let groups = OwnerGroups(sightings, valueKind: history.kind)
        let kind = rules[history.kind]

        var decision = IdentifierDecision(
            verdict: verdict(history.standing, kind, sightings, groups),
            assignment: Array(repeating: nil, count: sightings.count))
        decision.owners = Set(groups.owner.compactMap { $0 }).count
        guard decision.verdict == .joins, kind.joins else { return decision }

        let cut: (slices: [IdentifierDecision.Slice], assignment: [Int?])
        switch kind.slicing {
        case .none: cut = Self.whole(sightings, owner: groups.owner.lazy.compactMap { $0 }.first)
        case .login:
            let residents = Set(residents(sightings, groups).map(\.key))
            cut =
                LoginSlices(kind, sightings, groups.owner, isShared: residents.count > 1).cut()
        case .owner: cut = OwnerSlices(kind, sightings, groups.owner).cut()
        }
        decision.slices = cut.slices
        for (sorted, original) in order.enumerated() {
            decision.assignment[original] = cut.assignment[sorted]
        }
        return decision
    }

    /// The sightings of owners that were seen at least once with no other at the same sitting.
    func residents(
        _ sightings: [Sighting], _ groups: OwnerGroups
    ) -> [(time: Int64, key: Key128)] {
        let sitting = Int64(rules.sitting) * 60_000_000
        let logins = zip(sightings, groups.owner).compactMap { sighting, owner in
            owner.map { (time: sighting.position, key: $0) }
        }
        var residents: Set<Key128> = []
        for (index, login) in logins.enumerated() {
            let isNear = { (other: (time: Int64, key: Key128)) in
                abs(other.time - login.time) <= sitting
            }
            let before = logins[..<index].reversed().prefix(while: isNear)
            let after = logins[(index + 1)...].prefix(while: isNear)
            let isAlone =
                !before.contains { $0.key != login.key }
                && !after.contains { $0.key != login.key }
            if isAlone { residents.insert(login.key) }
        }
        return logins.filter { residents.contains($0.key) }
    }

    /// Whether two calls of the value ran at the same time for more than `seconds`.
    func hasOverlap(_ sightings: [Sighting], seconds: Int) -> Bool {
        let allowed = Int64(seconds) * 1_000_000
        var running: (end: Int64, touchpoint: Int)?
        for sighting in sightings {
            guard let end = sighting.callEnd?.microseconds, sighting.role == .own else { continue }
            if let other = running, other.touchpoint != sighting.touchpoint,
                min(other.end, end) - sighting.position > allowed
            {
                return true
            }
            if end > running?.end ?? Int64.min { running = (end, sighting.touchpoint) }
        }
        return false
    }

    static func whole(
        _ sightings: [Sighting], owner: Key128?
    ) -> (slices: [IdentifierDecision.Slice], assignment: [Int?]) {
        let times = sightings.compactMap(\.time)
        return (
            [.init(owner: owner, firstSeen: times.min(), lastSeen: times.max())],
            Array(repeating: 0, count: sightings.count)
        )
    }
}
