import ConnectorKit
import JourneyModel
import Testing

@testable import VoiceConnectors

@Suite struct `Traps of Asterisk call records` {
    @Test func `commas and doubled quotes in the caller id belong to it`() throws {
        let records = try CallRecords([
            CallRow.full { $0.clid = "\"Berg, \"\"Anna\"\" M.\" <01715550123>" }
        ])

        #expect(records.rejections.isEmpty)
        #expect(try records.leg.direction == .inbound)
        #expect(CallerName.name(ofCallerID: "\"Berg, \"Anna\" M.\" <1>") == "Berg, Anna M.")
    }

    @Test func `a field cut at 80 characters loses what stood at its end`() throws {
        let long = "\"" + String(repeating: "Anna Berg ", count: 9)
        let records = try CallRecords([
            CallRow.full { row in
                row.clid = String(long.prefix(79))
                row.dstchannel = String(("Local/1001@" + long.replacing(" ", with: "-")).prefix(79))
            }
        ])

        #expect(records.identifiers(.name).isEmpty)
        #expect(records.identifiers(.phone) == ["+491715550123"])
        #expect(try records.leg.agent == "1001")
    }

    @Test func `a last line with an open quote is refused`() throws {
        let row = CallRow().full
        let cut = String(row.prefix(while: { $0 != "Q" })) + "Que"

        let records = try CallRecords([CallRow().full, cut])

        #expect(records.rejections.map(\.reason) == [.openQuote])
        #expect(records.batch.legs.count == 1)
    }

    @Test func `every cut of a row is refused or the same call`() throws {
        let row = CallRow().full
        let whole = try CallRecords([row]).leg

        for length in 0..<row.count {
            let cut = try CallRecords([String(row.prefix(length))])

            #expect(cut.batch.legs.count + cut.rejections.count == 1)
            guard let leg = cut.batch.legs.first else { continue }
            #expect(leg.startedAt == whole.startedAt)
            #expect(leg.outcome == whole.outcome)
        }
    }

    @Test func `the hang-up extension is a leg of the same call`() throws {
        let records = try CallRecords([
            CallRow().full,
            CallRow.full { row in
                row.dst = "h"
                row.dstchannel = ""
                row.lastapp = "Hangup"
                row.sequence = "8"
            },
        ])

        #expect(Set(records.batch.legs.map(\.callID)).count == 1)
        #expect(Set(records.batch.legs.map(\.legID)).count == 2)
        #expect(records.batch.legs.map(\.direction) == [.inbound, .inbound])
    }

    @Test func `the hang-up row of an outgoing call stays outbound`() throws {
        let leg = try CallRecords([
            CallRow.full { row in
                row.src = "1001"
                row.dst = "h"
                row.dstchannel = "PJSIP/trunk-0000002b"
            }
        ]).leg

        #expect(leg.direction == .outbound)
    }

    @Test func `forked rows share a unique id and stay apart`() throws {
        let forked = [("1001", "7"), ("1002", "8")].map { agent, sequence in
            CallRow.full { row in
                row.dstchannel = "PJSIP/\(agent)-0000002b"
                row.sequence = sequence
            }
        }
        let withoutSequence = ["1001", "1002"].map { agent in
            var row = CallRow()
            row.dstchannel = "PJSIP/\(agent)-0000002b"
            return row.base + ",\"\(row.uniqueid)\""
        }

        for rows in [forked, withoutSequence] {
            let legs = try CallRecords(rows).batch.legs
            #expect(Set(legs.map(\.callID)) == ["1768210200.42"])
            #expect(Set(legs.map(\.legID)).count == 2)
        }
    }

    @Test(arguments: [CallRow().full, CallRow().base, CallRow().base + ",\"1768210200.42\""])
    func `the copy in the account's own file is the same leg`(row: String) throws {
        let legs = try CallRecords([row, row]).batch.legs

        #expect(legs.count == 2)
        #expect(Set(legs.map(\.legID)).count == 1)
        #expect(Set(legs.map(\.callID)).count == 1)
    }

    @Test func `a newline in the caller's name makes no second row`() throws {
        let records = try CallRecords([
            CallRow.full { $0.clid = "\"Anna\n\"\",\"\"x\"\" Berg\" <01715550123>" }
        ])

        #expect(records.batch.legs.count == 1)
        #expect(records.rejections.isEmpty)
        #expect(records.identifiers(.phone) == ["+491715550123"])
    }

