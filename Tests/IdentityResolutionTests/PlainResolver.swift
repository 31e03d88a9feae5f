import JourneyModel

@testable import IdentityResolution

/// The resolver once more, slow and plain: sets of names, merged by walking all of them.
enum PlainResolver {
    private struct Group {
        var points: Set<Int>
        var values: Set<Int>
        /// Source and value of each account.
        var accounts: Set<[Int]>
    }

    /// By record name.
    struct Answer {
        /// The founder's record name at each certainty: certain, probable, possible.
        var founders: [[String: String]] = []
        /// How sure it is that a record is its founder's, at probable and possible, where weaker
        /// links say so.
        var chances: [[String: Double]] = []
    }

    private struct Link {
        var one: Set<Int>
        var other: Set<Int>
        var share: Double
    }

    static func solve(_ world: World, rules: IdentityRules) -> Answer {
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
        let percents = [100...100, 90...99, 0...89]
        var answer = Answer()
        var certain: [Group] = []
        var links: [Link] = []
        for (stage, percent) in percents.enumerated() {
            for item in sorted where percent.contains(rules.percent(item.role)) {
                let hasJoined = join(item, world, &groups, rules)
                guard stage > 0, hasJoined,
                    let one = certain.first(where: { $0.points.contains(item.touchpoint) }),
                    let other = certain.first(where: { $0.values.contains(item.value) })
                else { continue }
                links.append(
                    Link(
                        one: names(one), other: names(other),
                        share: Double(rules.percent(item.role)) / 100))
            }
            if stage == 0 { certain = groups }
            answer.founders.append(persons(groups, world))
            if stage > 0 { answer.chances.append(chances(certain, groups, links, world)) }
        }
        return answer
    }

    private static func names(_ group: Group) -> Set<Int> {
        group.points.union(group.values.map { -$0 })
    }

    private static func founder(_ group: Group, _ world: World) -> Int? {
        group.points.min { left, right in
            (world.touchpoints[left].day, world.touchpoints[left].name)
                < (world.touchpoints[right].day, world.touchpoints[right].name)
        }
    }

    private static func persons(_ groups: [Group], _ world: World) -> [String: String] {
        var persons: [String: String] = [:]
        for group in groups {
            let founder = founder(group, world)
            for point in group.points {
                persons[world.touchpoints[point].name] = founder.map { world.touchpoints[$0].name }
            }
        }
        return persons
    }

    /// The best product of shares from the founder's certain group to each other group of its person,
    /// found by trying every link until nothing gets better.
    private static func chances(
        _ certain: [Group], _ groups: [Group], _ links: [Link], _ world: World
    ) -> [String: Double] {
        var chances: [String: Double] = [:]
        for person in groups {
            guard let founder = founder(person, world),
                let start = certain.first(where: { $0.points.contains(founder) })
            else { continue }
            var best: [Set<Int>: Double] = [names(start): 1]
            for _ in links {
                for link in links {
                    for (from, to) in [(link.one, link.other), (link.other, link.one)] {
                        guard let reached = best[from] else { continue }
                        best[to] = max(best[to] ?? 0, reached * link.share)
                    }
                }
            }
            best[names(start)] = links.filter { $0.one == names(start) || $0.other == names(start) }
                .map(\.share).max()
            for group in certain {
                guard let chance = best[names(group)] else { continue }
                for point in group.points { chances[world.touchpoints[point].name] = chance }
            }
        }
        return chances
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
    ) -> Bool {
        guard let left = groups.firstIndex(where: { $0.points.contains(item.touchpoint) }),
            let right = groups.firstIndex(where: { $0.values.contains(item.value) })
        else { return false }
        let together = united(groups[left], groups[right])
        if left == right || !fits(together, world, rules) { return false }
        groups[left] = together
        groups.remove(at: right)
        return true
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
