import Foundation
import JourneyModel
import Pipeline
import Testing

@Suite struct `Loading rejects again` {
    @Test func `after a fix of a setting they are loaded once, and no more open`() throws {
        try IngestFixture.with { fixture in
            let header = "order_id,amount,currency,created_at\n"
            // A local time that the clocks of Berlin skipped.
            let path = try fixture.write(
                "a.csv",
                header + "o1,5,EUR,2024-03-31 01:30:00\no2,5,EUR,2024-03-31 02:30:00\n"
                    + "o3,five,EUR,2024-03-31 01:30:00\n")
            let report = try fixture.ingest([path], as: "orders") {
                $0.settings.timeZone = "Europe/Berlin"
            }
            #expect(report.total.accepted == 1 && report.total.rejected == 2)
            // Another file of the source, and the zone is remembered.
            let other = try fixture.write("b.csv", header + "o4,5,EUR,2024-03-31 02:30:00\n")
            _ = try fixture.ingest([other], as: "orders") { $0.settings.timeZone = "UTC" }
            let rejects = Rejects(fixture.workspace)

            let first = try rejects.retry(source: "orders")
            let second = try rejects.retry(source: "orders")

            #expect(first.counts.read == 2 && first.counts.accepted == 1)
            #expect(first.counts.rejected == 1 && first.counts.isBalanced)
            #expect(second.counts.accepted == 0)
            #expect(
                try rejects.list().map(\.reason).filter { $0 == "nonexistent_local_time" } == [])
            let moment = try fixture.workspace.connection.value(
                """
                select converted_at at time zone 'UTC' = '2024-03-31 02:30' from conversion
                where conversion_id = 'o2'
                """)
            #expect(moment == "t")
            #expect(try fixture.count("select count(*) from conversion") == 3)
        }
    }
}
