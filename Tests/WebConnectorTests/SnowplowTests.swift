import ConnectorKit
import JourneyModel
import Testing
import WebConnectors

@Suite struct `Snowplow events` {
    private let quarter = Timestamp(microseconds: 1_709_543_702_683_000)  // 09:15:02.683

    private static func unstruct(_ schema: String, _ data: String) -> String {
        #"{"schema":"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0","data":"#
            + #"{"schema":"iglu:com.snowplowanalytics.snowplow/\#(schema)/jsonschema/1-0-1","#
            + #""data":\#(data)}}"#
    }

    private static func contexts(_ schema: String, _ data: String) -> String {
        #"{"schema":"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1","data":["#
            + #"{"schema":"iglu:com.snowplowanalytics.snowplow/\#(schema)/jsonschema/1-0-2","#
            + #""data":\#(data)}]}"#
    }

    @Test func `are read from their columns`() throws {
        let rows = try Rows(snowplow: [:])

        #expect(rows.events.map(\.kind) == [.page])
        #expect(rows.events.map(\.occurredAt) == [quarter])
        #expect(rows.events.map(\.device) == [.desktop])
        #expect(rows.text(\.id) == "c6ef3124-b53a-4b13-a233-0088f79dcbcb")
        #expect(rows.text(\.url) == "https://shop.test/contact?utm_campaign=spring")
        #expect(rows.text(\.title) == "Contact")
        #expect(rows.text(\.referrer) == "https://shop.test/")
        #expect(rows.text(\.browser) == "2f1a6f0e-5c83-4b0e-9d7c-1f6a3e5b7c90")
        #expect(rows.text(\.session) == "61f4b2c5-9a0d-4b5b-8f11-6f0d6c1e2a77")
        #expect(rows.text(\.account) == "C-204")
        #expect(rows.text(\.campaign) == "spring")
        #expect(rows.text(\.language) == "de-DE")
        #expect(rows.evidence == [])
    }

    @Test(arguments: [125, 128, 130, 132, 144])
    func `with more or fewer columns are refused, not guessed`(columns: Int) throws {
        let sample = Rows.snowplowRow([:]).split(separator: "\t", omittingEmptySubsequences: false)
        let row = (sample + Array(repeating: "", count: 20))[..<columns].joined(separator: "\t")

        let rows = try Rows(Snowplow.self, row + "\n" + Rows.snowplowRow([:]))

        #expect(rows.reasons == [.fieldCount])
        #expect(rows.batch.rejections[0].rejection.message.contains("\(columns)"))
        #expect(rows.batch.rejections[0].rejection.message.contains("131"))
        #expect(rows.events.count == 1)
    }

    @Test func `delivered twice keep one id, at the same or another time`() throws {
        let again = [4: "2024-03-04 11:00:00", 125: "2024-03-04 11:00:00", 7: Self.upperID]
        let rows = try Rows(snowplow: [:], [:], again)

        #expect(Set(rows.texts(\.id)).count == 1)
        #expect(rows.events.map(\.occurredAt).min() == quarter)
    }

    private static let upperID = "C6EF3124-B53A-4B13-A233-0088F79DCBCB"

    /// Created 09:15:02.411, sent .530, collected .802.
    private static let times: [([Int: String], Int64)] = [
        ([131: "2024-03-04 08:00:00.5"], 1_709_539_200_500_000),
        ([131: "", 125: "2024-03-04 08:00:00"], 1_709_539_200_000_000),
        ([125: ""], 1_709_543_702_683_000),
        ([125: "", 120: ""], 1_709_543_702_802_000),
        ([125: "1970-01-01 00:00:00", 120: ""], 1_709_543_702_802_000),
    ]

    @Test(arguments: times)
    func `take the truest time there is`(columns: [Int: String], time: Int64) throws {
        let rows = try Rows(snowplow: columns)

        #expect(rows.events.map(\.occurredAt.microseconds) == [time])
    }

