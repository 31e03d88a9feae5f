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

    var touchpoints: [Point] = []
    var carried: [Carried] = []

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
                world.carried.append(
                    Carried(
                        touchpoint: number, value: value, kind: kind,
                        role: generator.below(5) == 0 ? .typed : .own, seenAt: point.day,
                        ordinal: Int16(ordinal)))
            }
        }
        return world
    }

    /// The part of the world that holds these touchpoints, its edges in random order.
    func graph(touchpoints chosen: [Int], using generator: inout SplitMix) -> IdentityGraph {
        var graph = IdentityGraph()
        var place: [Int: Int32] = [:]
        for number in chosen {
            place[number] = Int32(graph.touchpoints.count)
            graph.touchpoints.append(
                .init(
                    key: Key128(high: generator.next(), low: generator.next()),
                    startedAt: Timestamp(seconds: touchpoints[number].day),
                    recordName: touchpoints[number].name, isMaster: false,
                    source: touchpoints[number].source))
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
        return graph
    }
}

/// The resolver once more, slow and plain: sets of names, merged by walking all of them.
enum PlainResolver {
    private struct Group {
        var points: Set<Int>
        var values: Set<Int>
        /// Source and value of each account.
        var accounts: Set<[Int]>
    }

    /// The founder's record name of each record name.
    static func persons(of world: World, rules: IdentityRules) -> [String: String] {
        let sorted = world.carried.sorted { left, right in
            let a = (
                -rules.strength(left.kind, left.role), left.seenAt,
                world.touchpoints[left.touchpoint].name
            )
            let b = (
                -rules.strength(right.kind, right.role), right.seenAt,
                world.touchpoints[right.touchpoint].name
            )
            return a == b ? left.ordinal < right.ordinal : a < b
        }
        var groups = world.touchpoints.indices.map {
            Group(points: [$0], values: [], accounts: [])
        }
        groups += Set(world.carried.map(\.value)).sorted().map { value in
            let seen = world.carried.filter { $0.value == value && $0.kind == .account }
            return Group(
                points: [], values: [value],
                accounts: Set(seen.map { [Int(world.touchpoints[$0.touchpoint].source), value] }))
        }
        for item in sorted { join(item, &groups, rules) }

        var persons: [String: String] = [:]
        for group in groups {
            let founder = group.points.min { left, right in
                (world.touchpoints[left].day, world.touchpoints[left].name)
                    < (world.touchpoints[right].day, world.touchpoints[right].name)
            }
            for point in group.points {
                persons[world.touchpoints[point].name] = founder.map { world.touchpoints[$0].name }
            }
        }
        return persons
    }

    /// Within what an account excludes others: its source, or all that exclude over all sources.
    private static func spaces(_ account: [Int], _ rules: IdentityRules) -> [Int] {
        switch rules.account.exclusivity(in: "s\(account[0])") {
        case .none: []
        case .source: [account[0]]
        case .global: [-1]
        }
    }

    private static func join(
        _ item: World.Carried, _ groups: inout [Group], _ rules: IdentityRules
    ) {
        guard let left = groups.firstIndex(where: { $0.points.contains(item.touchpoint) }),
            let right = groups.firstIndex(where: { $0.values.contains(item.value) })
        else { return }
        let accounts = groups[left].accounts.union(groups[right].accounts)
        let isConflict = accounts.contains { a in
            accounts.contains { b in
                a[1] != b[1] && spaces(a, rules).contains { spaces(b, rules).contains($0) }
            }
        }
        let values = groups[left].values.union(groups[right].values)
        let isCrowded = IdentifierKind.allCases.contains { kind in
            values.count { $0 / 100 == Int(kind.rawValue) } > rules[kind].maxPerPerson
        }
        if left == right || isConflict || isCrowded { return }
        groups[left].points.formUnion(groups[right].points)
        groups[left].values.formUnion(groups[right].values)
        groups[left].accounts = accounts
        groups.remove(at: right)
    }
}
