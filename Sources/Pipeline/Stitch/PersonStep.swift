import IdentityResolution
import JourneyModel
import Postgres

/// Solves the touched blocks and writes who is who.
///
/// A person's id is the key of the record that founded it.
struct PersonStep {
    let stage: Stitch
    let rules: IdentityRules

    /// The graph, with what only the database needs.
    private struct Loaded {
        var graph = IdentityGraph()
        /// Numbered as the touchpoints of the graph.
        var touchpoints = KeyNumbers()
        var values = ValueNumbers()
        var channels: [Channel] = []
        var ends: [Timestamp?] = []
    }

    /// A row of the customer master without a date.
    private static let undated = Timestamp(microseconds: -4_000_000_000_000_000)

    /// A household's number or tablet, not a switchboard's.
    private static let mostHouseholdRecords = 500
    private static let mostHouseholdPersons = 6

    func run(runID: Int, lastRun: Int) throws {
        try stage.script("27_apply_decisions")
        try stage.script(lastRun == 0 ? "30_solve_all" : "30_mark_blocks")
        let loaded = try load()
        let resolution = Resolver(rules: rules).resolve(loaded.graph)
        try stage.script("40_drop_refused")
        try write(loaded, resolution)
        try stage.script("45_replace_person_of")
        try stage.execute("46_keep_aliases", .int(runID))
        try stage.script("47_settle_aliases")
        try stage.script("48_mark_shared")
        try stage.execute(
            "48_relate_persons", .int(Self.mostHouseholdRecords), .int(Self.mostHouseholdPersons))
    }

    private func load() throws -> Loaded {
        var loaded = Loaded()
        var sourceOf: [Int16: Int32] = [:]
        try stage.read("31_read_touchpoints") { row in
            let number = row.int16(5) ?? 0
            let source = sourceOf[number] ?? Int32(sourceOf.count)
            if source == sourceOf.count {
                sourceOf[number] = source
                loaded.graph.sources.append(row.string(6) ?? "")
            }
            let channel = Channel(rawValue: row.string(3) ?? "") ?? .master
            _ = loaded.touchpoints.number(of: row.key(0))
            let touchpoint = IdentityGraph.Touchpoint(
                startedAt: row.time(1) ?? Self.undated, source: source,
                isMaster: channel == .master)
            row.withText(4) { loaded.graph.append(touchpoint, named: $0) }
            loaded.channels.append(channel)
            loaded.ends.append(row.time(2))
        }
        try stage.read("32_read_edges") { row in
            guard let touchpoint = loaded.touchpoints.find(row.key(0)) else { return }
            loaded.graph.edges.append(
                .init(
                    touchpoint: touchpoint,
                    value: loaded.values.number(of: row.key(1), slice: row.int16(2) ?? 0),
                    kind: IdentifierKind(rawValue: row.int16(3) ?? 0) ?? .name,
                    role: EvidenceRole(rawValue: row.int16(4) ?? 0) ?? .quoted,
                    seenAt: row.time(6), ordinal: row.int16(5) ?? 0))
        }
        loaded.graph.identifiers = loaded.values.identifierOf
        try stage.read("33_read_decisions") { row in
            guard let first = loaded.touchpoints.find(row.key(0)),
                let second = loaded.touchpoints.find(row.key(1)),
                let ruling = IdentityGraph.Decision.Ruling(rawValue: row.string(2) ?? "")
            else { return }
            loaded.graph.decisions.append(.init(first: first, second: second, ruling: ruling))
        }
        return loaded
    }

