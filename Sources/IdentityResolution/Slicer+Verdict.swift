import JourneyModel

extension Slicer {
    /// What is counted of a value: how many there were within a window, and how many are allowed.
    private struct Count {
        var what: String
        var most: Int
        var limit: Int
    }

    func verdict(
        _ history: IdentifierHistory, _ kind: IdentityRules.Kind
    ) -> IdentifierDecision.Verdict {
        switch history.standing {
        case .blocked(let reason): return .blocked(reason: reason)
        case .denied(let reason): return .generic(reason: reason)
        case .allowed, nil: break
        }
        if kind.needsIssuer {
            let issued = history.sightings.filter { $0.role == .issued }
            let issuers = Set(issued.map(\.touchpoint)).count
            if issuers == 0 { return .unissued }
            if issuers > 1, history.standing == nil {
                return .generic(reason: "\(issuers) records issued it")
            }
        }
        if history.standing == .allowed { return .joins }
        if let count = tooMany(history, kind) {
            return .generic(
                reason: "\(count.most) \(count.what) within \(rules.ownersWindow) days;"
                    + " the limit is \(count.limit)")
        }
        if kind.maxNames < .max, hasOwnersOfOtherNames(history) {
            return .generic(
                reason: "owners of different names within \(rules.ownersWindow) days")
        }
        if let seconds = kind.overlapSeconds, hasOverlap(history, seconds: seconds) {
            return .generic(reason: "two calls at the same time")
        }
        return .joins
    }

    /// The first limit that is passed. Cheap bounds come first: most values are seen with one owner.
    private func tooMany(_ history: IdentifierHistory, _ kind: IdentityRules.Kind) -> Count? {
        let accounts = Self.anchors(history, order, { history.accounts($0) }, kind.maxAccounts)
        return passed("accounts", kind.maxAccounts, accounts)
            ?? passed("owners at sittings of their own", kind.maxResidents) { residents(history) }
            ?? passed("owners", kind.maxOwners) { owners(history) }
            ?? passed(
                "names", kind.maxNames,
                Self.anchors(history, order, { history.surnames($0) }, kind.maxNames))
            ?? passed("calls", kind.maxCalls, calls(history, limit: kind.maxCalls))
    }

    /// - Parameter points: Of owners, looked up only where there are more than `limit`.
    private func passed(
        _ what: String, _ limit: Int, _ points: () -> [(time: Int64, key: Key128)]
    ) -> Count? {
        groups.distinct.count > limit ? passed(what, limit, points()) : nil
    }

    private func passed(
        _ what: String, _ limit: Int, _ points: [(time: Int64, key: Key128)]
    ) -> Count? {
        guard points.count > limit else { return nil }
        let window = Int64(rules.ownersWindow) * Sighting.day
        let most = OwnerGroups.mostWithin(window: window, points)
        return most > limit ? Count(what: what, most: most, limit: limit) : nil
    }

    private func owners(_ history: IdentifierHistory) -> [(time: Int64, key: Key128)] {
        zip(order, groups.owner).compactMap { place, owner in
            owner.map { (time: history.sightings[Int(place)].position, key: $0) }
        }
    }

    /// The calls with the value, in order of time; none where they cannot pass the limit.
    private func calls(
        _ history: IdentifierHistory, limit: Int
    ) -> [(time: Int64, key: Key128)] {
        guard history.sightings.count > limit else { return [] }
        return order.compactMap { place in
            let sighting = history.sightings[Int(place)]
            guard sighting.callEnd != nil, sighting.role == .own else { return nil }
            return (sighting.position, Key128(high: 0, low: UInt64(sighting.touchpoint)))
        }
    }

    /// What stands beside the value, in order of time; none where fewer than `limit` differ.
    private static func anchors(
        _ history: IdentifierHistory, _ order: [Int32],
        _ keys: (Sighting) -> ArraySlice<Key128>, _ limit: Int
    ) -> [(time: Int64, key: Key128)] {
        guard history.hasAnchors, hasMore(history, keys, than: limit) else { return [] }
        return order.flatMap { place in
            let sighting = history.sightings[Int(place)]
            return keys(sighting).map { (sighting.position, $0) }
        }
    }

    private static func hasMore(
        _ history: IdentifierHistory, _ keys: (Sighting) -> ArraySlice<Key128>, than limit: Int
    ) -> Bool {
        var first: Key128?
        var others: [Key128] = []
        for sighting in history.sightings {
            for key in keys(sighting) {
                first = first ?? key
                if key == first || others.contains(key) { continue }
                others.append(key)
                if others.count + 1 > limit { return true }
            }
        }
        return first != nil && limit < 1
    }

    /// Whether two owners who use the value in turn have no name in common: a couple's number, not a
    /// person with two addresses. Of an owner who names nobody nothing is known.
    private func hasOwnersOfOtherNames(_ history: IdentifierHistory) -> Bool {
        guard groups.distinct.count > 1 else { return false }
        let window = Int64(rules.ownersWindow) * Sighting.day
        var named: [(owner: Key128, name: Key128, position: Int64)] = []
        for (place, owner) in zip(order, groups.owner) {
            guard let owner else { continue }
            let sighting = history.sightings[Int(place)]
            for name in history.surnames(sighting) {
                named.append((owner, name, sighting.position))
            }
        }
        let namesOf = Dictionary(grouping: named, by: \.owner)
            .mapValues { Set($0.map(\.name)) }
        return named.enumerated().contains { index, first in
            named[(index + 1)...].prefix { $0.position - first.position <= window }
                .contains { other in
                    guard other.owner != first.owner, let mine = namesOf[first.owner],
                        let theirs = namesOf[other.owner]
                    else { return false }
                    return mine.isDisjoint(with: theirs)
                }
        }
    }

    /// Whether two calls of the value ran at the same time for more than `seconds`.
    func hasOverlap(_ history: IdentifierHistory, seconds: Int) -> Bool {
        let allowed = Int64(seconds) * 1_000_000
        var running: (end: Int64, touchpoint: Int32)?
        for place in order {
            let sighting = history.sightings[Int(place)]
            guard let end = sighting.callEnd, sighting.role == .own else { continue }
            if let other = running, other.touchpoint != sighting.touchpoint,
                min(other.end, end) - sighting.position > allowed
            {
                return true
            }
            if end > running?.end ?? Int64.min { running = (end, sighting.touchpoint) }
        }
        return false
    }
}
