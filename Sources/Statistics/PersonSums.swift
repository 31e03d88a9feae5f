/// What a rate needs to know of its persons to allow for several contacts of one person: six sums
/// over persons, so that one SQL statement can deliver them and no person leaves the database.
///
/// With `s` and `t` the successes and trials of one person.
package struct PersonSums: Sendable, Hashable {
    /// Persons with at least one trial.
    package var persons: Int
    /// Σ t
    package var trials: Int
    /// Σ s
    package var successes: Int
    /// Σ s²
    package var successesSquared: Int
    /// Σ s·t
    package var successesTimesTrials: Int
    /// Σ t²
    package var trialsSquared: Int

    package init(
        persons: Int, trials: Int, successes: Int,
        successesSquared: Int, successesTimesTrials: Int, trialsSquared: Int
    ) {
        self.persons = persons
        self.trials = trials
        self.successes = successes
        self.successesSquared = successesSquared
        self.successesTimesTrials = successesTimesTrials
        self.trialsSquared = trialsSquared
    }

    /// Adds up persons one by one; a person without trials says nothing and is not counted.
    package init(_ people: some Sequence<(successes: Int, trials: Int)>) {
        self.init(
            persons: 0, trials: 0, successes: 0,
            successesSquared: 0, successesTimesTrials: 0, trialsSquared: 0)
        for (successes, trials) in people where trials > 0 {
            persons += 1
            self.trials += trials
            self.successes += successes
            successesSquared += successes * successes
            successesTimesTrials += successes * trials
            trialsSquared += trials * trials
        }
    }

    /// Variance of the rate with persons as the units drawn, over its variance if every trial were
    /// a unit of its own (Kish, *Survey Sampling*, 1965, § 8.2), at least 1.
    ///
    /// The numerator is the linearised variance of a ratio of two sums over clusters (Cochran,
    /// *Sampling Techniques*, 3rd ed. 1977, § 6.3 and § 9A.3), without finite population
    /// correction:
    ///
    ///     r = Σs / Σt,   var = p/(p−1) · Σ(s − r·t)² / (Σt)²,   p persons
    ///     Σ(s − r·t)² = Σs² − 2r·Σst + r²·Σt²
    ///
    /// and the denominator r(1 − r)/(Σt − 1), so that one trial a person gives exactly 1.
    ///
    /// Where the persons show no spread at all (no success, nothing but successes, one person, or
    /// the same share for everyone) the data cannot tell how alike the contacts of one person are.
    /// Then they count as fully alike: Σt²/Σt, the mean number of contacts weighted by contacts,
    /// which is the largest design effect that likeness alone can cause.
    package var designEffect: Double {
        guard trials > 0 else { return 1 }
        let total = Double(trials)
        let rate = Double(successes) / total
        let spread =
            Double(successesSquared) - 2 * rate * Double(successesTimesTrials)
            + rate * rate * Double(trialsSquared)

        let noise = 1e-9 * Double(trialsSquared)
        guard persons > 1, successes > 0, successes < trials, spread > noise else {
            return max(1, Double(trialsSquared) / total)
        }
        let count = Double(persons)
        let clustered = count / (count - 1) * spread / (total * total)
        let independent = rate * (1 - rate) / (total - 1)
        return max(1, clustered / independent)
    }
}
