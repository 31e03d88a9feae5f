import Statistics
import Testing

@Suite struct `Summary of a sample` {
    /// Expected values from `numpy.quantile`, whose default is type 7.
    @Test(arguments: [
        (0.0, 1.0), (0.1, 1.0), (0.25, 2.5), (0.5, 4.0), (0.9, 6.0), (0.99, 8.7), (1.0, 9.0),
    ])
    func `quantiles interpolate as type 7`(p: Double, expected: Double) throws {
        let sample = Sample([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5])

        #expect(abs(try #require(sample.quantile(p)) - expected) < 1e-12)
    }

    @Test func `the median of an even number lies between the middle two`() {
        #expect(Sample([4, 1, 3, 2]).median == 2.5)
        #expect(Sample([7]).median == 7)
        #expect(Sample([1, 2, 6]).mean == 3)
    }

    @Test func `an empty sample has no figures`() {
        let sample = Sample([Double]())

        #expect(sample.median == nil)
        #expect(sample.mean == nil)
        #expect(sample.quantile(1) == nil)
    }

    @Test func `what is no number is left out and counted`() {
        let sample = Sample([1, .nan, 3, .infinity, -.infinity])

        #expect(sample.sorted == [1, 3])
        #expect(sample.ignored == 3)
        #expect(sample.median == 2)
    }

    @Test func `quantiles rise with their share and stay in the sample`() throws {
        var generator = SeededGenerator(seed: 7)
        let sample = Sample((0..<101).map { _ in Double.random(in: -5...5, using: &generator) })

        let quantiles = try (0...1000).map { try #require(sample.quantile(Double($0) / 1000)) }

        #expect(quantiles == quantiles.sorted())
        #expect(quantiles.first == sample.sorted.first && quantiles.last == sample.sorted.last)
    }
}

@Suite struct `Small groups` {
    @Test(arguments: [
        (0, "hidden, n < 5"), (4, "hidden, n < 5"), (5, "n < 20"), (19, "n < 20"), (20, ""),
        (1_000, ""),
    ])
    func `are hidden below 5 and marked below 20`(count: Int, text: String) {
        let mark = SmallGroupRule().mark(for: count)

        #expect(mark.text == text)
        #expect(mark.hidesFigures == (count < 5))
    }

    @Test func `hiding wins where the limits cross`() {
        let rule = SmallGroupRule(markBelow: 3, hideBelow: 10)

        #expect(rule.mark(for: 2) == .hidden(below: 10))
        #expect(rule.mark(for: 10) == .plain)
    }
}
