import Testing

@testable import journey

@Suite struct `The line that shows progress` {
    private func line(
        done: Int64, total: Int64?, read: Int64? = nil, records: Int64 = 1_234_567,
        elapsed: Double
    ) -> ProgressLine {
        ProgressLine(
            path: "exports/events.ndjson", bytesDone: done, bytesTotal: total,
            bytesRead: read ?? done, records: records, elapsed: elapsed)
    }

    @Test func `it says share, rate, records and the time left`() {
        let text = line(done: 1_400_000_000, total: 3_500_000_000, elapsed: 10).text

        #expect(
            text
                == "[####......] 40 % of 3.5 GB  140 MB/s  1,234,567 records  15 s left"
                + "  events.ndjson")
    }

    @Test func `the rate is of what this run has read`() {
        let text = line(done: 900_000, total: 1_000_000, read: 100_000, elapsed: 2).text

        #expect(text.contains("90 % of 1.0 MB  50 kB/s"))
        #expect(text.contains("2 s left"))
    }

    @Test func `without a size there is no share and no end`() {
        let text = line(done: 2_000, total: nil, elapsed: 1).text

        #expect(text == "2.0 kB  2.0 kB/s  1,234,567 records  events.ndjson")
    }

    @Test func `before anything is measured nothing is foretold`() {
        let text = line(done: 0, total: 500, records: 0, elapsed: 0).text

        #expect(text == "[..........] 0 % of 500 bytes  0 records  events.ndjson")
    }

    @Test(arguments: [(59.0, "59 s"), (60, "1:00"), (245, "4:05"), (3_723, "1:02:03")])
    func `times left are read at a glance`(seconds: Double, text: String) {
        let total = Int64(1_000 + 1_000 * seconds)

        #expect(
            line(done: 1_000, total: total, elapsed: 1).text.contains("  \(text) left"))
    }

    @Test func `several files are counted`() {
        var two = line(done: 1, total: 2, elapsed: 1)
        two.number = 2
        two.inputs = 7

        #expect(two.text.contains("file 2 of 7"))
    }
}
