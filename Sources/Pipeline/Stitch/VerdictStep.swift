import IdentityResolution
import JourneyModel
import JourneyStore
import Postgres

/// Judges every touched identifier and cuts it into slices, then replaces its edges.
struct VerdictStep {
    let stage: Stitch
    let rules: IdentityRules
    let hasher: KeyedHasher?

    /// What was found about one value; its sightings stand in ``Findings``.
    private struct Judged {
        var identifier: Key128
        var kind: IdentifierKind
        var verdict: IdentifierDecision.Verdict
        var sightings: Int32
        var owners: Int32
        var slices: Int32
    }

    /// A sighting and the slice that it belongs to; 40 bytes.
    private struct Assigned {
        var touchpoint: Key128
        var seenAt: Timestamp?
        /// Place in ``Findings/judged``.
        var value: Int32
        var slice: Int16
        var ordinal: Int16
        var role: EvidenceRole
    }

    private struct Interval {
        var value: Int32
        var number: Int16
        var slice: IdentifierDecision.Slice
    }

    private struct Findings {
        var judged: [Judged] = []
        var assigned: [Assigned] = []
        var intervals: [Interval] = []
    }

    private struct Carrier {
        var touchpoint: Key128
        var ordinal: Int16
    }

    func run(lastRun: Int) throws {
        if lastRun == 0 {
            try stage.script("20_mark_all_identifiers")
        } else {
            try stage.execute("20_mark_identifiers", .int(lastRun))
        }
        try applyRules()
        try stage.script("21_gather_histories")
        var findings = Findings()
        var slicer = Slicer(rules: rules)
        var decision = IdentifierDecision()
        try readHistories { identifier, history, names, carriers in
            slicer.decide(history, names: names, into: &decision)
            Self.note(decision, identifier, history, carriers, &findings)
        }
        try stage.script("22_drop_verdicts")
        try write(findings)
        try stage.script(lastRun == 0 ? "26_keep_all_edges" : "26_replace_edges")
    }

    private static func note(
        _ decision: IdentifierDecision, _ identifier: Key128, _ history: IdentifierHistory,
        _ carriers: [Carrier], _ findings: inout Findings
    ) {
        let value = Int32(findings.judged.count)
        for (index, slice) in decision.assignment.enumerated() {
            findings.assigned.append(
                Assigned(
                    touchpoint: carriers[index].touchpoint, seenAt: history.sightings[index].time,
                    value: value, slice: Int16(clamping: slice),
                    ordinal: carriers[index].ordinal, role: history.sightings[index].role))
        }
        if decision.slices.count > 1 {
            for (number, slice) in decision.slices.enumerated() {
                findings.intervals.append(
                    Interval(value: value, number: Int16(clamping: number), slice: slice))
            }
        }
        findings.judged.append(
            Judged(
                identifier: identifier, kind: history.kind, verdict: decision.verdict,
                sightings: Int32(clamping: history.sightings.count),
                owners: Int32(clamping: decision.owners),
                slices: Int32(clamping: decision.slices.count)))
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
        _ body: (Key128, IdentifierHistory, RecordNames, [Carrier]) -> Void
    ) throws {
        var current: Key128?
        var history = IdentifierHistory(kind: .account)
        var names = RecordNames()
        var carriers: [Carrier] = []
        var anchors = IdentifierHistory.Anchors()
        try stage.read("21_read_histories") { row in
            let identifier = row.key(0)
            if identifier != current {
                if let current { body(current, history, names, carriers) }
                current = identifier
                history.begin(
                    kind: IdentifierKind(rawValue: row.int16(1) ?? 0) ?? .name,
                    standing: Self.standing(
                        rule: row.string(12), reason: row.string(13), decision: row.string(14)))
                names.removeAll()
                carriers.removeAll(keepingCapacity: true)
            }
            anchors.removeAll()
            row.appendKeys(9, to: &anchors.accounts)
            row.appendKeys(10, to: &anchors.emails)
            row.appendKeys(11, to: &anchors.names)
            let sighting = Sighting(
                touchpoint: carriers.count, name: names.count,
                role: EvidenceRole(rawValue: row.int16(3) ?? 0) ?? .quoted, time: row.time(5),
                callEnd: row.time(7), validTo: row.time(6))
            history.append(sighting, with: anchors)
            row.withText(8) { names.append($0) }
            carriers.append(Carrier(touchpoint: row.key(2), ordinal: row.int16(4) ?? 0))
        }
        if let current { body(current, history, names, carriers) }
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

    private func write(_ findings: Findings) throws {
        try stage.write("23_write_verdicts") { copy in
            for item in findings.judged { try Self.write(item, &copy) }
        }
        try stage.write("24_write_intervals") { copy in
            for item in findings.intervals {
                try copy.row(fields: 5)
                copy.key(findings.judged[Int(item.value)].identifier)
                copy.int16(item.number)
                copy.key(item.slice.owner)
                copy.time(item.slice.firstSeen)
                copy.time(item.slice.lastSeen)
            }
        }
        try stage.write("25_write_edges") { copy in
            for item in findings.assigned where item.slice >= 0 {
                let value = findings.judged[Int(item.value)]
                try copy.row(fields: 7)
                copy.key(item.touchpoint)
                copy.key(value.identifier)
                copy.int16(item.slice)
                copy.int16(value.kind.rawValue)
                copy.int16(item.role.rawValue)
                copy.int16(item.ordinal)
                copy.time(item.seenAt)
            }
        }
        try stage.write("25_write_loose") { copy in
            for item in findings.assigned where item.slice < 0 {
                try copy.row(fields: 4)
                copy.key(item.touchpoint)
                copy.key(findings.judged[Int(item.value)].identifier)
                copy.int16(item.role.rawValue)
                copy.time(item.seenAt)
            }
        }
    }

    private static func write(_ item: Judged, _ copy: inout CopyWriter) throws {
        try copy.row(fields: 7)
        copy.key(item.identifier)
        copy.int16(item.kind.rawValue)
        switch item.verdict {
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
        copy.int32(item.sightings)
        copy.int32(item.owners)
        copy.int32(item.slices)
    }
}
