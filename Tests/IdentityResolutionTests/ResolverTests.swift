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

    @Test(arguments: 0..<600)
    func `any order gives what a plain second resolver gives`(seed: Int) {
        var generator = SplitMix(seed: UInt64(seed))
        let world = World.random(using: &generator)
        let rules = Self.rules(seed)
        let expected = PlainResolver.persons(of: world, rules: rules)

        var points = Array(world.touchpoints.indices)
        points.shuffle(using: &generator)
        let graph = world.graph(touchpoints: points, using: &generator)
        let resolution = Resolver(rules: rules).resolve(graph)

        let actual = Dictionary(
            uniqueKeysWithValues: graph.touchpoints.indices.map { index in
                (
                    graph.names[index], graph.names[Int(resolution.founder[index])]
                )
            })
        #expect(actual == expected, "seed \(seed)")
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
        _ touchpoint: Int32, _ value: Int32, _ kind: IdentifierKind
    ) -> IdentityGraph.Edge {
        .init(
            touchpoint: touchpoint, value: value, kind: kind, role: .own,
            seenAt: Timestamp(seconds: Int64(touchpoint)), ordinal: 0)
    }
}
