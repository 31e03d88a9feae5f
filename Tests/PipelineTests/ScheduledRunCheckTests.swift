import Foundation
import JourneyModel
import JourneyStore
import Pipeline
import Postgres
import Testing

@Suite struct `Checks of a scheduled run` {
    @Test(arguments: [(5, 0), (4, 1), (20, 0), (21, 1)] as [(Int, Int32)])
    func `a day with an unusual number of records ends the run with 1`(
        records: Int, code: Int32
    ) throws {
        try IngestFixture.with { fixture in
            // The median is 10.
            for (day, count) in [("01-16", 1), ("01-23", 10), ("01-30", 10), ("02-06", 40)] {
                try fixture.write("\(day).csv", Night.orders(count, on: "2026-\(day)"))
            }
            try fixture.write("today.csv", Night.orders(records, on: "2026-02-13"))

            let outcome = try Night(fixture).run(
                """
                sources:
                  - {connector: orders, paths: "*.csv"}
                """)

            #expect(outcome.exitCode == code, "\(outcome.line)")
            #expect(outcome.checks.map(\.check) == (code == 1 ? ["volume"] : []))
            #expect(try fixture.count("select count(*) from conversion") == 61 + records)
        }
    }

    @Test func `too many rejects end a run that loaded with 1`() throws {
        try IngestFixture.with { fixture in
            let broken = (0..<6).map { "bad-\($0),twelve,EUR,2026-02-13T12:00:00Z\n" }.joined()
            try fixture.write("orders.csv", Night.orders(94, on: "2026-02-13") + broken)

            let outcome = try Night(fixture).run(Night.one)
            let allowed = try Night(fixture).run(Night.one + "\n    fail_rejects: 6%\n")

            #expect(outcome.exitCode == 1, "\(outcome.line)")
            #expect(outcome.checks.map(\.check) == ["fail_rejects"])
            #expect(outcome.sources.map(\.accepted) == [94])
            #expect(allowed.checks == [])
        }
    }

    @Test func `a source over its error limit ends the run with 1, and freshness remembers`() throws
    {
        try IngestFixture.with { fixture in
            try fixture.write("orders.csv", Night.orders(1, on: "2026-02-13"))

            let outcome = try Night(fixture).run(
                Night.one + "\n    freshness: {warn: 1h, error: 14h}\n")
            let overview = Overview(connection: fixture.workspace.connection, schema: "journey")
            let early = try overview.freshness(now: try "2026-02-14T01:00:00Z".moment)
            let late = try overview.freshness(now: try "2026-02-14T03:00:00Z".moment)

            #expect(outcome.exitCode == 1, "\(outcome.line)")
            #expect(outcome.checks.map(\.check) == ["freshness"])
            #expect(early.map(\.state) == [.warn])
            #expect(late.map(\.state) == [.error])
        }
    }
}
