import Foundation
import JourneyModel
import Pipeline
import Testing

@Suite struct `Fields of calls that a format does not know` {
    @Test func `members of contact records are counted, those that are not read aside`() throws {
        try IngestFixture.with { fixture in
            let sample = try ConnectorRegistry.standard.connector(named: "amazon-connect")
                .description.sample
            let more = sample.dropLast() + #","Mood":1,"Tags":{},"ContactLens":null}"#
            let path = try fixture.write("a.json", "\(sample)\n\(more)\n")

            let report = try fixture.ingest([path], as: "amazon-connect")

            #expect(report.total.rejected == 0)
            #expect(report.files[0].unknownFields == ["Mood": 1])
        }
    }

    @Test func `columns under a header of call records are counted`() throws {
        try IngestFixture.with { fixture in
            let path = try fixture.write(
                "a.csv",
                """
                calldate,src,dst,duration,billsec,disposition,uniqueid,recordingfile,Mood
                2026-01-12 12:00:00,+441632960123,600,20,10,ANSWERED,1768219200.90,a.wav,1
                2026-01-12 13:00:00,+441632960124,600,20,10,ANSWERED,1768222800.91,b.wav,1

                """)

            let report = try fixture.ingest([path], as: "asterisk-cdr") {
                $0.settings.timeZone = "UTC"
            }

            #expect(report.total.accepted == 2)
            #expect(report.files[0].unknownFields == ["Mood": 2])
        }
    }
}