    private static let untrusted: [([Int: String], Rejection.Reason, String)] = [
        ([4: ""], .missingField, "collector_tstamp"),
        ([4: "yesterday"], .badTime, "collector_tstamp"),
        ([125: "04.03.2024 09:15"], .badTime, "derived_tstamp"),
        ([7: ""], .missingField, "event_id"), ([6: ""], .missingField, "event"),
        ([6: "pv"], .badValue, "event"),
        ([6: "struct"], .missingField, "se_action"),
        ([6: "unstruct", 127: "x", 59: "{oops"], .notJSON, "unstruct_event"),
    ]

    @Test(arguments: untrusted)
    func `that cannot be trusted say why`(
        columns: [Int: String], reason: Rejection.Reason, field: String
    ) throws {
        let rows = try Rows(snowplow: columns)

        #expect(rows.reasons == [reason])
        #expect(rows.fields == [field])
        #expect(rows.batch.arena.isEmpty)
    }

    private static let kinds: [([Int: String], WebEvent.Kind, String)] = [
        ([6: "page_ping", 127: "page_ping"], .track, "page_ping"),
        ([6: "struct", 54: "chat", 55: "open"], .track, "chat open"),
        ([6: "struct", 54: "", 55: "open"], .track, "open"),
        ([6: "unstruct", 127: "add_to_cart"], .track, "add_to_cart"),
        ([6: "transaction", 127: ""], .track, "transaction"),
        ([6: "transaction_item", 127: "transaction_item"], .track, "transaction_item"),
        ([6: "unstruct", 127: "screen_view"], .page, ""),
    ]

    @Test(arguments: kinds)
    func `have a kind and a name`(columns: [Int: String], kind: WebEvent.Kind, name: String) throws
    {
        let rows = try Rows(snowplow: columns)

        #expect(rows.events.map(\.kind) == [kind])
        #expect(rows.text(\.name) == name)
    }

    @Test func `of pings without a page view are kept, or left out when asked`() throws {
        let ping = [6: "page_ping", 127: "page_ping"]

        #expect(try Rows(snowplow: ping).events.count == 1)
        let without = try Rows(snowplow: ping, [:], options: ["page_pings": "no"])
        #expect(without.batch.ignored == 1)
        #expect(without.events.map(\.kind) == [.page])
    }

