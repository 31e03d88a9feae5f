import Foundation
import Pipeline
import Testing

@Suite struct `Fields that a format does not know` {
    @Test func `columns are counted and the rest is loaded`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write(
                "a.csv",
                "order_id,Colour,amount,currency,created_at,Size\n"
                    + "o1,red,5,EUR,2024-01-01T00:00:00Z,L\no2,,5,EUR,2024-01-01T00:00:00Z,\n")

            let report = try fixture.ingest([path], as: "orders")
            let dry = try fixture.ingest([path], as: "orders") { $0.isDryRun = true }

            #expect(report.total.accepted == 2)
            #expect(report.files[0].unknownFields == ["Colour": 2, "Size": 2])
            #expect(dry.files[0].unknownFields == report.files[0].unknownFields)
        }
    }

    @Test func `members of JSON are counted by record`() throws {
        try IngestFixture.with { fixture in
            let order =
                #"{"order_id":"o1","amount":5,"currency":"EUR","created_at":"#
                + #""2024-01-01T00:00:00Z""#
            let path = try fixture.write(
                "a.ndjson", "\(order)}\n\(order),\"colour\":1}\n\(order),\"colour\":null}\n")

            let report = try fixture.ingest([path], as: "orders")

            #expect(report.files[0].unknownFields == ["colour": 2])
        }
    }
}
