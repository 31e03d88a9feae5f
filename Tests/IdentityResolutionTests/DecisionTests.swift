import JourneyModel
import Testing

@testable import IdentityResolution

@Suite struct `Decisions about two touchpoints` {
    @Test func `a merge joins what no evidence joins`() {
        let resolution = resolve(
            count: 3, [], [.init(first: 2, second: 0, ruling: .merge)])

        #expect(resolution.founder == [0, 1, 0])
        #expect(resolution.block == [0, 1, 0])
        #expect(resolution.refusedMerges == [])
    }

    @Test func `a merge of two accounts is refused, and joins nothing`() {
        let resolution = resolve(
            count: 2, [edge(0, 0, .account), edge(1, 1, .account)],
            [.init(first: 0, second: 1, ruling: .merge)])

        #expect(resolution.founder == [0, 1])
        #expect(resolution.block == [0, 0], "solved together, so that it can be refused")
        #expect(
            resolution.refusedMerges
                == [.init(decision: 0, reason: .exclusive(.account, perSource: true))])
    }

    @Test func `a record that states two accounts can still be merged`() {
        let resolution = resolve(
            count: 2, [edge(0, 0, .account), edge(0, 1, .account), edge(1, 0, .account)],
            [.init(first: 0, second: 1, ruling: .merge)])

        #expect(resolution.founder == [0, 0])
        #expect(resolution.refusedMerges == [])
        #expect(resolution.refused.map(\.edge) == [1])
    }

    @Test func `evidence gives way to a merge, the weakest first`() {
        let resolution = resolve(
            count: 4,
            [
                edge(0, 0, .account), edge(0, 1, .email), edge(1, 1, .email),
                edge(2, 2, .account), edge(2, 3, .phone), edge(3, 3, .phone),
            ],
            [.init(first: 1, second: 3, ruling: .merge)])

        #expect(resolution.founder == [0, 0, 2, 0])
        #expect(resolution.refused.map(\.edge) == [5])
        #expect(resolution.refusedMerges == [])
    }

    @Test func `the weakest evidence between two records that are split gives way`() {
        let resolution = resolve(
            count: 3,
            [
                edge(0, 0, .email), edge(1, 0, .email), edge(1, 1, .phone), edge(2, 1, .phone),
            ],
            [.init(first: 2, second: 0, ruling: .split)])

        #expect(resolution.founder == [0, 0, 2])
        #expect(resolution.block == [0, 0, 0])
        #expect(resolution.refused == [.init(edge: 3, reason: .decision)])
        #expect(
            "\(resolution.refused[0].reason)" == "would join records that a decision keeps apart")
    }

    @Test func `a split wins over merges that lead around it`() {
        let resolution = resolve(
            count: 3, [],
            [
                .init(first: 0, second: 1, ruling: .merge),
                .init(first: 1, second: 2, ruling: .merge),
                .init(first: 0, second: 2, ruling: .split),
            ])

        #expect(resolution.founder == [0, 0, 2])
        #expect(resolution.refusedMerges == [.init(decision: 1, reason: .decision)])
    }

    private func resolve(
        count: Int, _ edges: [IdentityGraph.Edge], _ decisions: [IdentityGraph.Decision]
    ) -> Resolution {
        var graph = IdentityGraph()
        for number in 0..<count { graph.append(number, day: Int64(number)) }
        graph.edges = edges
        graph.identifiers = Set(edges.map(\.value)).sorted()
        graph.sources = ["s"]
        graph.decisions = decisions
        return Resolver(rules: .builtIn).resolve(graph)
    }

    private func edge(
        _ touchpoint: Int32, _ value: Int32, _ kind: IdentifierKind
    ) -> IdentityGraph.Edge {
        .init(
            touchpoint: touchpoint, value: value, kind: kind, role: .own,
            seenAt: Timestamp(seconds: Int64(touchpoint)), ordinal: Int16(value))
    }
}
