import JourneyModel

@testable import IdentityResolution

/// Random touchpoints with values of every kind that joins.
struct World {
    struct Carried {
        var touchpoint: Int
        var value: Int
        var kind: IdentifierKind
        var role: EvidenceRole
        var seenAt: Int64
        var ordinal: Int16
    }

    struct Point {
        var name: String
        var day: Int64
        var source: Int32
    }

    struct Decided {
        var first: Int
        var second: Int
        var ruling: IdentityGraph.Decision.Ruling
    }

    var touchpoints: [Point] = []
    var carried: [Carried] = []
    var decided: [Decided] = []

    static func random(using generator: inout SplitMix) -> World {
        var world = World()
        let count = 3 + generator.below(25)
        for number in 0..<count {
            let point = Point(
                name: "s\(generator.below(3)):\(number)", day: Int64(generator.below(40)),
                source: Int32(generator.below(2)))
            world.touchpoints.append(point)
            let kinds: [IdentifierKind] = [.account, .email, .phone, .browser]
            var values: Set<Int> = []
            for ordinal in 0..<generator.below(4) {
                let kind = kinds[generator.below(kinds.count)]
                let value = Int(kind.rawValue) * 100 + generator.below(6)
                guard values.insert(value).inserted else { continue }
                var role = generator.below(5) == 0 ? EvidenceRole.typed : .own
                if kind == .browser, generator.below(2) == 0 {
                    role = generator.below(2) == 0 ? .trail : .click
                }
                world.carried.append(
                    Carried(
                        touchpoint: number, value: value, kind: kind, role: role,
                        seenAt: point.day, ordinal: Int16(ordinal)))
            }
        }
        for _ in 0..<generator.below(6) {
            let first = generator.below(count)
            let second = (first + 1 + generator.below(count - 1)) % count
            world.decided.append(
                Decided(
                    first: first, second: second,
                    ruling: generator.below(2) == 0 ? .merge : .split))
        }
        return world
    }

    /// The part of the world that holds these touchpoints, its edges in random order.
    func graph(touchpoints chosen: [Int], using generator: inout SplitMix) -> IdentityGraph {
        var graph = IdentityGraph()
        var place: [Int: Int32] = [:]
        for number in chosen {
            place[number] = Int32(graph.touchpoints.count)
            graph.append(
                .init(
                    startedAt: Timestamp(seconds: touchpoints[number].day),
                    source: touchpoints[number].source, isMaster: false),
                named: touchpoints[number].name.utf8)
        }
        var values: [Int: Int32] = [:]
        for item in carried.shuffled(using: &generator) {
            guard let touchpoint = place[item.touchpoint] else { continue }
            let value = values[item.value] ?? Int32(values.count)
            values[item.value] = value
            graph.edges.append(
                .init(
                    touchpoint: touchpoint, value: value, kind: item.kind, role: item.role,
                    seenAt: Timestamp(seconds: item.seenAt), ordinal: item.ordinal))
        }
        graph.identifiers = values.values.sorted()
        graph.sources = ["s0", "s1"]
        for item in decided.shuffled(using: &generator) {
            guard let first = place[item.first], let second = place[item.second] else { continue }
            let isTurned = generator.below(2) == 0
            graph.decisions.append(
                .init(
                    first: isTurned ? second : first, second: isTurned ? first : second,
                    ruling: item.ruling))
        }
        return graph
    }
}

extension IdentityGraph {
    /// Adds the record `s:NUMBER` of that day.
    mutating func append(
        _ number: Int, day: Int64, isMaster: Bool = false, source: Int32 = 0
    ) {
        append(
            .init(
                startedAt: Timestamp(seconds: day * 86_400), source: source, isMaster: isMaster),
            named: "s:\(number)".utf8)
    }
}
