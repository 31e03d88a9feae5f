import ConnectorContract
import ConnectorKit
import ConversionConnectors
import JourneyModel
import Testing

@Suite struct `Rows of own feeds` {
    private func load<C: FeedConnector>(
        _ type: C.Type, _ text: String, zone: String? = nil, options: [String: String] = [:]
    ) throws -> RecordBatch {
        let settings = SourceSettings(
            name: "ours", timeZone: zone, region: "DE", options: options)
        return try ConnectorRun.load(type, try C(settings: settings), bytes: Array(text.utf8))
    }

    private func survey(_ row: String, options: [String: String] = [:]) throws -> RecordBatch {
        try load(
            Surveys.self,
            "contact_source,contact_id,kind,scale,score,answered_at\nchat,1,\(row)\n",
            options: options)
    }

    @Test(arguments: [
        ("csat,1-5,4,", 1), ("csat,1-5,3,", 0), ("csat,5,5,", 1), ("csat,,3.9,", 0),
        ("csat,1-7,6,", 1), ("csat,7,5,", 0), ("csat,1-10,8,", 1), ("csat,0..10,7,", 0),
        ("csat,-2..2,1,", 1), ("csat,-2..2,0,", 0), ("csat,1,1,", 1), ("csat,0-1,0,", 0),
        ("csat,100,75,", 1), (",,5,", 1), ("CSAT,1\u{2013}5,4,", 1), ("ces,,7,", nil),
        ("nps,,9,", nil), ("csat,,,", nil),
    ])
    func `a csat score counts as satisfied in the upper quarter of its scale`(
        row: String, csat: Int64?
    ) throws {
        let batch = try survey(row)

        #expect(batch.rejections.map(\.rejection.message) == [])
        #expect(batch.feedRows.first?.number("csat") == csat.map { $0 * 10_000 })
    }

