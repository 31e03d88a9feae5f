import ConnectorKit
import JourneyModel
import Testing

@testable import GenericConnectors

/// Records as the taps write them: their transformers turn times to RFC 3339 and drop nothing.
@Suite struct `Taps without a mapping file` {
    private func load(_ tap: SingerTap, _ records: [(stream: String, json: String)]) throws
        -> RecordBatch
    {
        let lines = records.map {
            #"{"type":"RECORD","stream":"\#($0.stream)","record":\#($0.json)}"#
        }
        return try Loaded.singer(lines, ["tap": tap.rawValue])
    }

    @Test(arguments: SingerTap.allCases)
    func `have mappings that load`(tap: SingerTap) throws {
        let file = try MappingFile.streams(tap.mapping)

        #expect(file.streams.values.contains { $0 != nil })
    }

    @Test func `tap-zendesk-chat gives chats with messages and their measures`() throws {
        let chat = """
            {"id":"2403.1","type":"chat","timestamp":"2024-03-04T09:00:00.000000Z","duration":300,\
            "end_timestamp":"2024-03-04T09:05:00.000000Z","started_by":"visitor","missed":false,\
            "department_name":"Billing","rating":"good","comment":null,"tags":["a","b"],\
            "agent_ids":["17"],"response_time":{"first":12,"avg":9.5,"max":20},\
            "visitor":{"id":"3.4567","name":"Lea Roth","email":"lea@example-mail.com","phone":"",\
            "notes":""},"webpath":[{"from":"","to":"https://shop.test/a?email=x@y.test",\
            "title":"A","timestamp":"2024-03-04T08:59:00.000000Z"}],"history":[\
            {"type":"chat.memberjoin","nick":"visitor","timestamp":"2024-03-04T09:00:00.000000Z"},\
            {"type":"chat.msg","nick":"agent:trigger","msg":"Hi!",\
            "timestamp":"2024-03-04T09:00:01.000000Z"},\
            {"type":"chat.msg","nick":"visitor","msg":"My number is 030 23125012",\
            "timestamp":"2024-03-04T09:00:10.000000Z"},\
            {"type":"chat.msg","nick":"agent:17","msg":"Thank you","name":"Ada",\
            "timestamp":"2024-03-04T09:00:22.000000Z"}]}
            """
        let offline = """
            {"id":"2403.2","type":"offline_msg","timestamp":"2024-03-04T22:00:00.000000Z",\
            "message":"Call me","visitor":{"id":"3.9"},"started_by":null,"missed":null}
            """
        let missed = """
            {"id":"2403.3","type":"chat","timestamp":"2024-03-04T10:00:00.000000Z","missed":true,\
            "history":[{"type":"chat.msg","nick":"visitor","msg":"Hello?",\
            "timestamp":"2024-03-04T10:00:00.000000Z"}],"visitor":{"id":"3.10"}}
            """

        let batch = try load(
            .zendeskChat, [("chats", chat), ("chats", offline), ("chats", missed), ("bans", "{}")])

        #expect(batch.rejections.isEmpty)
        #expect(batch.contacts.map(\.outcome) == [.handled, .offlineMessage, .missed])
        let first = batch.contacts[0]
        #expect(first.turns.map(\.author) == [.bot, .customer, .agent])
        #expect(first.agent == "17")
        #expect(first.csat == 1)
        #expect(first.tags == "a,b")
        #expect(first.firstResponseMs == 12_000)
        #expect(first.answeredAt == at("2024-03-04T09:00:22Z"))
        #expect(first.pageURL == "https://shop.test/a")
        #expect(batch.values(.contact, role: .issued) == ["2403.1", "2403.2", "2403.3"])
        #expect(batch.values(.visitor) == ["3.4567", "3.9", "3.10"])
        #expect(batch.values(.email) == ["lea@example-mail.com"])
        #expect(batch.values(.phone, role: .typed) == ["+493023125012"])
        #expect(batch.ignored == 1)
    }