    @Test func `of apps have no cookie but an installation`() throws {
        let session = #"{"userId":"8D2E7B1C-30F5-4D58-8A47-0B5A2C9F6E13","sessionId":"s-9"}"#
        let rows = try Rows(
            snowplow: [
                2: "mob", 16: "", 18: "", 30: "", 78: "", 124: "",
                53: Self.contexts("client_session", session), 6: "unstruct", 127: "screen_view",
                59: Self.unstruct("screen_view", #"{"name":"Orders"}"#),
            ])

        #expect(rows.text(\.browser) == "8d2e7b1c-30f5-4d58-8a47-0b5a2c9f6e13")
        #expect(rows.text(\.session) == "s-9")
        #expect(rows.text(\.title) == "Orders")
        #expect(rows.events.map(\.device) == [.mobile])
    }

    @Test(arguments: [
        ("", "ecdff4d0-9175-40ac-a8bb-325c49733607", "ecdff4d0-9175-40ac-a8bb-325c49733607"),
        ("", "00000000-0000-0000-0000-000000000000", ""), ("null", "", ""), ("undefined", "", ""),
    ])
    func `with cookies off fall back to the collector's cookie, never to a placeholder`(
        domain: String, network: String, browser: String
    ) throws {
        let rows = try Rows(snowplow: [16: domain, 18: network])

        #expect(rows.text(\.browser) == browser)
    }

    private static let logins: [(String, String, [Identifier])] = [
        (
            "jon.doe@Email.com", "jon.doe@email.com",
            [.init(.email, normalized: "jon.doe@email.com")]
        ),
        ("NULL", "", []), ("-", "", []), ("0", "", []), ("(not set)", "", []),
        ("d41d8cd98f00b204e9800998ecf8427e", "", []),
    ]

    @Test(arguments: logins)
    func `have a login by the form of the value`(
        raw: String, account: String, evidence: [Identifier]
    ) throws {
        let rows = try Rows(snowplow: [13: raw])

        #expect(rows.text(\.account) == account)
        #expect(rows.evidence == evidence)
    }

    @Test func `name the order, the former domain's browser, and the network when asked`() throws {
        let order = Identifier(.order, normalized: "A-1001")
        let old = "8d2e7b1c-30f5-4d58-8a47-0b5a2c9f6e13"
        #expect(try Rows(snowplow: [6: "transaction", 60: "A-1001"]).evidence == [order])
        #expect(try Rows(snowplow: [6: "transaction_item", 68: "A-1001"]).evidence == [order])
        let entity = Self.contexts("transaction", #"{"transaction_id":"A-1001","revenue":10}"#)
        let action = Self.unstruct("snowplow_ecommerce_action", #"{"type":"transaction"}"#)
        #expect(
            try Rows(
                snowplow: [
                    6: "unstruct", 127: "snowplow_ecommerce_action", 59: action, 53: entity,
                ]
            ).evidence == [order])
        #expect(
            try Rows(snowplow: [121: old.uppercased()]).evidence
                == [Identifier(.browser, normalized: old)])
        #expect(
            try Rows(snowplow: [:], options: ["network_userid": "yes"]).evidence
                == [Identifier(.browser, normalized: "ecdff4d0-9175-40ac-a8bb-325c49733607")])
    }

    @Test func `take what is written into forms as typed, by the name of the field`() throws {
        let data = """
            {"formId":"f","elements":[{"name":"E-Mail","value":"Jon@Email.com","nodeName":"INPUT"},\
            {"name":"phone","value":"030 23125012"},{"name":"comment","value":"a@b.de"},\
            {"name":"email2","value":""},{"name":"hotel","value":null}]}
            """
        let form = [6: "unstruct", 127: "submit_form", 59: Self.unstruct("submit_form", data)]
        let rows = try Rows(snowplow: form)

        #expect(
            rows.evidence == [
                Identifier(.email, normalized: "jon@email.com"),
                Identifier(.phone, normalized: "+493023125012"),
            ])
        #expect(rows.batch.evidence.allSatisfy { $0.role == .typed })
        let own = Self.unstruct("newsletter", #"{"email":"Jon@Email.com"}"#)
        let event = try Rows(snowplow: [6: "unstruct", 127: "newsletter", 59: own])
        #expect(event.batch.evidence.map(\.role) == [.own])
    }

    private static func click(_ name: String, _ data: String) -> [Int: String] {
        [6: "unstruct", 127: name, 59: unstruct(name, data)]
    }

