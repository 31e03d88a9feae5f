import JourneyModel

/// Decides about one identifier value from its own evidence alone, so that the answer never depends
/// on what was computed before, on other values or on the order of arrival.
///
/// One slicer serves all values of a run: its memory is used again and again.
package struct Slicer: Sendable {
    let rules: IdentityRules
    /// Places of the sightings that state the value, sorted by (time, record name).
    var order: [Int32] = []
    var groups = OwnerGroups()
    private var login = LoginSlices()

    package init(rules: IdentityRules) { self.rules = rules }

    /// - Parameter names: `SOURCE:ID` of the records; they decide between sightings of one time.
    package mutating func decide(
        _ history: IdentifierHistory, names: RecordNames, into decision: inout IdentifierDecision
    ) {
        decision.begin(history.sightings.count)
        sort(history, names)
        groups.find(history, order)
        let kind = rules[history.kind]
        decision.owners = groups.distinct.count
        decision.verdict = verdict(history, kind)
        guard decision.verdict == .joins, kind.joins, !order.isEmpty else { return }
        cut(history, kind, into: &decision)
        if order.count < history.sightings.count { placeMatches(history, &decision) }
    }

    private mutating func cut(
        _ history: IdentifierHistory, _ kind: IdentityRules.Kind,
        into decision: inout IdentifierDecision
    ) {
        if belongsToOne(history, kind) {
            give(all: history, to: groups.distinct.first, &decision)
            return
        }
        switch kind.slicing {
        case .none: give(all: history, to: groups.distinct.first, &decision)
        case .login:
            let isShared = Set(residents(history).map(\.key)).count > 1
            login.cut(
                history, order, groups.owner,
                reach: isShared ? kind.sharedReach : kind.loginReach, into: &decision)
        case .owner: OwnerSlices(kind, history, order, groups.owner).cut(into: &decision)
        }
    }

    /// Whether there is nothing to cut: no owner anywhere, or one who never leaves.
    private func belongsToOne(_ history: IdentifierHistory, _ kind: IdentityRules.Kind) -> Bool {
        guard groups.distinct.count <= 1 else { return false }
        return switch kind.slicing {
        case .none: true
        case .login: groups.distinct.isEmpty || groups.owner.allSatisfy { $0 != nil }
        case .owner: history.sightings.allSatisfy { $0.validTo == nil }
        }
    }

    private func give(
        all history: IdentifierHistory, to owner: Key128?, _ decision: inout IdentifierDecision
    ) {
        var slice = IdentifierDecision.Slice(owner: owner)
        for place in order {
            decision.assignment[Int(place)] = 0
            slice.see(history.sightings[Int(place)])
        }
        decision.slices.append(slice)
    }

    /// A match belongs to the visit that it fits, which is the last sighting before it; where the visit
    /// is another owner's than the matched record states, it joins nothing.
    private func placeMatches(_ history: IdentifierHistory, _ decision: inout IdentifierDecision) {
        for place in history.sightings.indices where history.sightings[place].role.isMatch {
            let sighting = history.sightings[place]
            let visit = order.last { history.sightings[Int($0)].position <= sighting.position }
            guard let visit = visit ?? order.first else { continue }
            let slice = decision.assignment[Int(visit)]
            guard slice >= 0 else { continue }
            if let owner = decision.slices[Int(slice)].owner,
                let stated = groups.owner(of: sighting, history), stated != owner
            {
                continue
            }
            decision.assignment[place] = slice
        }
    }

    private mutating func sort(_ history: IdentifierHistory, _ names: RecordNames) {
        order.removeAll(keepingCapacity: true)
        var isSorted = true
        for place in history.sightings.indices where !history.sightings[place].role.isMatch {
            let place = Int32(place)
            if isSorted, let last = order.last, !Self.precedes(last, place, history, names) {
                isSorted = false
            }
            order.append(place)
        }
        if !isSorted { order.sort { Self.precedes($0, $1, history, names) } }
    }

    private static func precedes(
        _ left: Int32, _ right: Int32, _ history: IdentifierHistory, _ names: RecordNames
    ) -> Bool {
        let a = history.sightings[Int(left)]
        let b = history.sightings[Int(right)]
        if a.position != b.position { return a.position < b.position }
        let order = names.order(Int(a.name), Int(b.name))
        if order != 0 { return order < 0 }
        return (a.role.rawValue, left) < (b.role.rawValue, right)
    }

    /// The sightings of owners that were seen at least once with no other at the same sitting.
    func residents(_ history: IdentifierHistory) -> [(time: Int64, key: Key128)] {
        let sitting = Int64(rules.sitting) * 60_000_000
        let logins = zip(order, groups.owner).compactMap { place, owner in
            owner.map { (time: history.sightings[Int(place)].position, key: $0) }
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
}

extension IdentifierDecision.Slice {
    /// Widens the slice to hold a sighting; an undated one changes nothing.
    mutating func see(_ sighting: Sighting) {
        guard let time = sighting.time else { return }
        firstSeen = min(firstSeen ?? time, time)
        lastSeen = max(lastSeen ?? time, time)
    }
}
