import Foundation
import JourneyModel
import Pipeline
import Postgres
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

    private static let header = "order_id,amount,currency,created_at\n"

    @Test func `one whose end never came is not tried, and stays as it is`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write(
                "a.csv",
                "order_id,amount,currency,created_at\n1,5,EUR,2026-02-13T10:00:00Z\n2,5,EUR,\"open")
            _ = try fixture.ingest([path], as: "orders")
            let rejects = Rejects(fixture.workspace)

            let outcome = try rejects.retry(source: "orders")

            #expect(outcome.notRetried == 1 && outcome.counts.read == 0)
            #expect(try rejects.list().map(\.reason) == ["truncated_record"])
            var unknown = Rejects.Filter()
            unknown.source = "order"
            let failure = #expect(throws: Failure.self) { try rejects.list(unknown) }
            #expect(failure?.exitCode == 66)
        }
    }

    @Test func `rows are read with the header row they came with, whatever is there now`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write(
                "a.csv",
                Self.header + "o1,5,EUR,2024-03-31 02:30:00\no2,5,EUR,2024-01-01 00:00:00\n")
            _ = try fixture.ingest([path], as: "orders") {
                $0.settings.timeZone = "Europe/Berlin"
            }
            try fixture.write("a.csv", "amount,order_id,currency,created_at\n1,x,EUR,2024-01-01\n")
            try Self.setZone("UTC", fixture)

            let outcome = try Rejects(fixture.workspace).retry(source: "orders")

            #expect(outcome.counts.accepted == 1 && outcome.notRetried == 0)
            #expect(
                try fixture.workspace.connection.value(
                    "select string_agg(conversion_id, ' ' order by conversion_id) from conversion")
                    == "o1 o2")
        }
    }

    @Test(arguments: [true, false])
    func `where no header row was kept only the same file lends its own`(isSame: Bool) throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write(
                "a.csv",
                Self.header + "o1,5,EUR,2024-03-31 02:30:00\no2,5,EUR,2024-01-01 00:00:00\n")
            _ = try fixture.ingest([path], as: "orders") {
                $0.settings.timeZone = "Europe/Berlin"
            }
            try fixture.workspace.connection.execute(
                Query(sql: "update ingest_file set connector = null, header = null"))
            if !isSame {
                try fixture.write(
                    "a.csv", "amount,order_id,currency,created_at\n1,x,EUR,2024-01-01\n")
            }
            try Self.setZone("UTC", fixture)

            let outcome = try Rejects(fixture.workspace).retry(source: "orders")

            #expect(outcome.counts.accepted == (isSame ? 1 : 0))
            #expect(outcome.notRetried == (isSame ? 0 : 1))
            #expect(try fixture.count("select count(*) from conversion") == (isSame ? 2 : 1))
        }
    }

    @Test func `all are read, however many batches they make`() throws {
        try IngestFixture.with { fixture in
            let rows = (1...7).map { "o\($0),5,EUR,2024-03-31 02:30:00\n" }.joined()
            let path = try fixture.write(
                "a.csv",
                Self.header + "good,5,EUR,2024-01-01 00:00:00\nbad,five,EUR,2024-01-01 00:00:00\n"
                    + rows)
            _ = try fixture.ingest([path], as: "orders") {
                $0.settings.timeZone = "Europe/Berlin"
            }
            try Self.setZone("UTC", fixture)

            let outcome = try Rejects(fixture.workspace).retry(source: "orders", page: 2)

            #expect(outcome.counts.read == 8 && outcome.counts.accepted == 7)
            #expect(try Rejects(fixture.workspace).list().map(\.path) == [path])
        }
    }

    @Test func `one rejected for another reason keeps its place, and only the new reason`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write(
                "a.csv",
                Self.header + "o1,5,EUR,2024-01-01 00:00:00\no2,five,EUR,2024-01-01 00:00:00\n")
            _ = try fixture.ingest([path], as: "orders")
            try fixture.workspace.connection.script(
                """
                update rejected_record set reason = 'bad_json';
                update journey_pii.rejected_bytes set reason = 'bad_json'
                """)

            let outcome = try Rejects(fixture.workspace).retry(source: "orders")

            let left = try Rejects(fixture.workspace).list()
            #expect(outcome.counts.rejected == 1)
            #expect(left.map(\.reason) == ["bad_number"])
            #expect(left.map(\.path) == [path] && left.map(\.line) == [3])
        }
    }

    @Test func `an export stands behind its header row, is whole and can be loaded`() throws {
        try IngestFixture.with { fixture in
            let rows = (1...1_200).map { "oä\($0),five,EUR,2024-01-01 00:00:00\n" }.joined()
            let text = Self.header + "o0,5,EUR,2024-01-01 00:00:00\n" + rows
            let bytes = Array(try #require(text.data(using: .isoLatin1)))
            let path = try fixture.write("a.csv", bytes)
            _ = try fixture.ingest([path], as: "orders") { $0.settings.encoding = .latin1 }
            var filter = Rejects.Filter()
            filter.limit = nil
            var exported: [UInt8] = []

            let outcome = try Rejects(fixture.workspace).export(filter) { exported += $0 }

            #expect(outcome.records == 1_200 && outcome.headers == 1)
            let mended = String(decoding: exported, as: UTF8.self).replacing("five", with: "5")
            let again = try fixture.write("mended.csv", mended)
            let report = try fixture.ingest([again], as: "orders") {
                $0.settings.encoding = .latin1
            }
            #expect(report.total.accepted == 1_200 && report.total.rejected == 0)
            #expect(
                try fixture.count("select count(*) from conversion where conversion_id = 'oä7'")
                    == 1)
        }
    }

    private static func setZone(_ zone: String, _ fixture: IngestFixture) throws {
        try fixture.workspace.connection.execute(
            Query(sql: "update source set time_zone = $1", .text(zone)))
    }
}
