import ConnectorKit
import JourneyModel
import Testing

@testable import VoiceConnectors

@Suite struct `Layouts of Asterisk call records` {
    private let base = CallRow().base
    private let id = "1768210200.42"

    @Test func `sixteen columns have a call key made of source, start and channel`() throws {
        let one = try CallRecords([base])
        let two = try CallRecords([base])

        let leg = try one.leg
        #expect(leg.callID.hasPrefix("h:"))
        #expect(leg.callID.utf8.count == 66)
        #expect(leg.legID.utf8.count == 64)
        #expect(try leg.callID == two.leg.callID)
    }

    @Test func `a seventeenth column is the unique id when it looks like one`() throws {
        #expect(try CallRecords([base + ",\"\(id)\""]).leg.callID == id)
        #expect(try CallRecords([base + ",\"pbx1-\(id)\""]).leg.callID == "pbx1-\(id)")
    }

    @Test func `a seventeenth column is the user field when it looks like anything else`() throws {
        let records = try CallRecords([base + ",\"chat:2104.77.SVhDCJ9flq\""])

        #expect(try records.leg.callID.hasPrefix("h:"))
        #expect(records.identifiers(.contact) == ["2104.77.SVhDCJ9flq"])
    }

    @Test(arguments: [
        ",\"1768210200.42\",\"\"",
        ",\"1768210200.42\",\"\",\"\"",
        ",\"1768210200.42\",\"\",\"\",\"1768210200.42\"",
        ",\"1768210200.43\",\"\",\"\",\"1768210200.42\",9",
        ",\"\",\"1768210200.42\",9",
        ",\"1768210200.43\",\"\",\"1768210200.42\",9",
        ",\"note\",\"\",\"1768210200.42\",9",
        ",\"note\",\"1768210200.43\",\"1768210200.42\",\"\",9",
    ])
    func `eighteen to twenty-one columns give the linked id, else the unique id`(
        tail: String
    ) throws {
        let records = try CallRecords([base + tail])

        #expect(records.rejections.isEmpty)
        #expect(try records.leg.callID == id)
    }

    @Test func `the sequence is read from the last of twenty-one columns`() throws {
        let leg = try CallRecords([CallRow().full]).leg

        #expect(leg.sequence == 7)
        #expect(leg.legID == "1768210200.42/1768210200.42/7")
    }

    @Test func `the order of cdr_custom is told by its shape`() throws {
        let row = #"""
            """Anna Berg"" <01715550123>","01715550123","600","from-trunk","PJSIP/trunk-0000002a","PJSIP/1001-0000002b","Queue","support,t","2026-01-12 10:30:00","2026-01-12 10:30:20","2026-01-12 10:34:20","260","240","ANSWERED","3","acc","1768210200.42","","7"
            """#

        let records = try CallRecords([row])

        #expect(try records.leg.startedAt == moment("2026-01-12T09:30:00Z"))
        #expect(try records.leg.callID == id)
        #expect(records.identifiers(.phone) == ["+491715550123"])
    }

    @Test(arguments: [3, 15, 22])
    func `a row of another width is refused with the way out`(width: Int) throws {
        let row = (0..<width).map { "\"v\($0)\"" }.joined(separator: ",")

        let records = try CallRecords([row])

        let rejection = try #require(records.rejections.first)
        #expect(rejection.reason == .fieldCount)
        #expect(rejection.message.contains("columns="))
        #expect(records.batch.legs.isEmpty)
    }

    @Test(
        arguments: [
            ("disposition", "ANSWERD", .badValue), ("duration", "4 min", .badNumber),
            ("billsec", "-3", .badNumber),
        ] as [(String, String, Rejection.Reason)])
    func `without header a value that cannot be read is named`(
        field: String, value: String, reason: Rejection.Reason
    ) throws {
        var row = CallRow()
        switch field {
        case "disposition": row.disposition = value
        case "duration": row.duration = value
        default: row.billsec = value
        }
        for text in [row.base, row.full] {
            let records = try CallRecords([CallRow().full, text])

            #expect(records.rejections.map(\.reason) == [reason])
            #expect(records.rejections.map(\.field) == [field])
            #expect(records.batch.legs.count == 1)
        }
    }

