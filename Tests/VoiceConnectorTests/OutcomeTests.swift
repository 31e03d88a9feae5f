import ConnectorKit
import JourneyModel
import Testing

@testable import VoiceConnectors

@Suite struct `Outcome of a leg` {
    private func outcome(_ change: (inout CallRow) -> Void) throws -> Outcome {
        try CallRecords([CallRow.full(change)]).leg.outcome
    }

    @Test func `an answered agent handled it`() throws {
        let leg = try CallRecords([CallRow().full]).leg

        #expect(leg.outcome == .handled)
        #expect(leg.talkMs == 240_000)
        #expect(leg.answeredAt == moment("2026-01-12T09:30:20Z"))
        #expect(leg.queue == "support")
        #expect(leg.agent == "1001")
        #expect(leg.dialled == "600")
    }

    @Test func `a queue answered by nobody was abandoned`() throws {
        #expect(try outcome { $0.dstchannel = "" } == .abandoned)
        #expect(try outcome { $0.disposition = "NO ANSWER" } == .abandoned)
        #expect(try outcome { $0.disposition = "CANCEL" } == .abandoned)
        #expect(try outcome { $0.disposition = "BUSY" } == .abandoned)
    }

    @Test(arguments: [(4, Outcome.shortAbandon), (5, .abandoned)])
    func `under five seconds nobody waited`(seconds: Int, expected: Outcome) throws {
        let found = try outcome { row in
            row.dstchannel = ""
            row.answer = ""
            row.end = "2026-01-12 10:30:0\(seconds)"
            row.duration = "\(seconds)"
            row.billsec = "0"
            row.disposition = "NO ANSWER"
        }

        #expect(found == expected)
    }

    @Test func `a machine that answers is no human`() throws {
        let mail = try CallRecords([CallRow.full { $0.lastapp = "VoiceMail" }]).leg
        let menu = try CallRecords([
            CallRow.full { row in
                row.lastapp = "BackGround"
                row.dstchannel = ""
            }
        ]).leg

        #expect(mail.outcome == .voicemail)
        #expect(menu.outcome == .ivrContained)
        #expect(mail.talkMs == nil && menu.talkMs == nil)
        #expect(mail.answeredAt == nil && menu.answeredAt == nil)
    }

    @Test(arguments: ["BUSY", "CONGESTION", "FAILED"])
    func `a call that found no way was refused`(disposition: String) throws {
        let found = try outcome { row in
            row.lastapp = "Dial"
            row.disposition = disposition
        }

        #expect(found == .refused)
    }

    @Test func `an outbound call reaches somebody or fails`() throws {
        func outbound(_ disposition: String) throws -> Outcome {
            try outcome { row in
                row.src = "1001"
                row.dst = "01715550123"
                row.lastapp = "Dial"
                row.disposition = disposition
            }
        }

        #expect(try outbound("ANSWERED") == .handled)
        #expect(try outbound("NO ANSWER") == .failed)
        #expect(try outbound("BUSY") == .failed)
    }

    @Test func `a disposition of no Asterisk is refused`() throws {
        let records = try CallRecords(
            ["2026-01-12 10:30:00,01715550123,600,SOLD"],
            options: ["columns": "start,src,dst,disposition"])

        #expect(records.rejections.map(\.reason) == [.badValue])
    }

    @Test(arguments: [
        ("Queue", "sales,t,,,60", "from-trunk", "sales"), ("Queue", "sales|t", "x", "sales"),
        ("Dial", "PJSIP/1001", "billing", "billing"), ("Queue", "", "billing", "billing"),
    ])
    func `the queue is the application's, else the context`(
        app: String, data: String, context: String, expected: String
    ) throws {
        let leg = try CallRecords([
            CallRow.full { row in
                row.lastapp = app
                row.lastdata = data
                row.dcontext = context
            }
        ]).leg

        #expect(leg.queue == expected)
    }

    @Test(arguments: ["from-internal", "default", "macro-dial", "ext-local", "Incoming"])
    func `a context that every call has is no queue`(context: String) throws {
        let leg = try CallRecords([
            CallRow.full { row in
                row.lastapp = "Dial"
                row.dcontext = context
            }
        ]).leg

        #expect(leg.queue == nil)
    }

    @Test(arguments: [
        ("PJSIP/1001-0000002a", "1001"), ("Local/1001@from-queue-00000012;1", "1001"),
        ("SIP/alice-00000b1c", "alice"), ("PJSIP/sales-desk-0000002a", "sales-desk"),
        ("Local/FMPR-1001@from-internal-0001;1", "1001"), ("Agent/1001", "1001"),
        ("PJSIP/my-trunk-0000002a", nil), ("Local/01715550199@from-queue-0001;1", nil),
        ("DAHDI/i1/0301234-5", nil), ("", nil),
    ])
    func `the agent is the endpoint of the channel`(channel: String, agent: String?) throws {
        #expect(try CallRecords([CallRow.full { $0.dstchannel = channel }]).leg.agent == agent)
    }
}