    @Test func `an option says from which score on a customer is satisfied`() throws {
        let options = ["positive_from": "3"]
        #expect(try survey("csat,1-5,3,", options: options).feedRows[0].number("csat") == 10_000)
        #expect(try survey("csat,1-5,2,", options: options).feedRows[0].number("csat") == 0)
        #expect(throws: SettingError.self) {
            try survey("csat,1-5,3,", options: ["positive_from": "good"])
        }
    }

    @Test(arguments: [
        ("csat,1-5,6,", "score"), ("csat,,0,", "score"), ("csat,five,3,", "scale"),
        ("csat,5-1,3,", "scale"), ("nps,0-10,7.5,", "score"), ("nps,1-5,4,", "scale"),
        ("nps,,11,", "score"), ("mood,,1,", "kind"), ("csat,,good,", "score"),
        ("csat,,\"4,5\",", "score"), ("csat,,4,yesterday", "answered_at"),
    ])
    func `a score that its scale does not hold is refused`(row: String, field: String) throws {
        let batch = try survey(row)
        #expect(batch.rejections.map(\.rejection.field) == [field])
        #expect(batch.feedRows.isEmpty)
    }

    @Test func `the answer's time is the version unless the row states one`() throws {
        let batch = try load(
            Surveys.self,
            """
            contact_source,contact_id,asked_at,answered_at,updated_at
            chat,1,2024-03-04T10:00:00Z,,
            chat,1,2024-03-04T10:00:00Z,2024-03-04T10:05:00Z,
            chat,1,2024-03-04T10:00:00Z,2024-03-04T10:05:00Z,2024-03-05T00:00:00Z
            """)
        #expect(
            batch.feedRows.map(\.version) == [
                nil, Timestamp(seconds: 1_709_546_700), Timestamp(seconds: 1_709_596_800),
            ])
    }

    @Test func `comments, notes and names never show in a description`() throws {
        let batch = try load(
            Surveys.self, "contact_source,contact_id,comment\nchat,1,call me on 0171 2345678\n")
        let value = try #require(batch.feedRows[0]["comment"])
        #expect(value == .personal("call me on 0171 2345678"))
        #expect("\(value)" == "<redacted>")
    }

    @Test func `a contact is named by a source`() throws {
        let text = "contact_source,contact_id\nZendesk Chat,1\n"
        let batch = try load(Surveys.self, text)
        #expect(batch.rejections.map(\.rejection.field) == ["contact_source"])
    }

    @Test func `visitors in a shared form are browsers, others belong to a source`() throws {
        let text = """
            visitor,experiment,variant,assigned_at
            B7E0C1DE-52F3-4A0E-9C0F-0D9D5F1C2A77,x,a,2024-03-04T10:00:00Z
            4711,x,a,2024-03-04T10:00:00Z
            00000000-0000-0000-0000-000000000000,x,a,2024-03-04T10:00:00Z
            """
        let shared = Identifier(.browser, normalized: "b7e0c1de-52f3-4a0e-9c0f-0d9d5f1c2a77")

        let own = try load(Experiments.self, text)
        #expect(
            own.feedRows.map { $0["visitor"] } == [
                .identifier(shared),
                .identifier(Identifier(.visitor, normalized: "4711", space: "ours")),
            ])
        #expect(own.rejections.map(\.rejection.field) == ["visitor"])

        let named = try load(Experiments.self, text, options: ["visitor_source": "zendesk-chat"])
        #expect(
            named.feedRows.map { $0["visitor"] } == [
                .identifier(shared),
                .identifier(Identifier(.visitor, normalized: "4711", space: "zendesk-chat")),
            ])
    }

    @Test func `pool numbers are read as everywhere`() throws {
        let batch = try load(
            NumberPool.self,
            """
            from,visitor,number
            2024-03-04T10:00:00Z,b7e0c1de-52f3-4a0e-9c0f-0d9d5f1c2a77,030 23125012
            2024-03-04T10:00:00Z,b7e0c1de-52f3-4a0e-9c0f-0d9d5f1c2a77,2041
            """)
        #expect(
            batch.feedRows.map { $0["number"] } == [
                .identifier(Identifier(.phone, normalized: "+493023125012"))
            ])
        #expect(batch.rejections.map(\.rejection.field) == ["number"])
    }

    @Test func `accounts are read as everywhere`() throws {
        let batch = try load(
            Segments.self,
            "account_id,segment,from\nLea@Shop.example,loyal,2024-01-01\n4.47E+11,loyal,\n",
            zone: "Europe/Berlin")
        #expect(
            batch.feedRows.map { $0["account_id"] } == [
                .identifier(Identifier(.email, normalized: "lea@shop.example"))
            ])
        #expect(batch.feedRows[0].time("from") == Timestamp(seconds: 1_704_063_600))
        #expect(batch.rejections.map(\.rejection.field) == ["account_id"])
    }

    @Test func `an end before its start is refused`() throws {
        let batch = try load(
            AgentState.self,
            """
            source,agent_id,state,from,to,max_chats
            chat,1,Away,2024-03-04T10:00:00Z,2024-03-04T09:00:00Z,
            chat,1,Away,2024-03-04T10:00:00Z,2024-03-04T10:00:00Z,2.5
            chat,1,Away,2024-03-04T10:00:00Z,2024-03-04T11:00:00Z,-1
            chat,1,Away,2024-03-04T10:00:00Z,2024-03-04T11:00:00Z,3
            """)
        #expect(batch.rejections.map(\.rejection.field) == ["to", "max_chats", "max_chats"])
        #expect(batch.feedRows.map { $0.text("state") } == ["away"])
    }

    @Test func `opening hours need an end and a holiday lasts a day`() throws {
        let batch = try load(
            BusinessCalendar.self,
            """
            kind,from,to,channel
            hours,2024-03-04T10:00:00Z,,chat
            Holiday,2024-12-25,,
            launch,2024-03-04T10:00:00Z,,
            hours,2024-03-04T10:00:00Z,2024-03-04T11:00:00Z,fax
            """)
        #expect(batch.rejections.map(\.rejection.field) == ["to", "channel"])
        #expect(
            batch.feedRows.map { $0.time("to") } == [Timestamp(seconds: 1_735_171_200), nil])
    }

    @Test func `rates are exact and never negative`() throws {
        let batch = try load(
            Costs.self,
            "rate_per_hour,line_rate_per_minute,currency\n34.5,0.0125,eur\n-1,,\n1,,EURO\n1e3,,\n")
        #expect(batch.feedRows.map { $0.number("rate_per_hour") } == [345_000])
        #expect(batch.feedRows[0].number("line_rate_per_minute") == 125)
        #expect(batch.feedRows[0].text("currency") == "EUR")
        #expect(
            batch.rejections.map(\.rejection.field) == [
                "rate_per_hour", "currency", "rate_per_hour",
            ])
    }

    @Test func `unknown columns are counted and not read`() throws {
        let connector = try Segments(settings: SourceSettings(name: "segments"))
        let head = ["Segment", "shoe size", "ACCOUNT_ID"]
        var reader = try connector.reader(header: head)
        var batch = RecordBatch()
        for row in ["loyal,43,C-1", "new,38,C-2"] {
            batch.places.append(RecordPlace(byteOffset: 0, line: 1))
            try PaddedBytes(Array(row.utf8)).withUnsafeBytes { try reader.read($0, into: &batch) }
        }
        #expect(batch.feedRows.map { $0.text("segment") } == ["loyal", "new"])
        #expect(reader.unknownFields == ["shoe size": 2])
    }

    @Test func `a name that is too long to be one is refused`() throws {
        let long = String(repeating: "x", count: Limits.identifierBytes + 1)
        let batch = try load(
            Agents.self, "person,source,agent_id,skills\nP-1,chat,\(long),\nP-1,chat,7,\(long)\n")
        #expect(batch.rejections.map(\.rejection.reason) == [.tooLong])
        #expect(batch.feedRows.count == 1)
    }
}