    /// The caller's call, the agent's question to a colleague, and the caller with the colleague.
    private static func transfer(_ change: (inout CallRow) -> Void = { _ in }) -> [String] {
        [
            CallRow().full,
            CallRow.full { row in
                row.src = "1001"
                row.dst = "1002"
                row.channel = "PJSIP/1001-0000003a"
                row.dstchannel = "PJSIP/1002-0000003b"
                row.lastapp = "Dial"
                row.uniqueid = "1768210300.50"
                row.sequence = "8"
                change(&row)
            },
            CallRow.full { row in
                row.dstchannel = "PJSIP/1002-0000003b"
                row.sequence = "9"
            },
        ]
    }

    @Test func `an attended transfer is three legs of one call`() throws {
        let records = try CallRecords(Self.transfer())

        #expect(Set(records.batch.legs.map(\.callID)).count == 1)
        #expect(records.batch.legs.map(\.direction) == [.inbound, .internal, .inbound])
        #expect(Set(records.identifiers(.phone)) == ["+491715550123"])
    }

    @Test func `a blind transfer is two legs of one call and one channel`() throws {
        let records = try CallRecords([
            CallRow().full,
            CallRow.full { row in
                row.dst = "1002"
                row.dstchannel = "PJSIP/1002-0000003b"
                row.lastapp = "Dial"
                row.start = "2026-01-12 10:34:20"
                row.answer = "2026-01-12 10:34:30"
                row.end = "2026-01-12 10:36:20"
                row.sequence = "8"
            },
        ])

        #expect(Set(records.batch.legs.map(\.callID)).count == 1)
        #expect(Set(records.batch.legs.map(\.legID)).count == 2)
        #expect(records.batch.legs.map(\.dialled) == ["600", "1002"])
        #expect(records.batch.legs.map(\.direction) == [.inbound, .inbound])
    }

    @Test func `a transfer before the other answered leaves its attempt unanswered`() throws {
        let rows = Self.transfer { attempt in
            attempt.answer = ""
            attempt.billsec = "0"
            attempt.disposition = "NO ANSWER"
        }

        let legs = try CallRecords(rows).batch.legs

        #expect(Set(legs.map(\.callID)).count == 1)
        #expect(legs.map(\.outcome) == [.handled, .abandoned, .handled])
        #expect(legs.map(\.direction) == [.inbound, .internal, .inbound])
    }

    @Test func `callers that come again are told apart all the same`() throws {
        let rows = (0..<300).map { number in
            CallRow.full { $0.src = "0171555\(1_000 + number)" }
        }

        let records = try CallRecords(rows + rows)

        let expected = (0..<300).map { "+49171555\(1_000 + $0)" }
        #expect(records.identifiers(.phone) == expected + expected)
    }

    @Test func `chats and codes in the user field are quoted`() throws {
        let records = try CallRecords([
            CallRow.full { row in
                row.userfield = "chat=2104.10414779.SVhDCJ9flq79a;K7-r2p9;code:xyz;out-1.wav;hello"
                row.accountcode = "4711A"
            }
        ])

        #expect(records.identifiers(.contact) == ["2104.10414779.SVhDCJ9flq79a"])
        #expect(records.identifiers(.reference) == ["K7R2P9", "XYZ"])
        #expect(records.identifiers(.account).isEmpty)
        #expect(records.batch.evidence.map(\.ordinal) == Array(0..<5).map(Int16.init))
        let quoted = records.batch.evidence.filter { $0.role == .quoted }
        #expect(quoted.count == 3)
        #expect(quoted.allSatisfy { $0.identifier.space.isEmpty })
    }

    @Test func `an account code is an account only when the company says so`() throws {
        let row = CallRow.full { $0.accountcode = "C-10422" }

        #expect(try CallRecords([row]).identifiers(.account).isEmpty)
        let told = try CallRecords([row], options: ["accountcode": "account"])
        #expect(told.identifiers(.account) == ["C-10422"])
    }

    @Test func `a leg holds no number of the outside`() throws {
        let row = CallRow.full { row in
            row.src = "1001"
            row.dst = "01715550123"
            row.dstchannel = "Local/01715550123@out-0000002b;1"
            row.sequence = ""
        }

        let leg = try CallRecords([row]).leg

        for text in [leg.callID, leg.legID, leg.agent ?? "", leg.dialled ?? "", leg.queue ?? ""] {
            #expect(!text.contains("1715550123"))
        }
    }

    @Test func `the sample of the description is read`() throws {
        let records = try CallRecords([AsteriskCDR.description.sample], zone: "UTC")

        #expect(records.rejections.isEmpty)
        #expect(records.identifiers(.phone) == ["+441632960123"])
    }
}
