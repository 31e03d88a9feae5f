import IdentityResolution
import JourneyModel
import JourneyStore
import Postgres

/// Judges every touched identifier and cuts it into slices, then replaces its edges.
struct VerdictStep {
    let stage: Stitch
    let rules: IdentityRules
    let hasher: KeyedHasher?

    private struct Edge {
        var touchpoint: Key128
        var identifier: Key128
        var slice: Int16
        var kind: Int16
        var role: Int16
        var ordinal: Int16
        var seenAt: Timestamp?
    }

    private struct Carrier {
        var touchpoint: Key128
        var ordinal: Int16
    }

    /// A sighting that joins nothing.
    private struct Loose {
        var touchpoint: Key128
        var identifier: Key128
        var role: Int16
        var seenAt: Timestamp?
    }

    private struct Judged {
        var identifier: Key128
        var kind: IdentifierKind
        var sightings: Int
        var decision: IdentifierDecision
    }

    func run(lastRun: Int) throws {
        try stage.execute("20_mark_identifiers", .int(lastRun))
        try applyRules()
        try stage.script("21_gather_histories")
        var judged: [Judged] = []
        var edges: [Edge] = []
        var loose: [Loose] = []
        try readHistories { identifier, history, carriers in
            let decision = Slicer(rules: rules).decide(history)
            for (index, slice) in decision.assignment.enumerated() {
                guard let slice else {
                    loose.append(
                        Loose(
                            touchpoint: carriers[index].touchpoint, identifier: identifier,
                            role: history.sightings[index].role.rawValue,
                            seenAt: history.sightings[index].time))
                    continue
                }
                edges.append(
                    Edge(
                        touchpoint: carriers[index].touchpoint, identifier: identifier,
                        slice: Int16(clamping: slice), kind: history.kind.rawValue,
                        role: history.sightings[index].role.rawValue,
                        ordinal: carriers[index].ordinal, seenAt: history.sightings[index].time))
            }
            judged.append(
                Judged(
                    identifier: identifier, kind: history.kind,
                    sightings: history.sightings.count, decision: decision))
        }
        try stage.script("22_drop_verdicts")
        try write(judged)
        try write(edges)
        try write(loose)
        try stage.script("26_replace_edges")
    }

    /// Looks up what the rules say of the values on touched records, where they say anything.
    private func applyRules() throws {
        let judge = ValueJudge(rules: rules, hasher: hasher)
        guard judge.isNeeded else { return }
        var found: [ValueRule] = []
        try stage.read("20_read_values") { row in
            guard let kind = IdentifierKind(rawValue: row.int16(1) ?? 0) else { return }
            found += judge.rules(of: row.key(0), kind, value: row.string(2))
        }
        try stage.write("20_write_rules") { copy in
            for rule in found {
                try copy.row(fields: 6)
                copy.key(rule.identifier)
                copy.bool(rule.isBlocked)
                copy.bool(rule.isExcluded)
                copy.key(rule.sameAs)
                copy.text(rule.standing?.rawValue)
                copy.text(rule.reason)
            }
        }
        try stage.script("20_keep_rules")
    }

    private func readHistories(
        _ body: (Key128, IdentifierHistory, [Carrier]) -> Void
    ) throws {
        var current: Key128?
        var history = IdentifierHistory(kind: .account)
        var carriers: [Carrier] = []
        try stage.read("21_read_histories") { row in
            let identifier = row.key(0)
            if identifier != current {
                if let current { body(current, history, carriers) }
                current = identifier
                history = IdentifierHistory(
                    kind: IdentifierKind(rawValue: row.int16(1) ?? 0) ?? .name)
                history.standing = Self.standing(
                    rule: row.string(12), reason: row.string(13), decision: row.string(14))
                carriers.removeAll(keepingCapacity: true)
            }
            var sighting = Sighting(
                touchpoint: carriers.count, recordName: row.string(8) ?? "",
                time: row.time(5), role: EvidenceRole(rawValue: row.int16(3) ?? 0) ?? .quoted)
            sighting.validTo = row.time(6)
            sighting.callEnd = row.time(7)
            sighting.accounts = row.keys(9)
            sighting.emails = row.keys(10)
            sighting.names = row.keys(11)
            history.sightings.append(sighting)
            carriers.append(Carrier(touchpoint: row.key(2), ordinal: row.int16(4) ?? 0))
        }
        if let current { body(current, history, carriers) }
    }

    /// A decision wins over the rules, but nobody makes an identifier of what they say is none.
    private static func standing(
        rule: String?, reason: String?, decision: String?
    ) -> IdentifierHistory.Standing? {
        if rule == "blocked" { return .blocked(reason: reason ?? "") }
        return switch (decision, rule) {
        case ("allow", _): .allowed
        case ("deny", _): .denied(reason: "denied by a decision")
        case (_, "allow"): .allowed
        case (_, "deny"): .denied(reason: "denied by the rules")
        default: nil
        }
    }

    private func write(_ judged: [Judged]) throws {
        try stage.write("23_write_verdicts") { copy in
            for item in judged {
                try copy.row(fields: 7)
                copy.key(item.identifier)
                copy.int16(item.kind.rawValue)
                switch item.decision.verdict {
                case .joins:
                    copy.text("joins")
                    copy.null()
                case .generic(let reason):
                    copy.text("generic")
                    copy.text(reason)
                case .blocked(let reason):
                    copy.text("blocked")
                    copy.text(reason)
                case .unissued:
                    copy.text("unissued")
                    copy.null()
                }
                copy.int32(Int32(clamping: item.sightings))
                copy.int32(Int32(clamping: item.decision.owners))
                copy.int32(Int32(clamping: item.decision.slices.count))
            }
        }
        try stage.write("24_write_intervals") { copy in
            for item in judged where item.decision.slices.count > 1 {
                for (number, slice) in item.decision.slices.enumerated() {
                    try copy.row(fields: 5)
                    copy.key(item.identifier)
                    copy.int16(Int16(clamping: number))
                    copy.key(slice.owner)
                    copy.time(slice.firstSeen)
                    copy.time(slice.lastSeen)
                }
            }
        }
    }

    private func write(_ edges: [Edge]) throws {
        try stage.write("25_write_edges") { copy in
            for edge in edges {
                try copy.row(fields: 7)
                copy.key(edge.touchpoint)
                copy.key(edge.identifier)
                copy.int16(edge.slice)
                copy.int16(edge.kind)
                copy.int16(edge.role)
                copy.int16(edge.ordinal)
                copy.time(edge.seenAt)
            }
        }
    }

    private func write(_ loose: [Loose]) throws {
        try stage.write("25_write_loose") { copy in
            for sighting in loose {
                try copy.row(fields: 4)
                copy.key(sighting.touchpoint)
                copy.key(sighting.identifier)
                copy.int16(sighting.role)
                copy.time(sighting.seenAt)
            }
        }
    }
}