    /// Which touchpoints a decision joins, or carry an identifier that can be used. A record's own id
    /// (an order number, a code handed out) is one only where another record shows it too.
    /// Which touchpoints a decision joins, or carry an identifier that can be used. A record's own id
    /// (an order number, a code handed out) is one only where another record shows it too.
    private func linked(_ graph: IdentityGraph, _ resolution: Resolution) -> [Bool] {
        let refused = Set(resolution.refused.map(\.edge))
        let refusedMerges = Set(resolution.refusedMerges.map(\.decision))
        var carriers = [Int32](repeating: 0, count: graph.identifiers.count)
        for edge in graph.edges { carriers[Int(edge.value)] += 1 }
        var isLinked = [Bool](repeating: false, count: graph.touchpoints.count)
        for (index, edge) in graph.edges.enumerated()
        where rules.percent(edge.role) == 100 && !refused.contains(Int32(index)) {
            switch edge.kind {
            case .account, .email, .phone, .browser, .visitor:
                isLinked[Int(edge.touchpoint)] = true
            case .order, .reference, .contact, .name:
                if carriers[Int(edge.value)] > 1 { isLinked[Int(edge.touchpoint)] = true }
            }
        }
        for (index, decision) in graph.decisions.enumerated()
        where decision.ruling == .merge && !refusedMerges.contains(Int32(index)) {
            isLinked[Int(decision.first)] = true
            isLinked[Int(decision.second)] = true
        }
        return isLinked
    }

    private func write(_ loaded: Loaded, _ resolution: Resolution) throws {
        let points = loaded.graph.touchpoints
        let keys = loaded.touchpoints.keys
        let isLinked = linked(loaded.graph, resolution)
        try stage.write("41_write_solved") { copy in
            for index in points.indices {
                let standing = resolution.standing(of: index, isLinked: isLinked[index])
                try copy.row(fields: 13)
                copy.key(keys[index])
                copy.text(loaded.channels[index].rawValue)
                copy.time(points[index].startedAt)
                copy.time(loaded.ends[index])
                loaded.graph.names.withBytes(index) { copy.text($0) }
                copy.key(keys[Int(resolution.block[index])])
                copy.key(keys[Int(resolution.founder[index])])
                copy.key(keys[Int(resolution.probable[index])])
                copy.key(keys[Int(resolution.possible[index])])
                copy.bool(isLinked[index])
                copy.text(standing.basis.rawValue)
                copy.real(standing.probability)
                copy.real(standing.possibleProbability)
            }
        }
        try writeRefused(loaded, resolution)
        try stage.script("43_drop_persons")
        try writePersons(loaded, resolution)
    }

    private func writePersons(_ loaded: Loaded, _ resolution: Resolution) throws {
        let points = loaded.graph.touchpoints
        var size = [Int32](repeating: 0, count: points.count)
        for founder in resolution.founder { size[Int(founder)] += 1 }
        try stage.write("44_write_persons") { copy in
            for index in points.indices where size[index] > 0 {
                try copy.row(fields: 4)
                copy.key(loaded.touchpoints.keys[index])
                loaded.graph.names.withBytes(index) { copy.text($0) }
                copy.time(points[index].startedAt)
                copy.int32(size[index])
            }
        }
    }

    private func writeRefused(_ loaded: Loaded, _ resolution: Resolution) throws {
        let keys = loaded.touchpoints.keys
        func block(_ touchpoint: Int32) -> Key128 {
            keys[Int(resolution.block[Int(touchpoint)])]
        }
        try stage.write("42_write_refused") { copy in
            for refusal in resolution.refused {
                let edge = loaded.graph.edges[Int(refusal.edge)]
                try copy.row(fields: 5)
                copy.key(keys[Int(edge.touchpoint)])
                copy.key(loaded.values.key(of: edge.value))
                copy.int16(loaded.values.slices[Int(edge.value)])
                copy.key(block(edge.touchpoint))
                copy.text("\(refusal.reason)")
            }
        }
        try stage.write("42_write_refused_merges") { copy in
            for refusal in resolution.refusedMerges {
                let decision = loaded.graph.decisions[Int(refusal.decision)]
                try copy.row(fields: 4)
                copy.key(keys[Int(decision.first)])
                copy.key(keys[Int(decision.second)])
                copy.key(block(decision.first))
                copy.text("\(refusal.reason)")
            }
        }
    }
}
