import ConnectorKit
import JourneyModel
import Testing
import WebConnectors

@Suite struct `The list of bots` {
    private func isBot(_ agent: String, _ list: BotList = .standard) -> Bool {
        var agent = agent
        return agent.withUTF8 { list.contains($0) }
    }

    /// Whoever changes a name gives the list a new version, and notes its digest here.
    @Test func `has a version of its own for each of its states`() {
        let text = BotList.listing.joined(separator: "\n")
        let digest = text.utf8.withContiguousStorageIfAvailable {
            ContentDigest.sha256Hex(UnsafeRawBufferPointer($0))
        }

        #expect(BotList.version == "2026-11-22.2")
        #expect(digest == "4b150f10855e525fd9886057f23917f09adbb53ba03a9e5b211372270f395120")
    }

    @Test func `names nothing twice and only in lower case`() {
        let names = BotList.listing

        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0 == $0.lowercased() && $0.utf8.count >= 3 })
    }

    @Test(arguments: [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0) Chrome/116",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/120.0 Safari/537.36",
        "facebookexternalhit/1.1", "WhatsApp/2.23.20.0", "Slackbot-LinkExpanding 1.0",
        "Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
        "Pingdom.com_bot_version_1.4", "ELB-HealthChecker/2.0", "kube-probe/1.27",
        "curl/8.4.0", "python-requests/2.31.0", "Go-http-client/1.1", "Java/17.0.2", "axios/1.6",
        "sqlmap/1.7", "Mozilla/5.0 zgrab/0.x", "SomethingBot", "my crawler", "GPTBot/1.0",
        "Mozilla/5.0 (X11) Chrome/109 Safari/537.36 Lighthouse", "Datadog/Synthetics",
        "Mozilla/5.0 (compatible; ClaudeBot/1.0)", "Scrapy/2.11 (+https://scrapy.org)",
    ])
    func `knows programs`(agent: String) {
        #expect(isBot(agent))
    }

    @Test(arguments: [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) Version/17.2 Mobile/15E148",
        "Mozilla/5.0 (Linux; Android 13; CUBOT X50) AppleWebKit/537.36 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 12; CUBOT_NOTE_S) Mobile", "Mozilla/5.0 (Android) CUBOT",
        "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0",
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/119 Safari/537.36 Edg/119.0",
        "Mozilla/5.0 (Linux; Android 10) Version/4.0 Chrome/83 baiduboxapp/13.10 Mobile Safari/537",
        "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 [FBAN/FBIOS;FBAV/440.0]",
        "Mozilla/5.0 (Linux; Android 13) Chrome/120.0 Mobile Safari/537.36 WhatsApp/2.23.20",
        "WhatsApp/2.23.20 Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Version/17.2 Safari/604.1",
        "okhttp/4.9.3", "ShopApp/7 CFNetwork/1410.0.3 Darwin/22.6.0", "",
    ])
    func `takes no browser, telephone or app for a program`(agent: String) {
        #expect(!isBot(agent))
    }

    @Test func `is lengthened by an option`() throws {
        let row = [78: "ShopSmokeTest/3"]

        #expect(try Rows(snowplow: row).events.map(\.isBot) == [false])
        #expect(
            try Rows(snowplow: row, options: ["bots": "smoketest"]).events.map(\.isBot) == [true])
    }

    @Test(arguments: ["segment", "snowplow", "access-log"])
    func `is shown with its version by every web format`(name: String) throws {
        let types: [any Connector.Type] = [Segment.self, Snowplow.self, AccessLog.self]
        let type = try #require(types.first { $0.description.name == name })

        let option = try #require(type.description.options.first { $0.name == "bots" })

        #expect(option.meaning.contains(BotList.version))
    }
}
