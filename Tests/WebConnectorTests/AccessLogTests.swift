import ConnectorKit
import JourneyModel
import Testing
import WebConnectors

@Suite struct `Access logs` {
    private static let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0"

    /// A line in combined form.
    private static func line(
        host: String = "203.0.113.7", user: String = "-",
        time: String = "10/Oct/2000:13:55:36 -0700", request: String = "GET / HTTP/1.1",
        status: String = "200", referrer: String = "-", agent: String = chrome
    ) -> String {
        #"\#(host) - \#(user) [\#(time)] "\#(request)" \#(status) 2326 "\#(referrer)" "\#(agent)""#
    }

    private func load(_ lines: String..., options: [String: String] = [:]) throws -> Rows {
        try Rows(AccessLog.self, lines.joined(separator: "\n"), options: options)
    }

    @Test func `in combined form are read`() throws {
        let rows = try load(
            Self.line(
                request: "GET /contact?utm_campaign=spring HTTP/1.1",
                referrer: "https://shop.test/"))

        #expect(rows.events.map(\.kind) == [.page])
        #expect(rows.events.map(\.occurredAt.microseconds) == [971_211_336_000_000])
        #expect(rows.events.map(\.device) == [.desktop])
        #expect(rows.text(\.url) == "/contact?utm_campaign=spring")
        #expect(rows.text(\.referrer) == "https://shop.test/")
        #expect(rows.text(\.campaign) == "spring")
        #expect(rows.text(\.account) == "")
        #expect(rows.text(\.id)?.utf8.count == 64)
    }

    @Test func `in common form and with the host in front are read`() throws {
        let common = #"203.0.113.7 - - [10/Oct/2000:13:55:36 -0700] "GET /a HTTP/1.0" 200 -"#
        let host = "shop.test:443 " + Self.line(request: "GET /a HTTP/1.1")

        let rows = try load(common, host)

        #expect(rows.texts(\.url) == ["/a", "//shop.test:443/a"])
        #expect(rows.events.map(\.isBot) == [false, false])
    }

    @Test func `cut within a field are refused`() throws {
        let cut = #"203.0.113.7 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 200 1 "-" "Mozil"#

        let rows = try load(cut, Self.line())

        #expect(rows.reasons == [.openQuote])
        #expect(rows.events.count == 1)
    }

