import Foundation
import JourneyModel
import Testing

@testable import IdentityResolution

@Suite struct `Joining touchpoints into persons` {
    @Test func `the stronger evidence wins where two accounts would meet`() {
        var graph = IdentityGraph()
        for number in 0..<3 { graph.append(number, day: Int64(number)) }
        graph.edges = [
            edge(0, 0, .account), edge(1, 1, .account),
            edge(0, 2, .email), edge(2, 2, .email), edge(1, 3, .phone), edge(2, 3, .phone),
        ]
        graph.identifiers = [0, 1, 2, 3]
        graph.sources = ["s"]

        let resolution = Resolver(rules: .builtIn).resolve(graph)

        #expect(resolution.founder == [0, 1, 0])
        #expect(resolution.refused.count == 1)
        #expect(resolution.refused.allSatisfy { graph.edges[Int($0.edge)].kind == .phone })
        #expect(resolution.block == [0, 0, 0])
    }

    @Test func `accounts of different sources may be one person`() {
        var graph = IdentityGraph()
        for number in 0..<2 { graph.append(number, day: 0, source: Int32(number)) }
        graph.edges = [
            edge(0, 0, .account), edge(1, 1, .account),
            edge(0, 2, .email), edge(1, 2, .email),
        ]
        graph.identifiers = [0, 1, 2]
        graph.sources = ["a", "b"]

        #expect(Resolver(rules: .builtIn).resolve(graph).founder == [0, 0])
    }

    @Test func `the founder is the earliest record, never a row of the customer master`() {
        var graph = IdentityGraph()
        graph.append(0, day: 9)
        graph.append(1, day: 5)
        graph.append(2, day: 0, isMaster: true)
        graph.edges = (0..<3).map { edge(Int32($0), 0, .email) }
        graph.identifiers = [0]
        graph.sources = ["s"]

        #expect(Resolver(rules: .builtIn).resolve(graph).founder == [1, 1, 1])
    }

    @Test(arguments: 0..<Self.plans)
    func `any order gives what a plain second resolver gives`(seed: Int) {
        var generator = SplitMix(seed: UInt64(seed))
        let world = World.random(using: &generator)
        let rules = Self.rules(seed)
        let expected = PlainResolver.solve(world, rules: rules)

        var points = Array(world.touchpoints.indices)
        points.shuffle(using: &generator)
        let graph = world.graph(touchpoints: points, using: &generator)
        let resolution = Resolver(rules: rules).resolve(graph)

        let founders = [resolution.founder, resolution.probable, resolution.possible].map { found in
            Dictionary(
                uniqueKeysWithValues: graph.touchpoints.indices.map { index in
                    (graph.names[index], graph.names[Int(found[index])])
                })
        }
        #expect(founders == expected.founders, "seed \(seed)")
        let paths: [KeyPath<Resolution.Chance, Double?>] = [\.probable, \.possible]
        for (path, chances) in zip(paths, expected.chances) {
            let found = resolution.chances.compactMap { point, chance in
                chance[keyPath: path].map { (graph.names[Int(point)], $0) }
            }
            let actual = Dictionary(uniqueKeysWithValues: found)
            #expect(Set(actual.keys) == Set(chances.keys), "seed \(seed)")
            for (name, chance) in chances {
                #expect(abs((actual[name] ?? 0) - chance) < 1e-9, "seed \(seed), \(name)")
            }
        }
    }

    /// Random worlds tried: many more in `make soak`.
    private static let plans =
        ProcessInfo.processInfo.environment["JOURNEY_TEST_PLANS"].flatMap(Int.init) ?? 600

    @Test func `of two accounts that one record states in one place the one known earlier wins`() {
        for isTurned in [false, true] {
            var graph = IdentityGraph()
            for number in 0..<3 { graph.append(number, day: Int64(number)) }
            let tied = [edge(2, 0, .account), edge(2, 1, .account)]
            graph.edges =
                [edge(0, 0, .account), edge(1, 1, .account)] + (isTurned ? tied.reversed() : tied)
            graph.identifiers = [0, 1]
            graph.sources = ["s"]

            #expect(Resolver(rules: .builtIn).resolve(graph).founder == [0, 1, 0])
        }
    }

