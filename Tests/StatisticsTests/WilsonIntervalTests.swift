import Statistics
import Testing

@Suite struct `Wilson interval` {
    /// Successes, trials and the bounds as an independent implementation gives them
    /// (`scipy.stats.binomtest(k, n).proportion_ci(0.95, "wilson")`).
    static let reference: [(successes: Int, trials: Int, low: Double, high: Double)] = [
        (0, 1, 0.000000000000000, 0.793450685622763),
        (1, 1, 0.206549314377237, 1.000000000000000),
        (0, 2, 0.000000000000000, 0.657619772493347),
        (1, 2, 0.094531205734231, 0.905468794265769),
        (2, 2, 0.342380227506653, 1.000000000000000),
        (1, 3, 0.061491944720396, 0.792340399197952),
        (0, 5, 0.000000000000000, 0.434482464783175),
        (1, 5, 0.036224108632430, 0.624465370237475),
        (2, 5, 0.117620774232648, 0.769275718723987),
        (5, 5, 0.565517535216825, 1.000000000000000),
        (0, 10, 0.000000000000000, 0.277532799862889),
        (1, 10, 0.017876213095073, 0.404150026795238),
        (3, 10, 0.107791267406301, 0.603221852538855),
        (5, 10, 0.236593090512564, 0.763406909487436),
        (9, 10, 0.595849973204762, 0.982123786904927),
        (10, 10, 0.722467200137111, 1.000000000000000),
        (4, 17, 0.095550443220801, 0.472617981195650),
        (7, 19, 0.191495127451351, 0.589604668351969),
        (19, 20, 0.763868806553258, 0.991118551199205),
        (1, 29, 0.006113214292763, 0.171755218793203),
        (15, 50, 0.191035535008809, 0.437503504644534),
        (49, 50, 0.895045564103622, 0.996460740728354),
        (2, 100, 0.005501967550162, 0.070011790728544),
        (50, 100, 0.403831530365996, 0.596168469634004),
        (97, 100, 0.915480635709472, 0.989745475975961),
        (13, 250, 0.030637655164191, 0.086921781183727),
        (125, 250, 0.438491261808901, 0.561508738191099),
        (1, 1000, 0.000176546370626, 0.005642558597958),
        (860, 1000, 0.837113308516377, 0.880131425374023),
        (999, 1000, 0.994357441402042, 0.999823453629374),
        (42, 4321, 0.007199222098883, 0.013111686325641),
        (2500, 10000, 0.241610193182925, 0.258581806002413),
        (7, 123456, 0.000027466434931, 0.000117045809778),
        (654321, 1_000_000, 0.653388271202865, 0.655252543166156),
    ]

    @Test(arguments: reference)
    func `agrees with an independent implementation`(
        successes: Int, trials: Int, low: Double, high: Double
    ) throws {
        let proportion = Proportion(successes: successes, trials: trials)

        let interval = try #require(proportion.interval)

        #expect(abs(interval.low - low) < 1e-12)
        #expect(abs(interval.high - high) < 1e-12)
    }

    @Test(arguments: [1, 2, 7, 40, 333])
    func `rises with the successes and always holds the rate`(trials: Int) throws {
        let proportions = (0...trials).map { Proportion(successes: $0, trials: trials) }

        for proportion in proportions {
            let rate = try #require(proportion.rate)
            let interval = try #require(proportion.interval)
            #expect(0 <= interval.low && interval.low <= rate)
            #expect(rate <= interval.high && interval.high <= 1)
        }
        for (fewer, more) in zip(proportions, proportions.dropFirst()) {
            #expect(try #require(fewer.low) < #require(more.low))
            #expect(try #require(fewer.high) < #require(more.high))
        }
    }

    @Test(arguments: [0.0, 0.01, 0.3, 0.5, 0.999, 1.0])
    func `narrows as trials are added at the same rate`(rate: Double) {
        let widths = [0.5, 1, 2.5, 10, 99.5, 1e4, 1e12].map { trials in
            let interval = WilsonInterval(rate: rate, effectiveTrials: trials)
            return interval.high - interval.low
        }

        for (wide, narrow) in zip(widths, widths.dropFirst()) { #expect(narrow < wide) }
    }

    @Test(arguments: [(0, 9), (3, 9), (4, 9), (50, 101)])
    func `of the failures mirrors that of the successes`(successes: Int, trials: Int) throws {
        let interval = try #require(
            Proportion(successes: successes, trials: trials).interval)
        let mirrored = try #require(
            Proportion(successes: trials - successes, trials: trials).interval)

        #expect(abs(interval.low + mirrored.high - 1) < 1e-12)
        #expect(abs(interval.high + mirrored.low - 1) < 1e-12)
    }

    @Test func `no trials have neither rate nor interval`() {
        let proportion = Proportion(successes: 0, trials: 0)

        #expect(proportion.rate == nil)
        #expect(proportion.interval == nil)
        #expect(proportion.low == nil && proportion.high == nil)
    }
}