    @Test func `tap-intercom gives chats, not mails and calls, and the customer master`() throws {
        let chat = """
            {"id":"900","type":"conversation","created_at":"2024-03-04T09:00:00.000000Z",\
            "updated_at":"2024-03-04T11:00:00.000000Z","state":"closed","admin_assignee_id":5,\
            "team_assignee_id":null,"tags":[{"id":"1","name":"late"},{"id":"2","name":"vip"}],\
            "source":{"type":"conversation","delivered_as":"customer_initiated",\
            "url":"https://shop.test/help","author":{"type":"lead","id":"6","name":"",\
            "email":"lea@example-mail.com"}},"contacts":[{"type":"contact",\
            "id":"6310f0a1b2c3d4e5f6a7b8c9"}],"conversation_rating":{"rating":4},"statistics":{\
            "time_to_admin_reply":60,"first_admin_reply_at":"2024-03-04T09:01:00.000000Z",\
            "last_contact_reply_at":"2024-03-04T09:10:00.000000Z",\
            "last_admin_reply_at":"2024-03-04T09:09:00.000000Z",\
            "last_close_at":"2024-03-04T09:30:00.000000Z"}}
            """
        let byAdmin = """
            {"id":"901","created_at":"2024-03-04T09:00:00.000000Z","source":{"type":"conversation",\
            "delivered_as":"admin_initiated","author":{"type":"admin","email":"ada@shop.test"}},\
            "statistics":{}}
            """
        let mail = #"{"id":"902","created_at":"2024-03-04T09:00:00Z","source":{"type":"email"}}"#
        let contact = """
            {"id":"6310f0a1b2c3d4e5f6a7b8c9","external_id":"C-204","email":"lea@example-mail.com",\
            "phone":"+493023125012","name":"Lea Roth","updated_at":"2024-03-04T09:00:00.000000Z"}
            """
        let lead = #"{"id":"6310f0a1b2c3d4e5f6a7b8d0","external_id":null,"email":"x@y.test"}"#

        let batch = try load(
            .intercom,
            [
                ("conversations", chat), ("conversations", byAdmin), ("conversations", mail),
                ("contacts", contact), ("contacts", lead),
            ])

        #expect(batch.rejections.isEmpty)
        #expect(batch.contacts.map(\.id) == ["900", "901"])
        #expect(batch.contacts.map(\.initiatedBy) == [.customer, .invite])
        let first = batch.contacts[0]
        #expect(first.outcome == .handled)
        #expect(first.tags == "late,vip")
        #expect(first.csat == 1)
        #expect(first.lastHumanAt == at("2024-03-04T09:10:00Z"))
        #expect(first.endedAt == at("2024-03-04T09:30:00Z"))
        #expect(batch.values(.email) == ["lea@example-mail.com"])
        #expect(batch.customers.map(\.account) == ["C-204"])
        #expect(batch.values(.phone, role: .master) == ["+493023125012"])
        #expect(batch.ignored == 2)
    }

    @Test func `tap-twilio gives the legs of calls with the customer's number`() throws {
        func call(_ fields: String) -> String {
            #"{"account_sid":"AC1","date_created":"2024-03-04T09:00:00.000000Z",\#(fields)}"#
        }
        let inbound = call(
            """
            "sid":"CA1","parent_call_sid":null,"direction":"inbound","from":"+493023125012",\
            "to":"+493090182000","status":"completed","duration":184,"queue_time":0,\
            "caller_name":null,"start_time":"2024-03-04T09:00:01.000000Z",\
            "end_time":"2024-03-04T09:03:05.000000Z"
            """)
        let toAgent = call(
            """
            "sid":"CA2","parent_call_sid":"CA1","direction":"outbound-dial",\
            "from":"+493023125012","to":"client:ada","status":"completed","duration":120,\
            "start_time":"2024-03-04T09:00:30.000000Z","end_time":"2024-03-04T09:02:30.000000Z"
            """)
        let outbound = call(
            """
            "sid":"CA3","direction":"outbound-api","from":"+493090182000","to":"+491712345678",\
            "status":"no-answer","duration":0,"start_time":null,"end_time":null
            """)
        let anonymous = call(
            """
            "sid":"CA4","direction":"inbound","from":"+266696687","status":"busy","duration":0,\
            "start_time":"2024-03-04T09:00:00.000000Z"
            """)

        let batch = try load(
            .twilio, [inbound, toAgent, outbound, anonymous].map { ("calls", $0) })

        #expect(batch.rejections.isEmpty)
        #expect(batch.legs.map(\.callID) == ["CA1", "CA1", "CA3", "CA4"])
        #expect(batch.legs.map(\.direction) == [.inbound, .outbound, .outbound, .inbound])
        #expect(batch.legs.map(\.outcome) == [.handled, .handled, .failed, .missed])
        #expect(batch.legs[1].agent == "ada")
        #expect(batch.legs[2].startedAt == at("2024-03-04T09:00:00Z"))
        #expect(batch.legs[0].talkMs == 184_000)
        #expect(batch.values(.phone) == ["+493023125012", "+491712345678"])
    }
}