    @Test func `a record that hangs on weaker links is less than certain`() {
        var rules = IdentityRules.builtIn
        rules.click.percent = 60
        var graph = IdentityGraph()
        for number in 0..<4 { graph.append(number, day: Int64(number)) }
        graph.edges = [
            edge(0, 0, .browser), edge(1, 1, .email), edge(2, 1, .email),
            edge(1, 0, .browser, role: .trail), edge(3, 0, .browser, role: .click),
        ]
        graph.identifiers = [0, 1]
        graph.sources = ["s"]

        let resolution = Resolver(rules: rules).resolve(graph)

        #expect(resolution.founder == [0, 1, 1, 3])
        #expect(resolution.probable == [0, 0, 0, 3])
        #expect(resolution.possible == [0, 0, 0, 0])
        #expect(resolution.block == [0, 0, 0, 0])
        #expect(resolution.standing(of: 0, isLinked: true).basis == .certain)
        #expect(
            resolution.standing(of: 2, isLinked: true)
                == .init(basis: .probable, probability: 0.97, possibleProbability: nil))
        #expect(
            resolution.standing(of: 3, isLinked: false)
                == .init(basis: .alone, probability: nil, possibleProbability: 0.6))
    }

    @Test func `a join beyond what one person may hold is refused with its reason`() {
        var rules = IdentityRules.builtIn
        rules.email.maxPerPerson = 1
        var graph = IdentityGraph()
        for number in 0..<2 { graph.append(number, day: Int64(number)) }
        graph.edges = [
            edge(0, 0, .email), edge(1, 1, .email), edge(0, 2, .phone), edge(1, 2, .phone),
        ]
        graph.identifiers = [0, 1, 2]
        graph.sources = ["s"]

        let resolution = Resolver(rules: rules).resolve(graph)

        #expect(resolution.founder == [0, 1])
        #expect(resolution.refused == [.init(edge: 3, reason: .tooMany(.email, most: 1))])
        #expect(
            "\(resolution.refused[0].reason)"
                == "would give one person more e-mail addresses than the limit of 1")
    }

    @Test func `slices of one value count once`() {
        var rules = IdentityRules.builtIn
        rules.email.maxPerPerson = 1
        var graph = IdentityGraph()
        for number in 0..<2 { graph.append(number, day: Int64(number)) }
        graph.edges = [
            edge(0, 0, .email), edge(1, 1, .email), edge(0, 2, .phone), edge(1, 2, .phone),
        ]
        graph.identifiers = [0, 0, 1]
        graph.sources = ["s"]

        #expect(Resolver(rules: rules).resolve(graph).founder == [0, 0])
    }

    @Test(arguments: [
        (["a": IdentityRules.Exclusivity.none], [Int32(0), 0]), ([:], [0, 1]),
        (["b": .none], [0, 1]),
    ])
    func `a source may differ from the rule on exclusivity`(
        differing: [String: IdentityRules.Exclusivity], founder: [Int32]
    ) {
        var rules = IdentityRules.builtIn
        rules.account.exclusiveIn = differing
        var graph = IdentityGraph()
        for number in 0..<2 { graph.append(number, day: Int64(number)) }
        graph.edges = [
            edge(0, 0, .account), edge(1, 1, .account), edge(0, 2, .email), edge(1, 2, .email),
        ]
        graph.identifiers = [0, 1, 2]
        graph.sources = ["a"]

        #expect(Resolver(rules: rules).resolve(graph).founder == founder)
    }

    /// The built-in rules, and others with narrow limits on a person.
    private static func rules(_ seed: Int) -> IdentityRules {
        var rules = IdentityRules.builtIn
        if seed % 4 == 1 { rules.click.percent = 60 }
        if seed % 3 == 1 {
            rules.email.maxPerPerson = 1
            rules.phone.maxPerPerson = 2
        }
        if seed % 3 == 2 {
            rules.account.exclusive = .global
            rules.account.exclusiveIn = seed % 2 == 0 ? ["s0": .none] : ["s1": .source]
            rules.browser.maxPerPerson = 2
        }
        return rules
    }

    @Test(arguments: 0..<200)
    func `solving blocks apart gives what solving all at once gives`(seed: Int) {
        var generator = SplitMix(seed: UInt64(seed) + 10_000)
        let world = World.random(using: &generator)
        let whole = world.graph(touchpoints: Array(world.touchpoints.indices), using: &generator)
        let resolution = Resolver(rules: .builtIn).resolve(whole)

        for block in Set(resolution.block) {
            let members = whole.touchpoints.indices.filter { resolution.block[$0] == block }
            let part = world.graph(touchpoints: members, using: &generator)
            let alone = Resolver(rules: .builtIn).resolve(part)
            for index in part.touchpoints.indices {
                let name = part.names[index]
                let founder = part.names[Int(alone.founder[index])]
                let before = whole.touchpoints.indices.first {
                    whole.names[$0] == name
                }
                let expected = before.map {
                    whole.names[Int(resolution.founder[$0])]
                }
                #expect(founder == expected, "seed \(seed)")
            }
        }
    }

    private func edge(
        _ touchpoint: Int32, _ value: Int32, _ kind: IdentifierKind, role: EvidenceRole = .own
    ) -> IdentityGraph.Edge {
        .init(
            touchpoint: touchpoint, value: value, kind: kind, role: role,
            seenAt: Timestamp(seconds: Int64(touchpoint)), ordinal: 0)
    }
}
