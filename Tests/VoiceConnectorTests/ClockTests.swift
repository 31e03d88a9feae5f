import ConnectorKit
import JourneyModel
import Testing

@testable import VoiceConnectors

@Suite struct `Local times of call records` {
    /// A call of ten minutes in the hour that comes twice.
    private func repeated(_ zone: String, _ local: String, epoch: Int64) throws -> ContactLeg {
        let minute = local.dropLast(2)
        let row = CallRow.full { row in
            row.start = local
            row.answer = minute + "10"
            row.end = minute + "40"
            row.duration = "40"
            row.billsec = "30"
            row.uniqueid = "\(epoch).5"
            row.linkedid = "\(epoch).5"
        }
        return try CallRecords([row], zone: zone).leg
    }

    @Test(arguments: [
        ("Europe/Berlin", "2026-10-25 02:30:00", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
        ("America/New_York", "2026-11-01 01:30:00", "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"),
        (
            "Australia/Lord_Howe", "2026-04-05 01:45:00", "2026-04-04T14:45:00Z",
            "2026-04-04T15:15:00Z"
        ),
    ])
    func `the epoch in the unique id settles the repeated hour`(
        zone: String, local: String, first: String, second: String
    ) throws {
        for expected in [first, second] {
            let start = try #require(moment(expected))
            let leg = try repeated(zone, local, epoch: start.microseconds / 1_000_000)

            #expect(leg.startedAt == start)
            #expect(leg.answeredAt == start.adding(10_000_000))
            #expect(leg.endedAt == start.adding(40_000_000))
        }
    }

    @Test func `without an epoch the earlier of two times is taken`() throws {
        var row = CallRow()
        row.start = "2026-10-25 02:30:00"
        row.answer = ""
        row.end = "2026-10-25 02:10:00"
        row.duration = "2400"

        let leg = try CallRecords([row.base]).leg

        #expect(leg.startedAt == moment("2026-10-25T00:30:00Z"))
        #expect(leg.endedAt == moment("2026-10-25T01:10:00Z"))
    }

    @Test func `a later leg of a call is not put before its channel`() throws {
        let epoch = try #require(moment("2026-10-25T00:50:00Z")).microseconds / 1_000_000

        let leg = try repeated("Europe/Berlin", "2026-10-25 02:20:00", epoch: epoch)

        #expect(leg.startedAt == moment("2026-10-25T01:20:00Z"))
    }

    @Test func `a call over the end of summer time keeps its length`() throws {
        let row = CallRow.full { row in
            row.start = "2026-10-25 02:50:00"
            row.answer = "2026-10-25 02:50:10"
            row.end = "2026-10-25 02:10:00"
            row.duration = "1200"
            row.billsec = "1190"
            row.uniqueid = "1792889400.1"
            row.linkedid = "1792889400.1"
        }

        let leg = try CallRecords([row]).leg

        #expect(leg.startedAt == moment("2026-10-25T00:50:00Z"))
        #expect(leg.answeredAt == moment("2026-10-25T00:50:10Z"))
        #expect(leg.endedAt == moment("2026-10-25T01:10:00Z"))
    }

    @Test(arguments: [
        ("Europe/Berlin", "2026-03-29 02:30:00"), ("America/New_York", "2026-03-08 02:30:00"),
        ("Australia/Lord_Howe", "2026-10-04 02:15:00"),
    ])
    func `a local time that the clock skipped is refused`(zone: String, local: String) throws {
        var row = CallRow()
        row.start = local

        let records = try CallRecords([row.base], zone: zone)

        #expect(records.rejections.map(\.reason) == [.nonexistentLocalTime])
        #expect(records.rejections.map(\.field) == ["start"])
    }

    @Test(arguments: ["2026-03-29T01:30:00Z", "2026-03-29T00:30:00Z"])
    func `a skipped local time is settled by an epoch beside it`(instant: String) throws {
        let start = try #require(moment(instant))
        let row = CallRow.full { row in
            row.start = "2026-03-29 02:30:00"
            row.answer = "2026-03-29 02:30:10"
            row.end = "2026-03-29 02:30:40"
            row.duration = "40"
            row.billsec = "30"
            row.uniqueid = "\(start.microseconds / 1_000_000).5"
        }

        let leg = try CallRecords([row]).leg

        #expect(leg.startedAt == start)
        #expect(leg.endedAt == start.adding(40_000_000))
    }

    @Test func `a skipped local time far from the epoch stays refused`() throws {
        let row = CallRow.full { row in
            row.start = "2026-03-29 02:30:00"
            row.uniqueid = "1774700000.5"
        }

        #expect(try CallRecords([row]).rejections.map(\.reason) == [.nonexistentLocalTime])
    }

    @Test func `empty unquoted times stay empty`() throws {
        let row = CallRow.full { row in
            row.answer = ""
            row.end = ""
            row.duration = "12"
            row.billsec = "0"
            row.disposition = "NO ANSWER"
        }

        let leg = try CallRecords([row]).leg

        #expect(leg.answeredAt == nil)
        #expect(leg.talkMs == nil)
        #expect(leg.endedAt == moment("2026-01-12T09:30:12Z"))
    }

    @Test(arguments: ["0000-00-00 00:00:00", "1970-01-01 01:00:00"])
    func `a zero answer time is not 1970`(zero: String) throws {
        #expect(try CallRecords([CallRow.full { $0.answer = zero }]).leg.answeredAt == nil)
    }

    @Test(arguments: ["12/01/2026 10:30", "2026-13-12 10:30:00", "1970-01-01 10:30:00"])
    func `a start that is no plausible time is refused`(start: String) throws {
        let records = try CallRecords([CallRow.full { $0.start = start }])

        #expect(records.rejections.map(\.reason) == [.badTime])
        #expect(records.batch.legs.isEmpty && records.batch.evidence.isEmpty)
    }

    @Test func `a zone must be given unless times are UTC`() throws {
        #expect(throws: SettingError.self) { try AsteriskCDR(settings: .init(name: "pbx")) }
        do { _ = try AsteriskCDR(settings: .init(name: "pbx")) } catch {
            #expect(error.message.contains("--time-zone"))
            #expect(!error.isUnknownOption)
        }

        let leg = try CallRecords([CallRow().full], zone: nil, options: ["gmt": "yes"]).leg

        #expect(leg.startedAt == moment("2026-01-12T10:30:00Z"))
    }
}
