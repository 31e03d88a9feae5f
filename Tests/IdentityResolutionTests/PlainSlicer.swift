import JourneyModel

@testable import IdentityResolution

/// The slicer once more, slow and plain: no shortcut for values of one owner, no memory kept.
struct PlainSlicer {
    let rules: IdentityRules

    private struct Seen {
        var place: Int
        var value: Value.Seen
        var owner: Key128?

        var position: Int64 { value.time?.microseconds ?? Sighting.beforeAll }
    }

    func decide(_ value: Value) -> IdentifierDecision {
        let kind = rules[value.kind]
        var seen = value.sightings.enumerated().map { Seen(place: $0.offset, value: $0.element) }
        let matches = seen.filter { $0.value.role.isMatch }
        seen.removeAll { $0.value.role.isMatch }
        seen.sort { a, b in
            (a.position, a.value.name, a.value.role.rawValue, a.place)
                < (b.position, b.value.name, b.value.role.rawValue, b.place)
        }
        name(&seen, value.kind)
        var decision = IdentifierDecision()
        decision.assignment = value.sightings.map { _ in -1 }
        decision.owners = Set(seen.compactMap(\.owner)).count
        decision.verdict = verdict(value.standing, kind, seen)
        guard decision.verdict == .joins, kind.joins, !seen.isEmpty else { return decision }

        let parts: [(owner: Key128?, members: [Seen])]
        switch kind.slicing {
        case .none: parts = [(seen.lazy.compactMap(\.owner).first, seen)]
        case .login: parts = byLogin(seen, kind)
        case .owner: parts = byTenure(seen, kind)
        }
        for (number, part) in parts.enumerated() {
            let times = part.members.compactMap(\.value.time)
            decision.slices.append(
                .init(owner: part.owner, firstSeen: times.min(), lastSeen: times.max()))
            for member in part.members { decision.assignment[member.place] = Int32(number) }
        }
        for match in matches {
            let visit = seen.last { $0.position <= match.position } ?? seen.first
            guard let visit, decision.assignment[visit.place] >= 0 else { continue }
            let slice = decision.assignment[visit.place]
            let owner = decision.slices[Int(slice)].owner
            let stated = self.owner(of: match.value, value.kind, seen)
            if owner == nil || stated == nil || owner == stated {
                decision.assignment[match.place] = slice
            }
        }
        return decision
    }

    private func name(_ seen: inout [Seen], _ kind: IdentifierKind) {
        for index in seen.indices { seen[index].owner = owner(of: seen[index].value, kind, seen) }
    }

    private func owner(
        of value: Value.Seen, _ kind: IdentifierKind, _ seen: [Seen]
    ) -> Key128? {
        if let account = value.accounts.first { return account }
        guard kind != .email, let email = value.emails.first else { return nil }
        let accounts = Set(seen.flatMap(\.value.accounts))
        if let account = accounts.first, accounts.count == 1,
            Set(seen.flatMap(\.value.emails)) == [email]
        {
            return account
        }
        let beside = seen.first { !$0.value.accounts.isEmpty && $0.value.emails.contains(email) }
        return beside?.value.accounts.first ?? email
    }

    private func verdict(
        _ standing: IdentifierHistory.Standing?, _ kind: IdentityRules.Kind, _ seen: [Seen]
    ) -> IdentifierDecision.Verdict {
        if case .denied(let reason) = standing { return .generic(reason: reason) }
        if kind.needsIssuer {
            let issuers = Set(seen.filter { $0.value.role == .issued }.map(\.value.touchpoint))
            if issuers.isEmpty { return .unissued }
            if issuers.count > 1, standing == nil {
                return .generic(reason: "\(issuers.count) records issued it")
            }
        }
        if standing == .allowed { return .joins }
        let residents = residents(seen)
        let calls = seen.filter { $0.value.callEnd != nil && $0.value.role == .own }
        let counts: [(what: String, most: Int, limit: Int)] = [
            ("accounts", most(seen) { $0.value.accounts }, kind.maxAccounts),
            (
                "owners at sittings of their own",
                most(seen) { $0.owner.map { residents.contains($0) ? [$0] : [] } ?? [] },
                kind.maxResidents
            ),
            ("owners", most(seen) { $0.owner.map { [$0] } ?? [] }, kind.maxOwners),
            ("names", most(seen) { $0.value.names }, kind.maxNames),
            ("calls", most(calls) { [key(UInt64($0.value.touchpoint))] }, kind.maxCalls),
        ]
        for count in counts where count.most > count.limit {
            return .generic(
                reason: "\(count.most) \(count.what) within 30 days; the limit is \(count.limit)")
        }
        if kind.maxNames < .max, hasOwnersOfOtherNames(seen) {
            return .generic(reason: "owners of different names within 30 days")
        }
        if let seconds = kind.overlapSeconds, overlap(calls) > Int64(seconds) * 1_000_000 {
            return .generic(reason: "two calls at the same time")
        }
        return .joins
    }