    private static let clicks: [([Int: String], Bool)] = [
        (click("link_click", #"{"targetUrl":"tel:+4930"}"#), true),
        (click("link_click", #"{"targetUrl":"https://a.test"}"#), false),
        (click("button_click", #"{"label":"Tel: 030"}"#), true),
        ([6: "struct", 54: "Phone Number", 55: "click"], true),
        ([6: "struct", 54: "link", 55: "click", 56: "tel:+493023125012"], true),
        ([6: "struct", 54: "Phone", 55: "add to cart"], false),
    ]

    @Test(arguments: clicks)
    func `know clicks on a number`(columns: [Int: String], isClick: Bool) throws {
        #expect(try Rows(snowplow: columns).events.map(\.isPhoneClick) == [isClick])
    }

    @Test(arguments: [
        click("link_click", #"{"targetUrl":"tel:+493023125012"}"#),
        [6: "struct", 54: "link", 55: "click", 57: "tel:+493023125012"],
    ])
    func `name the number that was clicked`(columns: [Int: String]) throws {
        let rows = try Rows(snowplow: columns)
        #expect(
            rows.evidence == [Identifier(.phone, normalized: "+493023125012", space: "company")])
        #expect(rows.batch.evidence.map(\.role) == [.click])
    }

    @Test func `quote the chat that they are about`() throws {
        let rows = try Rows(snowplow: Self.click("chat_started", #"{"chatId":"2104.10.SVhD"}"#))
        #expect(rows.evidence == [Identifier(.contact, normalized: "2104.10.SVhD")])
        #expect(rows.batch.evidence.map(\.role) == [.quoted])
    }

    @Test(arguments: [
        [78: "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"],
        [82: "Robot"],
        [123: contexts("spiders_and_robots", #"{"spiderOrRobot":true,"category":"SPIDER"}"#)],
        [123: contexts("yauaa_context", #"{"deviceClass":"Robot Mobile"}"#)],
    ])
    func `of robots are flagged by agent, column or enrichment`(columns: [Int: String]) throws {
        let rows = try Rows(snowplow: columns, [:])

        #expect(rows.events.map(\.isBot) == [true, false])
    }

    @Test func `hold nothing personal in address, referrer, title and campaign`() throws {
        let rows = try Rows(
            snowplow: [
                30: "http://localhost:3000/iframe_form?first_name=femfaem&x=1",
                31: "Order of jon.doe@email.com",
                32: "https://shop.test/users/anna.schmidt/jon%40email.com?phone=030",
                52: "mail to a@b.de +49 30 23125012",
            ])

        #expect(rows.text(\.url) == "http://localhost:3000/iframe_form?x=1")
        #expect(rows.text(\.title) == "Order of :email")
        #expect(rows.text(\.referrer) == "https://shop.test/users/:name/:email")
        #expect(rows.text(\.campaign) == "mail to :email :phone")
    }

    @Test func `make conversions of transactions when asked`() throws {
        let row = [6: "transaction", 60: "A-1001", 62: "119.9", 109: "eur"]
        #expect(try Rows(snowplow: row).batch.conversions.isEmpty)

        let rows = try Rows(snowplow: row, options: ["conversions": "yes"])

        #expect(rows.batch.conversions.map(\.id) == ["A-1001"])
        #expect(rows.batch.conversions.map(\.amount) == [1_199_000])
        #expect(rows.batch.conversions.map(\.currency) == ["EUR"])
        #expect(rows.events.count == 1)
        let own = rows.batch.evidence.filter { $0.subject == .conversion(id: "A-1001") }
        #expect(own.map(\.identifier.kind) == [.account, .browser, .order])
        let bad = try Rows(snowplow: [6: "transaction", 60: "A"], options: ["conversions": "yes"])
        #expect(bad.fields == ["tr_total"])
        #expect(bad.events.isEmpty)
    }

    @Test func `without an address take its parts`() throws {
        let rows = try Rows(snowplow: [30: ""])

        #expect(rows.text(\.url) == "https://shop.test/contact?utm_campaign=spring")
    }

    @Test func `of a session of days keep the tracker's session`() throws {
        let rows = try Rows(snowplow: [:], [7: "b", 125: "2024-03-09 09:15:02"])

        #expect(rows.text(\.session, 0) == rows.text(\.session, 1))
    }

    @Test func `with newer schemas of their contexts read the same`() throws {
        let newer = Self.contexts("client_session", #"{"userId":"u-7","sessionId":"s"}"#)
            .replacing("1-0-2", with: "2-1-0")
        #expect(try Rows(snowplow: [16: "", 53: newer]).text(\.browser) == "u-7")
    }

    @Test(arguments: ["conversions", "page_pings", "network_userid"])
    func `have options that are yes or no`(option: String) {
        #expect(throws: SettingError.self) {
            _ = try Snowplow(settings: SourceSettings(name: "s", options: [option: "maybe"]))
        }
    }
}
