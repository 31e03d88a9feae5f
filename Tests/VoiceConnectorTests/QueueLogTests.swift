import ConnectorKit
import Foundation
import JourneyModel
import Testing

@testable import VoiceConnectors

@Suite struct `Events of a queue` {
    private static let call = "1768210200.65"

    private func event(
        _ rest: String, at second: Int64 = 1_768_210_300, options: [String: String] = [:]
    ) throws -> VoiceRecords {
        try VoiceRecords(
            AsteriskQueueLog.self, "\(second)|\(Self.call)|support|\(rest)\n", options: options)
    }

    private static func second(_ offset: Int64) -> Timestamp {
        Timestamp(seconds: 1_768_210_300 + offset)
    }

    @Test func `entering holds the only number of the caller`() throws {
        let records = try event("NONE|ENTERQUEUE||01632960123|1|Ann Lee")

        let leg = try records.leg
        #expect(leg.event == .entered)
        #expect(leg.callID == Self.call)
        #expect(leg.follows == Self.call)
        #expect(leg.queue == "support")
        #expect(leg.direction == .inbound)
        #expect(leg.startedAt == Self.second(0))
        #expect(records.identifiers(.phone) == ["+441632960123"])
        #expect(records.identifiers(.name) == ["lee"])
    }

    @Test func `an old line without position or name has a number all the same`() throws {
        #expect(
            try event("NONE|ENTERQUEUE||01632960123").identifiers(.phone) == ["+441632960123"])
    }

    @Test(arguments: ["", "anonymous", "Restricted", "0000000000", "266696687"])
    func `a withheld number is a caller from outside without identity`(number: String) throws {
        let records = try event("NONE|ENTERQUEUE||\(number)|1")

        #expect(try records.leg.direction == .inbound)
        #expect(records.batch.evidence.isEmpty)
    }

    @Test func `an extension that asks the queue is internal and nobody`() throws {
        let records = try event("NONE|ENTERQUEUE||1001|1|Sam Ray")

        #expect(try records.leg.direction == .internal)
        #expect(records.batch.evidence.isEmpty)
    }

    @Test func `a number of the company is no customer`() throws {
        let records = try event(
            "NONE|ENTERQUEUE||+441632960999|1", options: ["own_numbers": "+441632960999"])

        #expect(records.batch.evidence.isEmpty)
    }

    @Test func `a connection holds the wait`() throws {
        let leg = try event("PJSIP/1001|CONNECT|24|1768210224.66|3").leg

        #expect(leg.event == .connected)
        #expect(leg.outcome == .handled)
        #expect(leg.startedAt == Self.second(-24))
        #expect(leg.answeredAt == Self.second(0))
        #expect(leg.endedAt == nil)
        #expect(leg.waitMs == 24_000)
        #expect(leg.agent == "1001")
    }

    @Test(arguments: ["COMPLETEAGENT", "COMPLETECALLER"])
    func `a completed call holds wait and talk, whoever hung up`(word: String) throws {
        let leg = try event("Local/1001@from-queue/n|\(word)|24|200|1").leg

        #expect(leg.event == .ended)
        #expect(leg.outcome == .handled)
        #expect(leg.startedAt == Self.second(-224))
        #expect(leg.answeredAt == Self.second(-200))
        #expect(leg.endedAt == Self.second(0))
        #expect(leg.talkMs == 200_000)
        #expect(leg.agent == "1001")
        #expect(!leg.isTransfer)
    }

    @Test(
        arguments: [
            ("NONE|ABANDON|2|3|40", Outcome.abandoned, 40_000),
            ("NONE|ABANDON|1|1|2", .abandoned, 2_000),
            ("NONE|EXITWITHTIMEOUT|1|3|60", .missed, 60_000),
            ("NONE|EXITEMPTY|1|3|50", .refused, 50_000),
            ("NONE|EXITWITHKEY|2|1|3|30", .abandoned, 30_000),
            ("NONE|WITHDRAW|1|1|9|done", .missed, 9_000),
        ] as [(String, Outcome, Int64)])
    func `leaving unanswered holds the wait`(
        line: String, outcome: Outcome, wait: Int64
    ) throws {
        let leg = try event(line).leg

        #expect(leg.event == .ended)
        #expect(leg.outcome == outcome)
        #expect(leg.waitMs == wait)
        #expect(leg.startedAt == Self.second(-wait / 1_000))
        #expect(leg.answeredAt == nil)
        #expect(leg.endedAt == Self.second(0))
    }

    @Test func `an old timeout states its position and no wait`() throws {
        let leg = try event("NONE|EXITWITHTIMEOUT|3").leg

        #expect(leg.outcome == .missed)
        #expect(leg.waitMs == nil)
        #expect(leg.startedAt == Self.second(0))
    }

    @Test(arguments: ["FULL", "JOINEMPTY", "CLOSED"])
    func `a caller whom the queue does not take is refused`(word: String) throws {
        let leg = try event("NONE|\(word)|").leg

        #expect(leg.outcome == .refused)
        #expect(leg.waitMs == 0)
    }

    @Test(arguments: ["RINGNOANSWER|15000", "RINGCANCELED|15000"])
    func `a ring is in milliseconds and ends nothing`(line: String) throws {
        let leg = try event("PJSIP/1002|\(line)").leg

        #expect(leg.event == .rang)
        #expect(leg.outcome == .open)
        #expect(leg.waitMs == 15_000)
        #expect(leg.endedAt == nil)
        #expect(leg.agent == "1002")
    }

    @Test(arguments: ["BLINDTRANSFER", "TRANSFER"])
    func `a blind transfer holds where to, wait and talk`(word: String) throws {
        let leg = try event("PJSIP/1001|\(word)|1003|from-internal|24|200|1").leg

        #expect(leg.isTransfer)
        #expect(leg.transferredTo == "1003")
        #expect(leg.waitMs == 24_000)
        #expect(leg.talkMs == 200_000)
        #expect(leg.outcome == .handled)
    }

    @Test func `a transfer to a number outside keeps that number out`() throws {
        let leg = try event("PJSIP/1001|BLINDTRANSFER|01632960555|from-internal|24|200|1").leg

        #expect(leg.isTransfer)
        #expect(leg.transferredTo == nil)
    }

    @Test(arguments: [
        "BRIDGE|0e1f2a3b", "APP|Voicemail", "LINK|PJSIP/1003-00000044|PJSIP/trunk-00000045",
        "BRIDGE",
    ])
    func `an attended transfer is read from the right`(method: String) throws {
        let leg = try event("PJSIP/1001|ATTENDEDTRANSFER|\(method)|24|200|1").leg

        #expect(leg.isTransfer)
        #expect(leg.waitMs == 24_000)
        #expect(leg.talkMs == 200_000)
        #expect(leg.startedAt == Self.second(-224))
    }

    @Test func `an attended transfer that a table cut has no lengths`() throws {
        let leg = try event(
            "PJSIP/1001|ATTENDEDTRANSFER|LINK|PJSIP/1003-00000044|PJSIP/trunk-00000045|24|200"
        ).leg

        #expect(leg.isTransfer)
        #expect(leg.talkMs == nil)
        #expect(leg.answeredAt == nil)
    }

    @Test func `empty data leaves a bar behind and is the same record`() throws {
        let records = try VoiceRecords(
            AsteriskQueueLog.self,
            "1768210300|1768210200.65|support|NONE|FULL|\n"
                + "1768210300|1768210200.65|support|NONE|FULL\n")

        #expect(Set(records.batch.legs.map(\.legID)).count == 1)
    }

    @Test func `equal lines are one record, the next second another`() throws {
        let line = "|1768210200.65|support|PJSIP/1002|RINGNOANSWER|1000\n"
        let records = try VoiceRecords(
            AsteriskQueueLog.self,
            "1768210300\(line)1768210300\(line)1768210301\(line)")

        #expect(records.batch.legs.count == 3)
        #expect(Set(records.batch.legs.map(\.legID)).count == 2)
    }

    @Test(arguments: [
        "1768210000|NONE|NONE|NONE|QUEUESTART|", "1768210000|REALTIME|support|Ann|ADDMEMBER|",
        "1768210000|MANAGER|support|Ann|PAUSE|lunch", "1768210000|CLI|NONE|NONE|CONFIGRELOAD|",
        "1768210000|1768210200.65|NONE|Agent/7|AGENTLOGIN|PJSIP/1001",
        "1768210000|1768210200.65|support|Ann|SYSCOMPAT|",
        "1768210000|1768210200.65|support|NONE|DID|441632960999",
        "1768210000|1768210200.65|support|NONE|DIVERT_HOME|x",
    ])
    func `what says nothing of a call is ignored and counted`(line: String) throws {
        let records = try VoiceRecords(AsteriskQueueLog.self, line + "\n")

        #expect(records.batch.ignored == 1)
        #expect(records.batch.legs.isEmpty)
        #expect(records.rejections.isEmpty)
    }

    @Test func `a bar in a name was written as an underscore and cuts nothing`() throws {
        let records = try event("NONE|ENTERQUEUE||01632960123|1|Ann_Lee \"Bo\", x")

        #expect(records.rejections.isEmpty)
        #expect(records.identifiers(.phone) == ["+441632960123"])
    }

    @Test(arguments: [
        ("COMPLETEAGENT|24|x|1", "data2"), ("ABANDON|1|1|-5", "data3"),
        ("CONNECT|99999999999|1768210224.66|3", "data1"),
    ])
    func `a length that is none is rejected by its name`(rest: String, field: String) throws {
        let records = try event("PJSIP/1001|\(rest)")

        #expect(records.rejections.map(\.reason) == [.badNumber])
        #expect(records.rejections.map(\.field) == [field])
        #expect(records.batch.legs.isEmpty)
    }

    @Test(arguments: [
        ("no queue log at all", Rejection.Reason.wrongShape),
        ("1768210300|1.1|support", .fieldCount),
        ("soon|1768210200.65|support|NONE|ABANDON|1|1|5", .badTime),
        ("0|1768210200.65|support|NONE|ABANDON|1|1|5", .badTime),
    ])
    func `a line of something else is rejected and the next one goes on`(
        line: String, reason: Rejection.Reason
    ) throws {
        let records = try VoiceRecords(
            AsteriskQueueLog.self, "\(line)\n1768210300|1768210200.65|support|NONE|ABANDON|1|1|5\n")

        #expect(records.rejections.map(\.reason) == [reason])
        #expect(records.batch.legs.count == 1)
    }

    @Test func `agents are telephones or names, never numbers outside`() throws {
        func agent(_ member: String) throws -> String? {
            try event("\(member)|CONNECT|24|1768210224.66|3").leg.agent
        }

        #expect(try agent("SIP/1001") == "1001")
        #expect(try agent("Agent/1001") == "1001")
        #expect(try agent("Ann Lee") == "Ann Lee")
        #expect(try agent("Local/01632960555@out/n") == nil)
        #expect(try agent("PJSIP/trunk-0000002a") == nil)
        #expect(try agent("NONE") == nil)
    }

    @Test func `an unknown option and a bad zone are refused`() {
        #expect(throws: SettingError.self) {
            try AsteriskQueueLog(settings: SourceSettings(name: "pbx", options: ["columns": "a"]))
        }
        #expect(throws: SettingError.self) {
            try AsteriskQueueLog(settings: SourceSettings(name: "pbx", timeZone: "Mars/North"))
        }
    }
}