    private func hasOwnersOfOtherNames(_ seen: [Seen]) -> Bool {
        func names(_ owner: Key128) -> Set<Key128> {
            Set(seen.filter { $0.owner == owner }.flatMap(\.value.names))
        }
        return seen.contains { a in
            seen.contains { b in
                guard let one = a.owner, let other = b.owner, one != other,
                    !a.value.names.isEmpty, !b.value.names.isEmpty,
                    abs(a.position - b.position) <= 30 * Sighting.day
                else { return false }
                return names(one).isDisjoint(with: names(other))
            }
        }
    }

    private func most(_ seen: [Seen], _ keys: (Seen) -> [Key128]) -> Int {
        let window = 30 * Sighting.day
        return seen.map { last in
            let within = seen.filter {
                $0.position <= last.position && last.position - $0.position <= window
            }
            return Set(within.flatMap(keys)).count
        }.max() ?? 0
    }

    private func overlap(_ calls: [Seen]) -> Int64 {
        var longest: Int64 = 0
        for one in calls {
            for other in calls where other.value.touchpoint != one.value.touchpoint {
                guard let a = one.value.callEnd, let b = other.value.callEnd else { continue }
                let start = max(one.position, other.position)
                longest = max(longest, min(a.microseconds, b.microseconds) - start)
            }
        }
        return longest
    }

    private func residents(_ seen: [Seen]) -> Set<Key128> {
        Set(
            seen.filter { one in
                one.owner != nil
                    && !seen.contains { other in
                        other.owner != nil && other.owner != one.owner
                            && abs(other.position - one.position)
                                <= Int64(rules.sitting) * 60_000_000
                    }
            }.compactMap(\.owner))
    }

    private func byLogin(
        _ seen: [Seen], _ kind: IdentityRules.Kind
    ) -> [(owner: Key128?, members: [Seen])] {
        let days = residents(seen).count > 1 ? kind.sharedReach : kind.loginReach
        var parts: [(owner: Key128?, members: [Seen])] = []
        for (index, one) in seen.enumerated() {
            var owner = one.owner
            if owner == nil {
                let logins = seen.enumerated().filter { $0.element.owner != nil }
                let nearest = logins.min { a, b in
                    let left = abs(a.element.position - one.position)
                    let right = abs(b.element.position - one.position)
                    if left != right { return left < right }
                    // Before it the later, behind it the earlier one stands nearer.
                    let isBefore = a.offset < index
                    return isBefore == (b.offset < index)
                        ? (isBefore ? a.offset > b.offset : a.offset < b.offset) : isBefore
                }
                if let nearest,
                    abs(nearest.element.position - one.position) <= Int64(days) * Sighting.day
                {
                    owner = nearest.element.owner
                }
            }
            if let part = parts.firstIndex(where: { $0.owner == owner }) {
                parts[part].members.append(one)
            } else {
                parts.append((owner, [one]))
            }
        }
        return parts
    }

    private struct Tenure {
        var owner: Key128
        var first: Int64
        var last: Int64
        var isEnded: Bool
    }

    private func byTenure(
        _ seen: [Seen], _ kind: IdentityRules.Kind
    ) -> [(owner: Key128?, members: [Seen])] {
        let silence = Int64(kind.silence) * Sighting.day
        let tenures = tenures(seen, silence)
        if tenures.count <= 1, !(tenures.first?.isEnded ?? false) {
            return [(tenures.first?.owner, seen)]
        }
        var parts = tenures.map { (owner: Key128?.some($0.owner), members: [Seen]()) }
        for one in seen {
            let at = one.position
            let previous = tenures.lastIndex { $0.first <= at }
            guard let previous else {
                parts[0].members.append(one)
                continue
            }
            let next = previous + 1 < tenures.count ? tenures[previous + 1] : nil
            let tenure = tenures[previous]
            if at <= tenure.last {
                parts[previous].members.append(one)
            } else if next == nil {
                if !tenure.isEnded { parts[previous].members.append(one) }
            } else if at - tenure.last <= (tenure.isEnded ? 0 : silence) {
                parts[previous].members.append(one)
            } else if let next, next.first - at <= silence {
                parts[previous + 1].members.append(one)
            }
        }
        return parts
    }

    private func tenures(_ seen: [Seen], _ silence: Int64) -> [Tenure] {
        var marks: [(at: Int64, owner: Key128, ends: Bool)] = []
        for one in seen {
            guard let owner = one.owner else { continue }
            marks.append((one.position, owner, false))
            if let end = one.value.validTo { marks.append((end.microseconds, owner, true)) }
        }
        marks = marks.enumerated().sorted {
            ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
        }
        .map(\.element)
        var tenures: [Tenure] = []
        for mark in marks {
            let new = Tenure(
                owner: mark.owner, first: mark.at, last: mark.at, isEnded: mark.ends)
            guard let last = tenures.indices.last else {
                tenures.append(new)
                continue
            }
            let tenure = tenures[last]
            let isOther = mark.owner != tenure.owner
            if isOther, mark.at - tenure.last >= silence || tenure.isEnded {
                tenures.append(new)
            } else if !isOther || !mark.ends {
                tenures[last].last = max(tenure.last, mark.at)
                tenures[last].isEnded = mark.ends
            }
        }
        return tenures
    }
}
