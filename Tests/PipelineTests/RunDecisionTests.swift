import Foundation
import JourneyModel
import JourneyStore
import Pipeline
import Testing

@Suite struct `Decisions of a scheduled run` {
    @Test(
        arguments: [
            ([0, 0], 0), ([0, 1], 1), ([1, 65], 65), ([65, 66, 1], 66), ([66, 75], 75),
            ([75, 74], 74),
            ([74, 73, 75], 73), ([73, 77], 77), ([77, 78], 78), ([78, 70, 1], 70),
            // Wrong usage inside a file is a wrong setting; what is no code is a defect.
            ([64, 66], 78), ([3, 78], 70), ([143, 70], 143),
        ] as [([Int32], Int32)])
    func `the exit code is the gravest of all parts`(codes: [Int32], expected: Int32) {
        #expect(ExitCodeChoice.of(codes) == expected)
        #expect(ExitCodeChoice.of(codes.reversed()) == expected)
    }

    @Test(
        arguments: [
            (50, .usual), (200, .usual), (49, .unusual(median: 100)), (201, .unusual(median: 100)),
            (0, .unusual(median: 100)),
        ] as [(Int, VolumeCheck.Verdict)])
    func `a day is unusual under half and over twice the median of its weekday`(
        records: Int, expected: VolumeCheck.Verdict
    ) {
        #expect(VolumeCheck.judge(records, earlier: [90, 110, 10, 900]) == expected)
    }

    @Test func `a young source has no usual volume, and one without records none`() {
        #expect(VolumeCheck.judge(1, earlier: [100, 100, 100]) == .unknown)
        #expect(VolumeCheck.judge(1, earlier: [100, 100, 100, 0]) == .unknown)
        #expect(VolumeCheck.judge(1, earlier: [0, 0, 0, 100]) == .unknown)
        #expect(VolumeCheck.judge(5, earlier: [0, 0, 0, 0]) == .unknown)
        #expect(VolumeCheck.judge(1, earlier: [0, 100, 100, 100]) == .unusual(median: 100))
    }

    @Test(
        arguments: [
            (100, 5, false), (100, 6, true), (99, 99, false), (1_000, 50, false), (1_000, 51, true),
        ] as [(Int64, Int64, Bool)])
    func `over 5 % of rejects fail a run, from 100 records on`(
        read: Int64, rejected: Int64, expected: Bool
    ) {
        var counts = LoadCounts()
        counts.read = read
        counts.rejected = rejected

        #expect(RejectAllowance.standard.isExceeded(by: counts) == expected)
        #expect((RejectAllowance.standard.complaint(about: counts) != nil) == expected)
    }

    @Test(arguments: ["0%", "2.5%", "100%"])
    func `a share of rejects is read`(text: String) {
        #expect(RejectAllowance(parsing: text)?.percent == Double(text.dropLast()))
    }

    @Test(arguments: ["5", "101%", "-1%", "five", "%", ""])
    func `what is no share is refused`(text: String) {
        #expect(RejectAllowance(parsing: text) == nil)
    }

    @Test(arguments: [
        ("2026-02-14T03:00:00Z", "2026-02-14T03:00:00Z"),
        ("2026-02-14T23:00:00Z", "2026-02-15T03:00:00Z"),
        ("2026-02-14T00:30:00Z", "2026-02-14T03:00:00Z"),
        ("2026-02-14T08:00:00Z", "2026-02-14T03:00:00Z"),
    ])
    func `a time of day means the nearest one`(now: String, expected: String) throws {
        let time = try #require(TimeOfDay(parsing: "4:00"))

        #expect(time.nearest(to: try now.moment, in: .berlin) == (try expected.moment))
    }

    @Test func `a time of day that the clock skips comes right after the gap`() throws {
        let time = try #require(TimeOfDay(parsing: "02:30"))
        let now = try "2026-03-29T10:00:00Z".moment

        #expect(time.latest(by: now, in: .berlin) == (try "2026-03-29T01:30:00Z".moment))
    }

    @Test(arguments: ["24:00", "4", "04:60", "4:0", "noon", "-1:00"])
    func `what is no time of day is refused`(text: String) {
        #expect(TimeOfDay(parsing: text) == nil)
    }

    @Test(arguments: [
        ("conector", "connector"), ("path", "paths"), ("tiem_zone", "time_zone"),
        ("PATHS", "paths"),
    ])
    func `a mistyped name finds the one that was meant`(word: String, meant: String) {
        #expect(
            Spelling.nearest(to: word, in: ["connector", "paths", "time_zone", "name"]) == meant)
    }

    @Test func `a name that is like nothing finds nothing`() {
        #expect(Spelling.nearest(to: "password", in: ["connector", "paths", "name"]) == nil)
        #expect(Spelling.help(for: "x", among: ["b", "a"]) == "known are a, b")
    }
}

extension String {
    /// The moment that this text in UTC names.
    var moment: Timestamp {
        get throws {
            let date = try Date(self, strategy: .iso8601)
            return Timestamp(seconds: Int64(date.timeIntervalSince1970))
        }
    }
}

extension TimeZone {
    static var berlin: TimeZone { TimeZone(identifier: "Europe/Berlin") ?? .gmt }
}
