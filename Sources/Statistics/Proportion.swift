/// A rate with the counts behind it and the interval they allow.
package struct Proportion: Sendable, Hashable {
    package let successes: Int
    package let trials: Int

    /// By how much the contacts of one person resemble each other: 1 for independent trials, 2
    /// when twice the trials are needed for the same certainty. Never below 1.
    package let designEffect: Double

    /// Trials that are independent of each other, one a person.
    package init(successes: Int, trials: Int) {
        self.init(successes: successes, trials: trials, designEffect: 1)
    }

    /// Trials of which one person may have several.
    package init(_ sums: PersonSums) {
        self.init(
            successes: sums.successes, trials: sums.trials, designEffect: sums.designEffect)
    }

    private init(successes: Int, trials: Int, designEffect: Double) {
        precondition(
            trials >= 0 && (0...trials).contains(successes), "successes lie between 0 and trials")
        self.successes = successes
        self.trials = trials
        self.designEffect = designEffect
    }

    /// The share, 0…1; `nil` without trials.
    package var rate: Double? {
        trials == 0 ? nil : Double(successes) / Double(trials)
    }

    /// The number of independent trials that would say as much as these do.
    package var effectiveTrials: Double { Double(trials) / designEffect }

    /// At 95 %, from ``effectiveTrials``; `nil` without trials.
    package var interval: WilsonInterval? {
        rate.map { WilsonInterval(rate: $0, effectiveTrials: effectiveTrials) }
    }

    /// The lower bound of ``interval``.
    package var low: Double? { interval?.low }

    /// The upper bound of ``interval``.
    package var high: Double? { interval?.high }
}
