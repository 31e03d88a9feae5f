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
        var channels: [String] = []
        var ends: [Timestamp?] = []
        /// Identifier and slice of each edge.
        var carried: [(identifier: Key128, slice: Int16)] = []
    }

    /// A row of the customer master without a date.
    private static let undated = Timestamp(microseconds: -4_000_000_000_000_000)

    /// A household's number or tablet, not a switchboard's.
    private static let mostHouseholdRecords = 500
    private static let mostHouseholdPersons = 6

    func run(runID: Int) throws {
        try stage.script("27_apply_decisions")
        try stage.script("30_mark_blocks")
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
        var indexOf: [Key128: Int32] = [:]
        var sourceOf: [Int16: Int32] = [:]
        try stage.read("31_read_touchpoints") { row in
            let key = row.key(0)
            indexOf[key] = Int32(loaded.graph.touchpoints.count)
            let channel = row.string(3) ?? ""
            let name = row.string(4) ?? ""
            let source = sourceOf[row.int16(5) ?? 0] ?? Int32(sourceOf.count)
            if source == sourceOf.count {
                sourceOf[row.int16(5) ?? 0] = source
                loaded.graph.sources.append(String(name.prefix { $0 != ":" }))
            }
            loaded.graph.touchpoints.append(
                .init(
                    key: key, startedAt: row.time(1) ?? Self.undated,
                    recordName: name, isMaster: channel == Channel.master.rawValue,
                    source: source))
            loaded.channels.append(channel)
            loaded.ends.append(row.time(2))
        }
        var identifiers: Int32 = 0
        try stage.read("32_read_edges") { row in
            guard let touchpoint = indexOf[row.key(0)] else { return }
            let carried = (identifier: row.key(1), slice: row.int16(2) ?? 0)
            let isKnown = loaded.carried.last.map { $0 == carried } ?? false
            if !isKnown {
                let isSlice = loaded.carried.last?.identifier == carried.identifier
                identifiers += isSlice ? 0 : 1
                loaded.graph.identifiers.append(identifiers - 1)
            }
            loaded.graph.edges.append(
                .init(
                    touchpoint: touchpoint, value: Int32(loaded.graph.identifiers.count - 1),
                    kind: IdentifierKind(rawValue: row.int16(3) ?? 0) ?? .name,
                    role: EvidenceRole(rawValue: row.int16(4) ?? 0) ?? .quoted,
                    seenAt: row.time(6), ordinal: row.int16(5) ?? 0))
            loaded.carried.append(carried)
        }
        try stage.read("33_read_decisions") { row in
            guard let first = indexOf[row.key(0)], let second = indexOf[row.key(1)],
                let ruling = IdentityGraph.Decision.Ruling(rawValue: row.string(2) ?? "")
            else { return }
            loaded.graph.decisions.append(.init(first: first, second: second, ruling: ruling))
        }
        return loaded
    }

    /// Which touchpoints a decision joins, or carry an identifier that can be used. A record's own id
    /// (an order number, a code handed out) is one only where another record shows it too.
    private func linked(_ graph: IdentityGraph, _ resolution: Resolution) -> [Bool] {
        let refused = Set(resolution.refused.map(\.edge))
        let refusedMerges = Set(resolution.refusedMerges.map(\.decision))
        var carriers = [Int32](repeating: 0, count: graph.identifiers.count)
        for edge in graph.edges { carriers[Int(edge.value)] += 1 }
        var isLinked = [Bool](repeating: false, count: graph.touchpoints.count)
        for (index, edge) in graph.edges.enumerated() where !refused.contains(Int32(index)) {
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
        let isLinked = linked(loaded.graph, resolution)
        try stage.write("41_write_solved") { copy in
            for index in points.indices {
                try copy.row(fields: 8)
                copy.key(points[index].key)
                copy.text(loaded.channels[index])
                copy.time(points[index].startedAt)
                copy.time(loaded.ends[index])
                copy.text(points[index].recordName)
                copy.key(points[Int(resolution.block[index])].key)
                copy.key(points[Int(resolution.founder[index])].key)
                copy.bool(isLinked[index])
            }
        }
        try writeRefused(loaded, resolution)
        try stage.script("43_drop_persons")
        try stage.write("44_write_persons") { copy in
            for index in points.indices where resolution.size[index] > 0 {
                try copy.row(fields: 4)
                copy.key(points[index].key)
                copy.text(points[index].recordName)
                copy.time(points[index].startedAt)
                copy.int32(resolution.size[index])
            }
        }
    }

    private func writeRefused(_ loaded: Loaded, _ resolution: Resolution) throws {
        let points = loaded.graph.touchpoints
        func block(_ touchpoint: Int32) -> Key128 {
            points[Int(resolution.block[Int(touchpoint)])].key
        }
        try stage.write("42_write_refused") { copy in
            for refusal in resolution.refused {
                let edge = loaded.graph.edges[Int(refusal.edge)]
                let carried = loaded.carried[Int(refusal.edge)]
                try copy.row(fields: 5)
                copy.key(points[Int(edge.touchpoint)].key)
                copy.key(carried.identifier)
                copy.int16(carried.slice)
                copy.key(block(edge.touchpoint))
                copy.text("\(refusal.reason)")
            }
        }
        try stage.write("42_write_refused_merges") { copy in
            for refusal in resolution.refusedMerges {
                let decision = loaded.graph.decisions[Int(refusal.decision)]
                try copy.row(fields: 4)
                copy.key(points[Int(decision.first)].key)
                copy.key(points[Int(decision.second)].key)
                copy.key(block(decision.first))
                copy.text("\(refusal.reason)")
            }
        }
    }
}
