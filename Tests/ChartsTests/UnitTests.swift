import Charts
import Testing

@Suite struct `Numbers` {
    @Test(arguments: [
        (Unit.count, 0.0, "0"), (.count, 1_234_567, "1_234_567"), (.count, -12_345, "−12_345"),
        (.count, 999.96, "1_000.0"), (.count, -0.0001, "0.0"), (.count, 1e18, "1.0e18"),
        (.count, .nan, "–"), (.count, .infinity, "–"),
        (.percent, 0.1234, "12.3_%"), (.percent, 1, "100.0_%"), (.percent, 0.99999, "100.0_%"),
        (.decimal(places: 2), 3.14159, "3.14"), (.decimal(places: 3), -2.05, "−2.050"),
        (.amount("EUR"), 12_345.6, "12_345.60_EUR"),
        (.duration, 0, "0_s"), (.duration, 2.5, "2.5_s"), (.duration, 80, "1_min 20_s"),
        (.duration, 3_600, "1_h"), (.duration, 5_430, "1_h 30_min"), (.duration, 90_000, "1_d 1_h"),
        (.duration, -61, "−1_min 1_s"),
    ])
    func `are written the same everywhere`(unit: Unit, value: Double, expected: String) {
        #expect(unit.text(value) == expected.replacing("_", with: "\u{202F}"))
    }

    @Test(arguments: [
        (Unit.count, 1_500_000.0, 500_000.0, "1.5_M"), (.count, 500_000, 500_000, "0.5_M"),
        (.count, 0, 2_000_000, "0"), (.count, 20_000, 5_000, "20_000"), (.count, 0.4, 0.2, "0.4"),
        (.percent, 0.05, 0.05, "5_%"), (.percent, 0.005, 0.005, "0.5_%"),
        (.duration, 120, 60, "2_min"),
    ])
    func `on an axis are as short as the step allows`(
        unit: Unit, value: Double, step: Double, expected: String
    ) {
        #expect(unit.tick(value, step: step) == expected.replacing("_", with: "\u{202F}"))
    }
}

@Suite struct `An axis` {
    @Test(arguments: [
        [0.0, 0.123], [3, 97], [-12, 5], [1e-9, 3e-9], [0, 1e15], [42], [], [.nan], [-7, -3],
        [1e308, -1e308],
    ])
    func `holds its values between evenly spaced ticks`(values: [Double]) {
        let axis = Axis(holding: values, from: 100, to: 500)

        #expect((2...20).contains(axis.ticks.count))
        for value in values where value.isFinite {
            #expect((100...500).contains(axis.place(value)))
        }
        #expect(abs(axis.place(axis.ticks[0]) - 100) < 1e-9)
        #expect(abs(axis.place(axis.ticks[axis.ticks.count - 1]) - 500) < 1e-9)
        #expect(axis.ticks.contains { abs($0) < axis.step * 1e-6 })
    }

    @Test(arguments: [(1.0, 1.0), (1.1, 2), (2.1, 5), (5.5, 10), (0.03, 0.05), (700, 1_000)])
    func `has steps of one, two or five`(least: Double, expected: Double) {
        #expect(abs(Axis.niceStep(above: least) / expected - 1) < 1e-9)
    }
}

@Suite struct `Text` {
    @Test func `is cut to its room with an ellipsis`() {
        let cut = TextFit.truncated("a long label that does not fit", to: 80, size: 12)

        #expect(cut.hasSuffix("…") && cut.hasPrefix("a long"))
        #expect(TextFit.width(cut, size: 12) <= 80)
        #expect(TextFit.truncated("short", to: 80, size: 12) == "short")
        #expect(TextFit.truncated("no room", to: 2, size: 12).isEmpty)
    }

    @Test func `is wrapped at spaces and cut in the last line`() {
        let lines = TextFit.lines("one two three four five six", to: 70, size: 12, atMost: 2)

        #expect(lines.count == 2)
        #expect(lines.allSatisfy { TextFit.width($0, size: 12) <= 70 })
        #expect(lines[1].hasSuffix("…"))
    }
}
