import IdentityResolution
import JourneyModel

/// Judges and joins all evidence of a world, as `journey stitch` does with what PostgreSQL hands it:
/// there the server sorts the evidence by value, here a radix sort in place does.
struct Gathering {
    private let rules = IdentityRules.builtIn
    private var world: EvidenceWorld
    private var graph = IdentityGraph()
    private var touchpoints: KeyNumbers
    /// The touchpoint of each edge.
    private var pointOf: [Int32] = []
    /// The ends of each touchpoint's stretch in ``anchors``.
    private var anchorsEnd: [Int32] = []
    private var anchors: [Anchor] = []

    /// What tells owners apart.
    private struct Anchor {
        var kind: IdentifierKind
        var key: Key128
    }

    struct Outcome {
        var persons: Int
        var generic: Int
        var refused: Int
        var slices: Int
        var blocks: Int
    }

    init(_ world: consuming EvidenceWorld) {
        touchpoints = KeyNumbers(capacity: world.touchpoints.count)
        self.world = world
    }

    mutating func resolve() -> Outcome {
        addTouchpoints()
        world.edges.withUnsafeMutableBufferPointer { EdgeSort.byIdentifier($0) }
        pointOf = world.edges.map { touchpoints.find($0.touchpoint) ?? 0 }
        gatherAnchors()
        let generic = judge()
        let resolution = Resolver(rules: rules).resolve(graph)
        return Outcome(
            persons: Self.leading(resolution.founder), generic: generic,
            refused: resolution.refused.count, slices: graph.identifiers.count,
            blocks: Self.leading(resolution.block))
    }

    private static func leading(_ founders: [Int32]) -> Int {
        founders.indices.count { Int(founders[$0]) == $0 }
    }

    private mutating func addTouchpoints() {
        graph.sources = EvidenceWorld.sources
        for point in world.touchpoints {
            _ = touchpoints.number(of: point.key)
            graph.append(
                .init(startedAt: point.startedAt, source: point.source, isMaster: false),
                named: world.names[point.name])
        }
    }

    private func isAnchor(_ kind: IdentifierKind) -> Bool {
        kind == .account || kind == .email || kind == .name
    }

    private mutating func gatherAnchors() {
        var ends = [Int32](repeating: 0, count: touchpoints.count + 1)
        for (edge, point) in zip(world.edges, pointOf) where isAnchor(edge.kind) {
            ends[Int(point) + 1] += 1
        }
        for point in 0..<touchpoints.count { ends[point + 1] += ends[point] }
        anchors = Array(
            repeating: Anchor(kind: .name, key: Key128(high: 0, low: 0)),
            count: Int(ends[touchpoints.count]))
        for (edge, point) in zip(world.edges, pointOf) where isAnchor(edge.kind) {
            anchors[Int(ends[Int(point)])] = Anchor(kind: edge.kind, key: edge.identifier)
            ends[Int(point)] += 1
        }
        anchorsEnd = ends
    }

    private func put(_ point: Int, into beside: inout IdentifierHistory.Anchors) {
        beside.removeAll()
        let start = point == 0 ? 0 : Int(anchorsEnd[point - 1])
        for place in start..<Int(anchorsEnd[point]) {
            switch anchors[place].kind {
            case .account: beside.accounts.append(anchors[place].key)
            case .email: beside.emails.append(anchors[place].key)
            default: beside.names.append(anchors[place].key)
            }
        }
    }

    private mutating func judge() -> Int {
        var slicer = Slicer(rules: rules)
        var decision = IdentifierDecision()
        var history = IdentifierHistory(kind: .account)
        var beside = IdentifierHistory.Anchors()
        var generic = 0
        graph.edges.reserveCapacity(world.edges.count)
        var start = 0
        while start < world.edges.count {
            let identifier = world.edges[start].identifier
            let kind = world.edges[start].kind
            history.begin(kind: kind, standing: nil)
            var end = start
            while end < world.edges.count, world.edges[end].identifier == identifier {
                let point = Int(pointOf[end])
                put(point, into: &beside)
                history.append(
                    Sighting(
                        touchpoint: point, name: point, role: world.edges[end].role,
                        time: world.edges[end].seenAt,
                        callEnd: kind == .phone ? world.touchpoints[point].callEnd : nil),
                    with: beside)
                end += 1
            }
            slicer.decide(history, names: graph.names, into: &decision)
            if case .generic = decision.verdict { generic += 1 }
            join(start, history, decision)
            start = end
        }
        return generic
    }

    private mutating func join(
        _ start: Int, _ history: IdentifierHistory, _ decision: IdentifierDecision
    ) {
        let first = Int32(graph.identifiers.count)
        for _ in decision.slices { graph.identifiers.append(Int32(truncatingIfNeeded: start)) }
        for (index, slice) in decision.assignment.enumerated() where slice >= 0 {
            let edge = world.edges[start + index]
            graph.edges.append(
                .init(
                    touchpoint: history.sightings[index].touchpoint, value: first + slice,
                    kind: edge.kind, role: edge.role, seenAt: edge.seenAt, ordinal: edge.ordinal))
        }
    }
}
