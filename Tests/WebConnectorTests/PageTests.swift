import ConnectorKit
import JourneyModel
import Testing

@testable import WebConnectors

@Suite struct `Pages of events` {
    @Test func `are plain unless a mark stands anywhere in them`() {
        for byte in UInt8.min...UInt8.max {
            for place in 0..<21 {
                var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 21)
                bytes[place] = byte
                let isMark = "?#@%;+".utf8.contains(byte)
                #expect(bytes.withUnsafeBufferPointer { PageURL.isPlain($0) } != isMark)
            }
        }
    }

    @Test(arguments: [
        ("https://shop.test/a/b", "https://shop.test/a/b"),
        ("https://shop.test/?email=a%40b.de&x=1", "https://shop.test/?x=1"),
        ("https://shop.test/?x=1&Phone=123&y=2#top", "https://shop.test/?x=1&y=2#top"),
        ("https://shop.test/?user_name=bob", "https://shop.test/"),
        ("https://shop.test/?q=a@b.de&first-name=B", "https://shop.test/"),
        ("https://shop.test/?user[email]=x&access_token=1", "https://shop.test/"),
        ("https://u:p@shop.test/x", "https://shop.test/x"),
        ("https://shop.test/unsubscribe/a%40b.de/now", "https://shop.test/unsubscribe/:email/now"),
        ("https://shop.test/@bob", "https://shop.test/@bob"),
        ("https://shop.test/#/route?token=1&tab=2", "https://shop.test/#/route?tab=2"),
        ("https://shop.test/#access_token=1&state=2", "https://shop.test/"),
        ("https://shop.test/a;jsessionid=1?x=1", "https://shop.test/a?x=1"),
        ("/path?x=%zz", "/path?x=%zz"),
    ])
    func `hold nothing personal`(url: String, clean: String) throws {
        let members = #""properties":{"url":"\#(url)","referrer":"\#(url)"}"#
        let events = try Events(Events.page(members))
        #expect(events.text(\.url) == clean)
        #expect(events.text(\.referrer) == clean)
    }

    @Test func `come from properties, else from the context`() throws {
        let page =
            #""context":{"page":{"url":"https://c.test/","title":"C","referrer":"https://r.test/"}}"#
        let context = try Events(Events.page(page))
        #expect(context.text(\.url) == "https://c.test/")
        #expect(context.text(\.title) == "C")
        #expect(context.text(\.referrer) == "https://r.test/")
        let both = try Events(Events.page(#""properties":{"url":"https://p.test/"},\#(page)"#))
        #expect(both.text(\.url) == "https://p.test/")
        #expect(try Events(Events.page(#""name":"Home""#)).text(\.title) == "Home")
    }

    @Test func `name their campaign, session and language`() throws {
        let url =
            #""properties":{"url":"https://s.test/?utm_source=mail&utm_campaign=spring+sale%21"}"#
        #expect(try Events(Events.page(url)).text(\.campaign) == "spring sale!")
        let context =
            #""context":{"campaign":{"name":"x"},"sessionId":1709542800000,"locale":"de-DE"},\#(url)"#
        let events = try Events(Events.page(context))
        #expect(events.text(\.campaign) == "x")
        #expect(events.text(\.session) == "1709542800000")
        #expect(events.text(\.language) == "de-DE")
    }

    @Test(arguments: [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120", Device.desktop, false),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_2) Mobile/15E148", .mobile, false),
        ("Mozilla/5.0 (iPad; CPU OS 16_1) Mobile/15E148", .tablet, false),
        ("Mozilla/5.0 (Linux; Android 14; SM-X700) Chrome/120", .tablet, false),
        ("Mozilla/5.0 (Linux; Android 13; CUBOT X50) Mobile", .mobile, false),
        (
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", .unknown,
            true
        ),
        ("Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/120", .unknown, true),
        ("curl/8.4.0", .unknown, true),
    ])
    func `know device and bot`(agent: String, device: Device, isBot: Bool) throws {
        let events = try Events(Events.page(#""context":{"userAgent":"\#(agent)"}"#))
        #expect(events.events.map(\.device) == [device])
        #expect(events.events.map(\.isBot) == [isBot])
    }

    @Test func `of apps take the device of the library`() throws {
        let events = try Events(Events.page(#""context":{"device":{"type":"ios"}}"#))
        #expect(events.events.map(\.device) == [.mobile])
    }
}