    @Test(arguments: [
        ("203.0.113.7 - -", Rejection.Reason.fieldCount, ""),
        (#"a - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 200 1 "-""#, .fieldCount, ""),
        (line(time: "10/Foo/2000:13:55:36 -0700"), .badTime, "time"),
        (line(time: "31/Feb/2000:13:55:36 -0700"), .badTime, "time"),
        (line(time: "10/Oct/2000:13:55:36"), .badTime, "time"),
        (line(time: "01/Jan/1970:00:00:00 +0000"), .badTime, "time"),
        (line(status: "OK"), .badNumber, "status"),
    ])
    func `that cannot be trusted say why`(
        line: String, reason: Rejection.Reason, field: String
    ) throws {
        let rows = try load(line)

        #expect(rows.reasons == [reason])
        #expect(rows.fields == [field])
        #expect(rows.batch.arena.isEmpty)
    }

    @Test func `with raw bytes of another encoding are refused`() throws {
        let connector = try AccessLog(settings: SourceSettings(name: "access-log"))
        var batch = RecordBatch()
        batch.places.append(RecordPlace(byteOffset: 0, line: 1))
        var reader = try connector.reader(header: nil)
        let line = PaddedBytes(Array(Self.line(agent: "M").utf8).map { $0 == 0x4d ? 0xe4 : $0 })

        let reason: Rejection.Reason? = line.withUnsafeBytes { bytes in
            do throws(Rejection) {
                try reader.read(bytes, into: &batch)
                return nil
            } catch {
                return error.reason
            }
        }

        #expect(reason == .badEncoding)
    }

    @Test(arguments: [
        ("GET /style.css HTTP/1.1", "200"), ("GET /a/IMG.PNG?v=2 HTTP/1.1", "200"),
        ("GET /robots.txt HTTP/1.1", "200"), ("GET /feed.xml HTTP/1.1", "200"),
        ("POST /order HTTP/1.1", "200"), ("HEAD / HTTP/1.1", "200"),
        ("OPTIONS * HTTP/1.0", "200"), ("CONNECT shop.test:443 HTTP/1.1", "200"),
        ("GET /old HTTP/1.1", "301"), ("GET /none HTTP/1.1", "404"), ("GET / HTTP/1.1", "500"),
        ("GET /video HTTP/1.1", "206"), ("GET /beacon HTTP/1.1", "204"),
        ("GET /.well-known/security HTTP/1.1", "200"), ("GET /.env HTTP/1.1", "200"),
        ("-", "408"), (#"\x16\x03\x01\x02"#, "400"), ("", "400"),
    ])
    func `that show no page are counted and left out`(request: String, status: String) throws {
        let rows = try load(Self.line(request: request, status: status))

        #expect(rows.batch.ignored == 1)
        #expect(rows.events.isEmpty)
        #expect(rows.reasons == [])
    }

    @Test(arguments: [
        ("GET /a.html HTTP/1.1", "200"), ("GET /product/v1.2/info HTTP/1.1", "200"),
        ("GET /page.php?img=x.png HTTP/1.1", "200"), ("GET /known HTTP/2.0", "304"),
        ("GET /", "200"), ("GET /with blank HTTP/1.1", "200"),
        ("GET https://shop.test/a HTTP/1.1", "200"),
    ])
    func `that show a page are kept`(request: String, status: String) throws {
        #expect(try load(Self.line(request: request, status: status)).events.count == 1)
    }

    @Test func `may leave out paths of the company's own`() throws {
        let api = Self.line(request: "GET /api/cart HTTP/1.1")

        #expect(try load(api, options: ["ignore": "/api/,/health"]).batch.ignored == 1)
        #expect(try load(api, options: ["ignore": "/health"]).events.count == 1)
    }

    @Test func `resolve the escapes of both servers`() throws {
        let apache = #"https://search.test/?q=\"shoes\"&x=a\\b"#
        let nginx = #"https://search.test/?q=\x22shoes\x22&x=\xC3\xA4"#
        let rows = try load(
            Self.line(referrer: apache, agent: #"Mozilla \"X\" (Windows NT 10.0)"#),
            Self.line(referrer: nginx))

        #expect(rows.text(\.referrer, 0) == #"https://search.test/?q="shoes"&x=a\b"#)
        #expect(rows.text(\.referrer, 1) == #"https://search.test/?q="shoes"&x=%C3%A4"#)
        #expect(rows.events.map(\.device) == [.desktop, .desktop])
    }

    @Test func `with quotes written as they came are read`() throws {
        let rows = try load(Self.line(agent: #"Mozilla "X"(Windows NT 10.0)"#))

        #expect(rows.events.map(\.device) == [.desktop])
    }

    @Test func `identical to the byte are one record`() throws {
        let rows = try load(Self.line(), Self.line(), Self.line(request: "GET /b HTTP/1.1"))

        #expect(rows.text(\.id, 0) == rows.text(\.id, 1))
        #expect(rows.text(\.id, 0) != rows.text(\.id, 2))
    }

    @Test func `tell visitors by address and agent for a day, never in a form others share`() throws
    {
        let base = "10/Oct/2000:13:55:36 -0700"
        let rows = try load(
            Self.line(time: base), Self.line(time: base, request: "GET /b HTTP/1.1"),
            Self.line(host: "2001:db8::7f3a", time: base),
            Self.line(time: base, agent: "Mozilla/5.0 (iPhone)"),
            Self.line(time: "11/Oct/2000:03:59:59 -0700"),
            Self.line(time: "11/Oct/2000:04:00:00 -0700"))
        let visitors = rows.texts(\.browser).map { $0 ?? "" }

        #expect(visitors[0] == visitors[1])
        #expect(Set(visitors[1...3]).count == 3)
        #expect(visitors[4] == visitors[0])
        #expect(visitors[5] != visitors[0])
        #expect(visitors.allSatisfy { $0.hasPrefix("ip:") && !$0.contains("203.0.113") })
        let form = visitors[0].utf8.withContiguousStorageIfAvailable { BrowserID.form($0) }
        #expect(form == .local)
    }

    @Test func `know a login, also one with blanks and one that is an e-mail address`() throws {
        let rows = try load(
            Self.line(user: "C-204"), Self.line(user: "Jon Doe"),
            Self.line(user: "jon.doe@email.com"))

        #expect(rows.texts(\.account) == ["C-204", "Jon Doe", "jon.doe@email.com"])
        #expect(rows.evidence == [Identifier(.email, normalized: "jon.doe@email.com")])
    }

    @Test(arguments: ["-", "", "curl/8.4.0", "Mozilla/5.0 (compatible; bingbot/2.0)"])
    func `of programs are flagged, and so are those that say nothing`(agent: String) throws {
        let rows = try load(Self.line(agent: agent), Self.line())

        #expect(rows.events.map(\.isBot) == [true, false])
    }

    @Test func `hold nothing personal`() throws {
        let rows = try load(
            Self.line(
                request: "GET /unsubscribe/jon%40email.com?email=jon%40email.com&x=1 HTTP/1.1",
                referrer: "https://shop.test/reset/9f8a7c6d?token=1&phone=030"))

        #expect(rows.text(\.url) == "/unsubscribe/:email?x=1")
        #expect(rows.text(\.referrer) == "https://shop.test/reset/:token")
    }

    @Test func `never take a path for a host`() throws {
        #expect(
            try load(Self.line(request: "GET //evil.test/a HTTP/1.1")).text(\.url) == "/evil.test/a"
        )
    }

    @Test func `of one site get its name`() throws {
        let rows = try load(Self.line(), options: ["site": "https://shop.test/de/"])

        #expect(rows.text(\.url) == "https://shop.test/")
    }

    @Test func `in a layout of nginx are read by its format`() throws {
        let format =
            #"$remote_addr - $remote_user [$time_iso8601] "$request" $status $body_bytes_sent "#
            + #""$http_referer" "$http_user_agent" "$http_x_forwarded_for" $cookie_sid $host"#
        let line =
            #"10.0.0.1 - - [2024-03-04T10:15:02+01:00] "GET /a HTTP/1.1" 200 5 "-" "#
            + #""\#(Self.chrome)" "203.0.113.7, 10.0.0.9" 2F1A6F0E-5C83-4B0E-9D7C-1F6A3E5B7C90 shop.test"#
        let bare = line.replacing("2F1A6F0E-5C83-4B0E-9D7C-1F6A3E5B7C90", with: "-")

        let rows = try load(line, bare, line + " more", options: ["format": format])

        #expect(rows.text(\.browser) == "2f1a6f0e-5c83-4b0e-9d7c-1f6a3e5b7c90")
        #expect(rows.text(\.url) == "//shop.test/a")
        #expect(rows.events.map(\.occurredAt.microseconds).first == 1_709_543_702_000_000)
        #expect(rows.text(\.browser, 1)?.hasPrefix("ip:") == true)
        let other = try load(
            bare.replacing("203.0.113.7", with: "203.0.113.8"), options: ["format": format])
        #expect(other.text(\.browser) != rows.text(\.browser, 1))
    }

    @Test func `in a layout of Apache are read by its format`() throws {
        let format = #"%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\" \"%{Cookie}i\""#
        let line = Self.line() + #" "lang=de; visitor=v-81; x=1""#

        let rows = try load(line, options: ["format": format, "cookie": "visitor"])

        #expect(rows.text(\.browser) == "v-81")
        #expect(
            try load(Self.line(), options: ["format": format, "cookie": "v"]).reasons == [
                .fieldCount
            ])
    }

    @Test func `with time in seconds and request in parts are read`() throws {
        let format = "$msec $status $request_method $uri $args $remote_addr"
        let line = "1709543702.683 200 GET /a tab=2 203.0.113.7"

        let rows = try load(line, options: ["format": format])

        #expect(rows.events.map(\.occurredAt.microseconds) == [1_709_543_702_683_000])
        #expect(rows.text(\.url) == "/a?tab=2")
    }

    @Test(arguments: [
        ["format": "%h %u"], ["format": #"%h [%{%d/%b/%Y}t] "%r" %s"#], ["site": "shop.test"],
        ["site": "https://u@shop.test"], ["ignore": "api"], ["cookie": "sid"], ["bots": "x"],
    ])
    func `have options that are checked`(options: [String: String]) {
        #expect(throws: SettingError.self) {
            _ = try AccessLog(settings: SourceSettings(name: "a", options: options))
        }
    }
}