@Suite struct `The table of a queue log` {
    private static let header =
        "id,time,callid,queuename,agent,event,data1,data2,data3,data4,data5\n"

    private func table(
        _ rows: String, zone: String? = "Europe/London", options: [String: String] = [:]
    ) throws -> VoiceRecords {
        try VoiceRecords(AsteriskQueueLog.self, rows, zone: zone, options: options)
    }

    @Test func `is read by its header, in local time`() throws {
        let records = try table(
            Self.header
                + "7,2026-07-12 10:31:40.250000,1783848660.65,support,PJSIP/1001,COMPLETECALLER,24,200,1,,\n"
        )

        let leg = try records.leg
        #expect(records.batch.ignored == 1)
        #expect(leg.endedAt == Timestamp(microseconds: 1_783_848_700_250_000))
        #expect(leg.talkMs == 200_000)
    }

    @Test func `is read on behind a header that was read before`() throws {
        let header = ["event", "agent", "queuename", "callid", "time", "data1", "data2", "data3"]
        let row = PaddedBytes(
            Array("ABANDON,NONE,support,1768210200.65,2026-01-12 09:31:40,1,1,40".utf8))
        let connector = try AsteriskQueueLog(
            settings: SourceSettings(name: "pbx", timeZone: "UTC"))
        var reader = try connector.reader(header: header)
        var batch = RecordBatch()
        batch.places.append(RecordPlace(byteOffset: 0, line: 2))

        try row.withUnsafeBytes { try reader.read($0, into: &batch) }

        #expect(batch.legs.map(\.waitMs) == [40_000])
    }

