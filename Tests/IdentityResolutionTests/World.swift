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
                world.carried.append(
                    Carried(
                        touchpoint: number, value: value, kind: kind,
                        role: generator.below(5) == 0 ? .typed : .own, seenAt: point.day,
                        ordinal: Int16(ordinal)))
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
        merge(world, sorted, &groups, rules)
        for item in sorted { join(item, world, &groups, rules) }

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

    /// What was decided, by names: where what the records themselves state fits together.
    private static func merge(
        _ world: World, _ sorted: [World.Carried], _ groups: inout [Group], _ rules: IdentityRules
    ) {
        var stated = world.touchpoints.indices.map {
            Group(points: [$0], values: [], accounts: [])
        }
        for item in sorted {
            guard let value = groups.first(where: { $0.values.contains(item.value) }) else {
                continue
            }
            var more = stated[item.touchpoint]
            more.values.formUnion(value.values)
            more.accounts.formUnion(value.accounts)
            if fits(more, world, rules) { stated[item.touchpoint] = more }
        }
        func names(_ item: World.Decided) -> [String] {
            [item.first, item.second].map { world.touchpoints[$0].name }.sorted()
        }
        let merges = world.decided.filter { $0.ruling == .merge }
        for item in merges.sorted(by: { names($0).lexicographicallyPrecedes(names($1)) }) {
            guard let left = groups.firstIndex(where: { $0.points.contains(item.first) }),
                let right = groups.firstIndex(where: { $0.points.contains(item.second) }),
                left != right
            else { continue }
            let points = groups[left].points.union(groups[right].points)
            let together = points.reduce(Group(points: [], values: [], accounts: [])) {
                united($0, stated[$1])
            }
            guard fits(together, world, rules) else { continue }
            groups[left].points = points
            groups.remove(at: right)
        }
    }

    private static func join(
        _ item: World.Carried, _ world: World, _ groups: inout [Group], _ rules: IdentityRules
    ) {
        guard let left = groups.firstIndex(where: { $0.points.contains(item.touchpoint) }),
            let right = groups.firstIndex(where: { $0.values.contains(item.value) })
        else { return }
        let together = united(groups[left], groups[right])
        if left == right || !fits(together, world, rules) { return }
        groups[left] = together
        groups.remove(at: right)
    }

    private static func united(_ left: Group, _ right: Group) -> Group {
        Group(
            points: left.points.union(right.points), values: left.values.union(right.values),
            accounts: left.accounts.union(right.accounts))
    }

    private static func fits(_ group: Group, _ world: World, _ rules: IdentityRules) -> Bool {
        let isConflict = group.accounts.contains { a in
            group.accounts.contains { b in
                a[1] != b[1] && spaces(a, rules).contains { spaces(b, rules).contains($0) }
            }
        }
        let isCrowded = IdentifierKind.allCases.contains { kind in
            group.values.count { $0 / 100 == Int(kind.rawValue) } > rules[kind].maxPerPerson
        }
        let isSplit = world.decided.contains { item in
            item.ruling == .split && group.points.isSuperset(of: [item.first, item.second])
        }
        return !isConflict && !isCrowded && !isSplit
    }
}
