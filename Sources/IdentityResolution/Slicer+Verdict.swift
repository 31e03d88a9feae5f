import JourneyModel

extension Slicer {
    /// One owner too many: what is counted, how many there were and how many are allowed.
    private struct Count {
        var what: String
        var most: Int
        var limit: Int
    }

    func verdict(
        _ standing: IdentifierHistory.Standing?, _ kind: IdentityRules.Kind,
        _ sightings: [Sighting], _ groups: OwnerGroups
    ) -> IdentifierDecision.Verdict {
        switch standing {
        case .blocked(let reason): return .blocked(reason: reason)
        case .denied(let reason): return .generic(reason: reason)
        case .allowed, nil: break
        }
        if kind.needsIssuer {
            let issuers = Set(sightings.filter { $0.role == .issued }.map(\.touchpoint)).count
            if issuers == 0 { return .unissued }
            if issuers > 1, standing == nil {
                return .generic(reason: "\(issuers) records issued it")
            }
        }
        if standing == .allowed { return .joins }
        for count in counts(kind, sightings, groups) where count.most > count.limit {
            return .generic(
                reason: "\(count.most) \(count.what) within \(rules.ownersWindow) days;"
                    + " the limit is \(count.limit)")
        }
        if let seconds = kind.overlapSeconds, hasOverlap(sightings, seconds: seconds) {
            return .generic(reason: "two calls at the same time")
        }
        return .joins
    }

    private func counts(
        _ kind: IdentityRules.Kind, _ sightings: [Sighting], _ groups: OwnerGroups
    ) -> [Count] {
        let window = Int64(rules.ownersWindow) * Sighting.day
        func most(_ points: [(time: Int64, key: Key128)]) -> Int {
            OwnerGroups.mostWithin(window: window, points)
        }
        func seen(_ keys: KeyPath<Sighting, [Key128]>) -> [(time: Int64, key: Key128)] {
            sightings.flatMap { sighting in
                sighting[keyPath: keys].map { (sighting.position, $0) }
            }
        }
        let owners = zip(sightings, groups.owner).compactMap { sighting, owner in
            owner.map { (time: sighting.position, key: $0) }
        }
        let calls = sightings.filter { $0.callEnd != nil && $0.role == .own }
            .map { (time: $0.position, key: Key128(high: 0, low: UInt64($0.touchpoint))) }
        return [
            Count(what: "accounts", most: most(seen(\.accounts)), limit: kind.maxAccounts),
            Count(
                what: "owners at sittings of their own", most: most(residents(sightings, groups)),
                limit: kind.maxResidents),
            Count(what: "owners", most: most(owners), limit: kind.maxOwners),
            Count(what: "names", most: most(seen(\.names)), limit: kind.maxNames),
            Count(what: "calls", most: most(calls), limit: kind.maxCalls),
        ]
    }
}
