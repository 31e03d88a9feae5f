import Statistics
import Testing

@Suite struct `Attribution model` {
    static let models: [AttributionModel] = [
        .last, .first, .linear, .position, .jShaped, .timeDecay(halfLife: 7),
        .timeDecay(halfLife: 0.001),
    ]

    @Test(arguments: [
        (AttributionModel.last, 4, [0.0, 0, 0, 1]),
        (.first, 4, [1.0, 0, 0, 0]),
        (.linear, 4, [0.25, 0.25, 0.25, 0.25]),
        (.position, 4, [0.4, 0.1, 0.1, 0.4]),
        (.position, 3, [0.4, 0.2, 0.4]),
        (.position, 2, [0.5, 0.5]),
        (.jShaped, 4, [0.2, 0.1, 0.1, 0.6]),
        (.jShaped, 2, [0.25, 0.75]),
        (.last, 2, [0.0, 1]),
        (.first, 2, [1.0, 0]),
        (.linear, 2, [0.5, 0.5]),
    ])
    func `gives each touch its share`(model: AttributionModel, touches: Int, expected: [Double]) {
        let credits = model.credits(agesInDays: Array(repeating: 3, count: touches))

        #expect(credits.count == expected.count)
        for (credit, share) in zip(credits, expected) { #expect(abs(credit - share) < 1e-15) }
    }

    @Test func `time decay shares 50 euros out as in the worked example`() {
        let model = AttributionModel.timeDecay(halfLife: 7)

        let cents = model.split(5_000, agesInDays: [9, 6, 0, 0])

        #expect(cents == [692, 932, 1_688, 1_688])
    }

    @Test func `one half-life halves the credit`() {
        let credits = AttributionModel.timeDecay(halfLife: 7).credits(agesInDays: [14, 7, 0])

        #expect(abs(credits[2] - 4.0 / 7) < 1e-15)
        #expect(abs(credits[1] - 2.0 / 7) < 1e-15)
        #expect(abs(credits[0] - 1.0 / 7) < 1e-15)
    }

    @Test(arguments: models)
    func `a lone touch gets everything and no touch nothing`(model: AttributionModel) {
        #expect(model.credits(agesInDays: [12]) == [1])
        #expect(model.credits(agesInDays: []) == [])
        #expect(model.split(99, agesInDays: []) == [])
    }

    @Test(arguments: models)
    func `credits added in order give exactly one`(model: AttributionModel) {
        var generator = SeededGenerator(seed: 11)

        for count in Array(1...60) + [997, 10_000] {
            let ages = (0..<count).map { _ in Double.random(in: 0...90, using: &generator) }
                .sorted(by: >)
            let credits = model.credits(agesInDays: ages)

            #expect(credits.reduce(0, +) == 1)
            #expect(credits.allSatisfy { (0...1).contains($0) })
        }
    }

    @Test(arguments: models)
    func `split parts add up to the total to the cent`(model: AttributionModel) {
        var generator = SeededGenerator(seed: 12)

        for _ in 0..<300 {
            let count = Int.random(in: 1...40, using: &generator)
            let total = Int.random(in: -1_000_000_000_000...1_000_000_000_000, using: &generator)
            let ages = (0..<count).map { _ in Double.random(in: 0...90, using: &generator) }
                .sorted(by: >)
            let parts = model.split(total, agesInDays: ages)
            let credits = model.credits(agesInDays: ages)

            #expect(parts.reduce(0, +) == total)
            for (part, credit) in zip(parts, credits) {
                #expect(abs(Double(part) - credit * Double(total)) < 1.01)
            }
        }
    }

    @Test func `units left over go to the latest of equal touches`() {
        #expect(AttributionModel.linear.split(100, agesInDays: [3, 2, 1]) == [33, 33, 34])
        #expect(AttributionModel.linear.split(-2, agesInDays: [3, 2, 1]) == [0, -1, -1])
    }

    @Test func `very old paths keep their proportions`() {
        let model = AttributionModel.timeDecay(halfLife: 1)

        #expect(model.credits(agesInDays: [5_001, 5_000]) == model.credits(agesInDays: [1, 0]))
    }
}
