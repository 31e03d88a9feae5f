import ConnectorKit
import JourneyModel

/// What a browser's name for itself says.
struct UserAgent: Sendable, Hashable {
    /// Changes with the lists below, so that two loads can be compared.
    static let listVersion = "2024-06"

    var device: Device
    var isBot: Bool

    static let unknown = UserAgent(device: .unknown, isBot: false)

    init(device: Device, isBot: Bool) {
        self.device = device
        self.isBot = isBot
    }

    init(classifying agent: UnsafeBufferPointer<UInt8>) {
        isBot = Self.isBot(agent)
        device = isBot ? .unknown : Self.device(agent)
    }

    /// Parts of names of crawlers, monitors, previewers and scripts, lower case.
    private static let bots: [StaticString] = [
        "bot/", "bot;", "bot ", "bot)", "bot-", "bot+", "bot_", "googlebot", "bingbot",
        "crawler", "crawl/", "spider", "slurp", "mediapartners-google", "adsbot",
        "apis-google", "feedfetcher", "google-read-aloud", "google-inspectiontool", "storebot",
        "facebookexternalhit", "facebookcatalog", "meta-externalagent", "whatsapp/",
        "skypeuripreview",
        "embedly", "quora link preview", "vkshare", "pinterest/0", "slackbot", "bitlybot",
        "yandex.com/bots", "baidu", "sogou", "exabot", "ia_archiver", "archive.org",
        "headlesschrome", "phantomjs", "electronheadless", "puppeteer", "playwright", "selenium",
        "chrome-lighthouse", "pagespeed", "ptst/", "gtmetrix", "pingdom", "uptimerobot",
        "statuscake",
        "site24x7", "datadogsynthetics", "newrelicpinger", "catchpoint", "speedcurve", "dareboost",
        "python-requests", "python-urllib", "aiohttp/", "httpx/", "scrapy", "curl/", "wget/",
        "libwww-perl", "go-http-client", "java/", "apache-httpclient", "okhttp/0", "node-fetch",
        "axios/", "undici", "ruby/", "guzzlehttp", "postmanruntime", "insomnia/", "httpie/",
        "semrush", "ahrefs", "mj12", "dotbot", "petalbot", "bytespider", "gptbot", "claudebot",
        "anthropic-ai", "ccbot", "perplexitybot", "amazonbot", "applebot", "duckduckbot",
        "screaming frog",
        "nessus", "nikto", "zgrab", "masscan", "censysinspect",
    ]

    private static func isBot(_ agent: UnsafeBufferPointer<UInt8>) -> Bool {
        if ByteText.contains(agent, "cubot") { return false }
        for mark in bots where ByteText.contains(agent, mark) { return true }
        let tail = agent.suffix(3)
        return tail.count == 3
            && ByteText.equalIgnoringCase(UnsafeBufferPointer(rebasing: tail), "bot")
    }

    private static func device(_ agent: UnsafeBufferPointer<UInt8>) -> Device {
        func has(_ text: StaticString) -> Bool { ByteText.contains(agent, text) }
        if has("ipad") || has("tablet") || has("kindle") || has("silk/") || has("playbook") {
            return .tablet
        }
        if has("android") { return has("mobi") ? .mobile : .tablet }
        if has("mobi") || has("iphone") || has("ipod") || has("opera mini") { return .mobile }
        for system: StaticString in ["windows nt", "macintosh", "x11;", "cros ", "linux x86_64"]
        where has(system) {
            return .desktop
        }
        return .unknown
    }
}