    @Test func `a row of other texts is not said to have a wrong value`() throws {
        let row = (0..<21).map { "\"v\($0)\"" }.joined(separator: ",")

        #expect(try CallRecords([row]).rejections.map(\.reason) == [.fieldCount])
    }

    @Test func `a configured order of columns is obeyed`() throws {
        let options = ["columns": "start,src,dst,disposition,duration,-,uniqueid"]

        let records = try CallRecords(
            ["2026-01-12 10:30:00,01715550123,600,ANSWERED,60,x,\(id)"], options: options)

        let leg = try records.leg
        #expect(leg.callID == id)
        #expect(leg.endedAt == moment("2026-01-12T09:31:00Z"))
        #expect(leg.direction == .inbound)
    }

    @Test func `a FreePBX export with header is read by name`() throws {
        let header =
            "calldate,clid,src,dst,dcontext,channel,dstchannel,lastapp,lastdata,duration,billsec,"
            + "disposition,amaflags,accountcode,uniqueid,userfield,did,recordingfile,cnum,cnam,"
            + "outbound_cnum,outbound_cnam,dst_cnam,linkedid,peeraccount,sequence"
        let row =
            "2026-01-12 10:30:00,,600,1001,ext-queues,PJSIP/x-0000002a,PJSIP/1001-0000002b,Dial,"
            + "PJSIP/1001,260,240,ANSWERED,3,,\(id),,0301234567,rec.wav,01715550123,Anna Berg,,,,"
            + "\(id),,12"

        let records = try CallRecords([header, row])

        let leg = try records.leg
        #expect(records.batch.ignored == 1)
        #expect(leg.direction == .inbound)
        #expect(leg.endedAt == moment("2026-01-12T09:34:20Z"))
        #expect(leg.answeredAt == moment("2026-01-12T09:30:20Z"))
        #expect(records.identifiers(.phone) == ["+491715550123", "+49301234567"])
        #expect(records.batch.evidence.map(\.role) == [.own, .own, .click])
        #expect(records.identifiers(.name).count == 1)
    }

    @Test func `a second header within a file is no call`() throws {
        let header = "start,src,dst,disposition,uniqueid"
        let row = "2026-01-12 10:30:00,01715550123,600,,\(id)"

        let records = try CallRecords([header, row, header, row])

        #expect(records.batch.ignored == 2)
        #expect(records.batch.legs.map(\.callID) == [id, id])
        #expect(records.rejections.isEmpty)
    }

    @Test func `reading goes on behind a header that was read before`() throws {
        let settings = SourceSettings(name: "pbx", timeZone: "Europe/Berlin", region: "DE")
        var reader = try AsteriskCDR(settings: settings)
            .reader(header: ["calldate", "src", "dst", "disposition", "uniqueid"])
        var batch = RecordBatch()
        batch.places.append(RecordPlace(byteOffset: 0, line: 2))

        let row = PaddedBytes("2026-01-12 10:30:00,01715550123,600,ANSWERED,\(id)".utf8)
        row.withUnsafeBytes { bytes in
            #expect(throws: Never.self) { try reader.read(bytes, into: &batch) }
        }

        #expect(batch.legs.first?.callID == id)
    }

    @Test func `files are told from others by their first row`() {
        func recognise(_ text: String) -> Recognition {
            AsteriskCDR.recognises(FileHead(fileName: "x", bytes: Array(text.utf8)))
        }

        #expect(recognise(CallRow().full + "\n") == .certain)
        #expect(recognise(CallRow.full { $0.clid = "\"A\nB\" <1>" } + "\r\nrest") == .certain)
        #expect(recognise(CallRow().base) == .certain)
        #expect(recognise("calldate,clid,src,dst,lastapp,disposition\n") == .certain)
        #expect(recognise("order_id,amount\n1,2\n") == .no)
        #expect(recognise("{\"id\":1}\n") == .no)
        #expect(recognise("") == .no)
    }
}
