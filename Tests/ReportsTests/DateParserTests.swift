import JourneyModel
import Testing

@testable import Reports

@Suite struct `Dates on the command line` {
    /// Wednesday, 1 April 2026, 10:30 in Berlin: the clock went forward on 29 March.
    private let dates: DateParser

    init() throws {
        let now = Timestamp(seconds: 1_775_032_200)
        dates = try DateParser(now: now, timeZone: "Europe/Berlin")
    }

    @Test(arguments: [
        ("2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
        ("2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
        ("2026-03", "2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z"),
        ("today", "2026-03-31T22:00:00Z", "2026-04-01T22:00:00Z"),
        ("yesterday", "2026-03-30T22:00:00Z", "2026-03-31T22:00:00Z"),
        ("last-week", "2026-03-22T23:00:00Z", "2026-03-29T22:00:00Z"),
        ("last-month", "2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z"),
        ("2026-W07", "2026-02-08T23:00:00Z", "2026-02-15T23:00:00Z"),
        ("2026-W01", "2025-12-28T23:00:00Z", "2026-01-04T23:00:00Z"),
        ("7d", "2026-03-25T09:30:00Z", "2026-03-25T09:30:00Z"),
        ("90m", "2026-04-01T07:00:00Z", "2026-04-01T07:00:00Z"),
        ("2026-02-14T08:00", "2026-02-14T07:00:00Z", "2026-02-14T07:00:00Z"),
        ("2026-02-14 08:00:01.25", "2026-02-14T07:00:01.25Z", "2026-02-14T07:00:01.25Z"),
        ("2026-02-14T08:00Z", "2026-02-14T08:00:00Z", "2026-02-14T08:00:00Z"),
        ("2026-02-14T08:00-05:00", "2026-02-14T13:00:00Z", "2026-02-14T13:00:00Z"),
    ])
    func `a word names a period of the site's calendar`(
        text: String, start: String, end: String
    ) throws {
        let period = try dates.range(text)

        #expect(DateParser.text(period.lowerBound) == start)
        #expect(DateParser.text(period.upperBound) == end)
    }

    @Test(arguments: [
        "", "soon", "2026-02-30", "2026-13-01", "2026-W54", "2025-W53", "-7d", "7x",
        "2026-02-14T25:00",
        "14.02.2026",
    ])
    func `what is no date is refused`(text: String) {
        #expect(throws: ReportError.badDate(text)) { try dates.moment(text) }
    }
}