    @Test func `is read without header in the order of Asterisk's own`() throws {
        let row = "\"2026-01-12 09:31:40\",\"1768210200.65\",\"support\",\"NONE\",\"ABANDON\""

        #expect(try table(row + ",\"1\",\"1\",\"40\",\"\",\"\"\n").leg.waitMs == 40_000)
        #expect(try table("12," + row + ",1,1,40,NULL,NULL\n").leg.waitMs == 40_000)
    }

    @Test func `may hold all data in one column`() throws {
        let records = try table(
            "time,callid,queuename,agent,event,data\n"
                + "2026-01-12 09:31:40,1768210200.65,support,NONE,ABANDON,1|1|40\n")

        #expect(try records.leg.waitMs == 40_000)
    }

    @Test func `needs a zone for its local times, or to be told that they are UTC`() throws {
        let row = "2026-07-12 09:31:40,1783848660.65,support,NONE,ABANDON,1,1,40,,\n"

        #expect(try table(row, zone: nil).rejections.map(\.reason) == [.badTime])
        #expect(
            try table(row, zone: nil, options: ["gmt": "yes"]).leg.endedAt
                == Timestamp(seconds: 1_783_848_700))
    }

    @Test func `the hour that comes twice is settled by the caller's channel`() throws {
        func end(_ call: String) throws -> Timestamp? {
            try table("2026-10-25 01:30:00,\(call),support,NONE,ABANDON,1,1,40,,\n").leg.endedAt
        }

        #expect(try end("1792888160.95") == Timestamp(seconds: 1_792_888_200))
        #expect(try end("1792891760.97") == Timestamp(seconds: 1_792_891_800))
    }

    @Test func `a time that the clock skipped is rejected`() throws {
        let records = try table(
            "2026-03-29 01:30:00,1774744200.9,support,NONE,ABANDON,1,1,40,,\n")

        #expect(records.rejections.map(\.reason) == [.nonexistentLocalTime])
    }
}
