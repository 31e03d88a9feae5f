import ConnectorKit
import JourneyModel
import Testing

@testable import ChatConnectors

@Suite struct `Traps of Zendesk chats` {
    @Test func `blank strings identify nobody`() throws {
        var text = ChatText.handled
        text.fields["visitor"] =
            #"{"id":"","name":"","email":"","phone":" ","notes":"","external_id":null}"#

        let records = try ChatText.read(text)

        #expect(records.batch.evidence.map(\.identifier.kind) == [.contact])
    }

    @Test func `who it was comes strongest first`() throws {
        var text = ChatText.handled
        text.fields["visitor"] =
            #"{"id":"3.45678","name":"Ann Berg","email":" Ann.Berg@Mail.test","phone":"07700 900123","external_id":"C-77"}"#
        text.say("agent:361", "33:10", "Your code is K7-r2p.")
        text.say("visitor", "33:20", "Use ann@work.test or 020 7946 0018")

        let records = try ChatText.read(text)

        #expect(
            records.batch.evidence.map(\.identifier.kind) == [
                .contact, .visitor, .email, .phone, .name, .account, .phone, .email, .reference,
            ])
        #expect(records.batch.evidence.map(\.ordinal) == Array(0..<9).map(Int16.init))
        #expect(records.identifiers(.contact, .issued) == ["2104.10.SVhDCJ9flq"])
        #expect(records.identifiers(.reference, .issued) == ["K7R2P"])
        #expect(records.identifiers(.email, .typed) == ["ann@work.test"])
        #expect(records.batch.evidence.first { $0.role == .typed }?.seenAt == moment("33:20"))
    }

    @Test func `a cookie as visitor id is shared with other sources`() throws {
        var text = ChatText.handled
        text.fields["visitor"] = #"{"id":"5f0c954e-4d2c-4b1f-9a43-2f6f5d1f2a10"}"#

        let evidence = try ChatText.read(text).batch.evidence

        #expect(evidence.last?.identifier.kind == .browser)
        #expect(evidence.last?.identifier.space == "")
    }

    @Test(arguments: ["Visitor 18685359", "Unknown", "12345"])
    func `a made-up name is no name`(name: String) throws {
        var text = ChatText.handled
        text.fields["visitor"] = "{\"name\":\"\(name)\"}"

        #expect(try ChatText.read(text).identifiers(.name).isEmpty)
    }

    @Test(arguments: [
        "My card is ************1234 and 07700 900123", "ring ####900123 or a@mail.test ###",
    ])
    func `a masked message gives no identifier`(message: String) throws {
        var text = ChatText.handled
        text.say("visitor", "34:00", message)

        let records = try ChatText.read(text)

        #expect(records.batch.evidence.allSatisfy { $0.role != .typed })
    }

    @Test func `agent names are an array or an object`() throws {
        for names in [#"["Sam","Kim"]"#, #"{"361":"Sam"}"#, "null", "[]"] {
            var text = ChatText.handled
            text.fields["agent_names"] = names

            #expect(try ChatText.read(text).chat.agent == "361")
        }
    }

    @Test(arguments: ["true", "false", "0", "1", "null", "\"1\"", "7"])
    func `a flag is a bool or a number`(flag: String) throws {
        var text = ChatText.handled
        text.fields["unread"] = flag
        text.fields["missed"] = flag

        #expect(try ChatText.read(text).chat.outcome == .handled)
    }

    @Test func `history of unknown types and shapes is passed over`() throws {
        var text = ChatText.handled
        text.event("chat.queue_position", "agent:system", "30:01", #","queue_position":{"x":[1]}"#)
        text.event("chat.file.upload", "visitor", "30:02")
        text.event("something.new", "robot:7", "30:03")
        text.history += [
            "null", "7", "[]", "{}", #"{"type":"chat.msg","nick":"visitor","msg":"x"}"#,
        ]
        text.history.append(#"{"type":"chat.msg","nick":null,"timestamp":"yesterday","msg":null}"#)

        let chat = try ChatText.read(text).chat

        #expect(chat.turns.count == 3)
        #expect(chat.outcome == .handled)
    }

    @Test(arguments: [
        ("id", nil, Rejection.Reason.missingField), ("id", "\"\"", .missingField),
        ("timestamp", nil, .missingField), ("timestamp", "\"\"", .missingField),
        ("timestamp", "\"soon\"", .badTime), ("timestamp", "\"1970-01-01T00:00:00Z\"", .badTime),
        ("end_timestamp", "\"soon\"", .badTime), ("update_timestamp", "[]", .badTime),
    ])
    func `a chat without id or usable times is refused`(
        field: String, value: String?, reason: Rejection.Reason
    ) throws {
        var text = ChatText.handled
        text.fields[field] = value

        let records = try ChatText.read(text)

        #expect(records.rejections.map(\.reason) == [reason])
        #expect(records.rejections.map(\.field) == [field])
        #expect(records.batch.contacts.isEmpty && records.batch.evidence.isEmpty)
    }

    @Test(arguments: ["[]", "7", "\"chat\"", "null"])
    func `what is no object is refused`(json: String) throws {
        #expect(try ChatRecords([json]).rejections.map(\.reason) == [.wrongShape])
    }

    @Test func `dates of a visitor's session say nothing of the chat`() throws {
        var text = ChatText.handled
        let plain = try ChatText.read(text).chat
        text.fields["session"] =
            #"{"start_date":"2014-09-16T17:00:08Z","end_date":"2014-09-16T17:26:18Z"}"#

        let chat = try ChatText.read(text).chat

        #expect(chat.startedAt == plain.startedAt)
        #expect(chat.endedAt == plain.endedAt)
    }

    @Test func `the trail holds every page entered at a known time, and nothing personal`() throws {
        var text = ChatText.handled
        text.fields["webpath"] = #"""
            [{"from":"","to":"https://x.test/help?email=a@b.test","timestamp":\#(ChatText.at("28:00"))},
            {"from":"https://x.test/help","to":"","timestamp":\#(ChatText.at("29:00"))},
            {"to":"https://x.test/pay","timestamp":"soon"},
            {"to":"https://x.test/pay","timestamp":\#(ChatText.at("31:00"))}]
            """#

        let trail = try ChatText.read(text).chat.trail

        #expect(trail.map(\.url) == ["https://x.test/help", "https://x.test/pay"])
        #expect(trail.map(\.at) == [moment("28:00"), moment("31:00")])
    }

    @Test func `the page is the one open at the start`() throws {
        func page(_ path: String) throws -> String? {
            var text = ChatText.handled
            text.fields["webpath"] = path
            return try ChatText.read(text).chat.pageURL
        }
        let help =
            #"{"from":"https://x.test/","to":"https://x.test/help","timestamp":"2026-01-12T09:20:00Z"}"#
        let pay =
            #"{"from":"https://x.test/help","to":"https://x.test/pay","timestamp":"2026-01-12T09:35:00Z"}"#

        #expect(try page("[\(pay),\(help)]") == "https://x.test/help")
        #expect(try page("[\(pay)]") == "https://x.test/help")
        #expect(try page("[]") == nil)
        #expect(try page("null") == nil)
    }

    @Test(arguments: [
        ("https://x.test/a?email=a%40b.test&p=2", "https://x.test/a?p=2"),
        ("https://x.test/a?u=ann@mail.test", "https://x.test/a"),
        ("https://x.test/a?Phone=0770&customer_name=Ann&q=tv", "https://x.test/a?q=tv"),
        ("https://ann:secret@x.test/a#top", "https://x.test/a#top"),
        ("https://x.test/a#token=abc", "https://x.test/a"), ("/help", "/help"),
    ])
    func `personal data leave the page address`(url: String, expected: String) {
        #expect(PageAddress.withoutPersonalData(url) == expected)
    }

    @Test(arguments: [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120", Device.desktop),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148", .mobile),
        ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X)", .tablet),
        ("Mozilla/5.0 (Linux; Android 13; SM-X700) Safari", .tablet),
        ("Mozilla/5.0 (Linux; Android 13; Pixel 7) Mobile Safari", .mobile), ("", .unknown),
    ])
    func `the device is read from the browser`(agent: String, expected: Device) {
        #expect(DeviceClass.device(userAgent: agent) == expected)
    }

    @Test(arguments: [
        ("Your reference is AB-1234.", ["AB1234"]), ("Ref: k7r2p9", ["K7R2P9"]),
        ("code K7R2P9 or X9Y8Z7", ["K7R2P9", "X9Y8Z7"]), ("Your PIN is 48213", ["48213"]),
        ("Ihre Vorgangsnummer lautet VG-2026-77", ["VG202677"]), ("Kennwort: Sonne77", ["SONNE77"]),
        ("The case with the 12345 items", []), ("It costs 12345", []), ("model AB1234", []),
        ("code is in your e-mail a1b2c@mail.test", []), ("ticket takes 90minutes", []),
        ("the code: AB1", []), ("reference https://x.test/a1b2c3", []),
    ])
    func `codes are what stands behind a word for code`(text: String, codes: [String]) {
        #expect(IssuedCode.codes(in: text) == codes)
    }

    @Test func `a number of the company is a request to call and nobody's identity`() throws {
        var text = ChatText.handled
        text.fields["visitor"] = #"{"phone":"0800 123 4567"}"#
        text.say("agent:361", "34:00", "It's 0800 123 4567, until six.")
        text.say("visitor", "35:00", "I rang 0800 123 4567 before")

        let without = try ChatText.read(text)
        let with = try ChatText.read(text, options: ["own_numbers": "0800 123 4567"])

        #expect(try without.chat.askedToCall == false)
        #expect(try with.chat.askedToCall)
        #expect(with.identifiers(.phone).isEmpty)
    }

    @Test func `only an agent asks to call`() throws {
        var text = ChatText.handled
        text.say("visitor", "34:00", "Please call us back")
        text.say("agent:trigger", "34:10", "Please call us on 0800 123 4567")
        #expect(try ChatText.read(text).chat.askedToCall == false)

        text.say("agent:361", "35:00", "Please call us on 0800 123 4567")
        #expect(try ChatText.read(text).chat.askedToCall)
    }

    @Test func `options are checked`() {
        #expect(throws: SettingError.self) { try ChatRecords([], options: ["own_numbers": "x"]) }
        do { _ = try ZendeskChat(settings: .init(name: "c", options: ["colour": "red"])) } catch {
            #expect(error.isUnknownOption)
        }
    }

    @Test func `files are told from others by their first bytes`() {
        func recognise(_ text: String) -> Recognition {
            ZendeskChat.recognises(FileHead(fileName: "x", bytes: Array(text.utf8)))
        }
        let sample = ZendeskChat.description.sample

        #expect(recognise(sample) == .certain)
        #expect(recognise("{\"chats\":[\(sample)],\"count\":1}") == .certain)
        #expect(recognise("[\(sample)]") == .certain)
        #expect(recognise("{\"docs\":{\"1\":\(sample)}}") == .certain)
        #expect(recognise("{\"type\":\"page\",\"timestamp\":\"x\"}") == .no)
        #expect(recognise("a,b") == .no)
    }

    @Test func `the sample of the description is read`() throws {
        let records = try ChatRecords([ZendeskChat.description.sample])

        #expect(records.rejections.isEmpty)
        #expect(try records.chat.askedToCall)
        #expect(records.identifiers(.reference) == ["K7R2P"])
    }
}
