import Statistics
import Testing

@Suite struct `Contacts of one person` {
    typealias Person = (successes: Int, trials: Int)

    @Test func `one contact a person gives the plain interval`() throws {
        let people: [Person] =
            Array(repeating: (1, 1), count: 13) + Array(repeating: (0, 1), count: 40)

        let clustered = Proportion(PersonSums(people))
        let plain = Proportion(successes: 13, trials: 53)

        #expect(abs(clustered.designEffect - 1) < 1e-9)
        #expect(abs(try #require(clustered.low) - #require(plain.low)) < 1e-12)
        #expect(abs(try #require(clustered.high) - #require(plain.high)) < 1e-12)
    }

    @Test func `fully alike contacts count once a person`() {
        let people: [Person] = (0..<400).map { $0 < 100 ? (3, 3) : (0, 3) }

        let proportion = Proportion(PersonSums(people))

        #expect(abs(proportion.designEffect - 3) < 0.01)
        #expect(abs(proportion.effectiveTrials - 400) < 2)
    }

    @Test func `the design effect is the ratio of the two variances`() {
        // Residuals from the sum over persons, not from the six sums.
        let people: [Person] = [(2, 3), (0, 1), (1, 1), (0, 4), (5, 5), (1, 2), (0, 2)]
        let successes = Double(people.map(\.successes).reduce(0, +))
        let trials = Double(people.map(\.trials).reduce(0, +))
        let rate = successes / trials
        let residuals = people.map { Double($0.successes) - rate * Double($0.trials) }
        let spread = residuals.map { $0 * $0 }.reduce(0, +)
        let expected = (7.0 / 6 * spread / (trials * trials)) / (rate * (1 - rate) / (trials - 1))

        let designEffect = PersonSums(people).designEffect

        #expect(expected > 1)
        #expect(abs(designEffect - expected) < 1e-12)
    }

    @Test func `contacts that differ more than chance never count for more than they are`() {
        let people: [Person] = (0..<50).map { $0.isMultiple(of: 2) ? (1, 2) : (1, 3) }

        #expect(PersonSums(people).designEffect == 1)
    }

    @Test(arguments: [0, 1])
    func `without any spread contacts of one person count as fully alike`(share: Int) throws {
        let people: [Person] = [1, 1, 2, 4].map { (share * $0, $0) }

        let proportion = Proportion(PersonSums(people))

        #expect(proportion.designEffect == 22.0 / 8)
        let plain = Proportion(successes: share * 8, trials: 8)
        let width = try #require(proportion.high) - #require(proportion.low)
        #expect(width > (try #require(plain.high) - #require(plain.low)))
    }

    @Test func `a single person is one trial however often he comes`() {
        let proportion = Proportion(PersonSums([(successes: 4, trials: 10)]))

        #expect(proportion.effectiveTrials == 1)
        #expect(proportion.rate == 0.4)
    }

    @Test func `persons without contacts change nothing`() {
        let people: [Person] = [(1, 2), (0, 3), (2, 2)]

        #expect(PersonSums(people + [(0, 0), (0, 0)]) == PersonSums(people))
        #expect(Proportion(PersonSums([Person]())).interval == nil)
    }

    /// Persons with one to four contacts, 2.5 on average; seven of ten contacts repeat what the
    /// person is inclined to, the others are chance: contacts of one person correlate by 0.49.
    @Test(arguments: [
        (persons: 60, rate: 0.3), (persons: 150, rate: 0.2), (persons: 200, rate: 0.5),
        (persons: 300, rate: 0.08),
    ])
    func `intervals cover the true rate where plain ones do not`(persons: Int, rate: Double) {
        var generator = SeededGenerator(seed: 20_26)
        let runs = 1_000
        var covered = 0
        var plainlyCovered = 0

        for _ in 0..<runs {
            let people: [Person] = (0..<persons).map { _ in
                let inclined = Double.random(in: 0..<1, using: &generator) < rate
                let trials = Int.random(in: 1...4, using: &generator)
                let outcomes = (0..<trials).map { _ in
                    Double.random(in: 0..<1, using: &generator) < 0.7
                        ? inclined : Double.random(in: 0..<1, using: &generator) < rate
                }
                return (outcomes.filter(\.self).count, trials)
            }
            let sums = PersonSums(people)
            let plain = Proportion(successes: sums.successes, trials: sums.trials)
            if let interval = Proportion(sums).interval, interval.holds(rate) { covered += 1 }
            if let interval = plain.interval, interval.holds(rate) { plainlyCovered += 1 }
        }

        #expect(Double(covered) / Double(runs) >= 0.93)
        #expect(Double(covered) / Double(runs) <= 0.98)
        #expect(Double(plainlyCovered) / Double(runs) < 0.90)
    }
}

extension WilsonInterval {
    fileprivate func holds(_ rate: Double) -> Bool { low <= rate && rate <= high }
}
