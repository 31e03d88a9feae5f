import JourneyModel
import JourneyStore
import Pipeline
import Testing

@Suite struct `Age of a source` {
    private static func age(
        newest: String?, loaded: String? = nil, isTimed: Bool = true,
        now: String = "2026-02-14T08:00:00Z",
        _ change: (inout SourceExpectation) -> Void = { _ in }
    ) throws -> SourceAge {
        var expectation = SourceExpectation(
            source: "shop", connector: "segment", timeZone: "Europe/Berlin")
        change(&expectation)
        return SourceAge(
            source: "shop", connector: "segment", channel: "web", newest: try newest?.moment,
            isTimed: isTimed, loaded: try loaded?.moment, expectation: expectation,
            now: try now.moment)
    }

    @Test(
        arguments: [
            ("2026-02-14T06:00:00Z", .fresh), ("2026-02-14T05:59:59Z", .warn),
            ("2026-02-14T04:00:00Z", .warn), ("2026-02-14T03:59:59Z", .error),
        ] as [(String, SourceAge.State)])
    func `it is held against both limits`(newest: String, expected: SourceAge.State) throws {
        let age = try Self.age(newest: newest) {
            $0.warnSeconds = 7200
            $0.errorSeconds = 14_400
        }

        #expect(age.state == expected, "\(age.sentence)")
    }

    @Test(
        arguments: [
            // At 03:00 in Berlin the records of the 12th are enough, from 04:00 on those of the 13th.
            ("2026-02-12T21:00:00Z", "2026-02-14T02:00:00Z", .fresh),
            ("2026-02-12T21:00:00Z", "2026-02-14T03:00:00Z", .late),
            ("2026-02-12T23:00:00Z", "2026-02-14T03:00:00Z", .fresh),
        ] as [(String, String, SourceAge.State)])
    func `it is late when yesterday is not there by the time for it`(
        newest: String, now: String, expected: SourceAge.State
    ) throws {
        let age = try Self.age(newest: newest, now: now) { $0.expectByMinutes = 240 }

        #expect(age.state == expected)
        #expect(age.sentence.contains("04:00") == (expected == .late), "\(age.sentence)")
    }

    @Test func `a source without event times is as new as its last load`() throws {
        let fresh = try Self.age(newest: nil, loaded: "2026-02-14T02:00:00Z", isTimed: false) {
            $0.expectByMinutes = 240
            $0.errorSeconds = 86_400
        }
        let late = try Self.age(newest: nil, loaded: "2026-02-13T20:00:00Z", isTimed: false) {
            $0.expectByMinutes = 240
            $0.errorSeconds = 86_400
        }

        #expect(fresh.state == .fresh)
        #expect(late.state == .late)
    }

    @Test func `one whose records have times is not made new by a load without any`() throws {
        let age = try Self.age(newest: nil, loaded: "2026-02-14T07:00:00Z") { $0.errorSeconds = 9 }

        #expect(age.state == .error)
        #expect(age.sentence.contains("no record with a time"), "\(age.sentence)")
    }

    @Test func `one that was never loaded is an error only where a limit is set`() throws {
        #expect(try Self.age(newest: nil).state == .never)
        #expect(try Self.age(newest: nil) { $0.errorSeconds = 1 }.state == .error)
    }

    @Test func `without a limit nobody calls a source fresh, however old`() throws {
        #expect(try Self.age(newest: "2001-01-01T00:00:00Z").state == .unwatched)
        let watched = try Self.age(newest: "2026-02-14T07:00:00Z") { $0.warnSeconds = 864_000 }
        #expect(watched.state == .fresh)
    }

    @Test(arguments: [
        (0, "0.0 h"), (259_199, "72.0 h"), (259_200, "3.0 days"), (30_000_000, "347.2 days"),
    ])
    func `is said in days from three days on`(seconds: Int, words: String) throws {
        #expect(SourceAge.words(seconds) == words)
    }

    @Test func `is said in the same words as its limit`() throws {
        let age = try Self.age(newest: "2026-01-14T08:00:00Z") { $0.errorSeconds = 7_200 }

        #expect(age.sentence == "the newest record is 31.0 days old, over the limit of 2.0 h")
    }
}
