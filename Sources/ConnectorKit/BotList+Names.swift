/// The names. A change of them is a change of ``version``; a test holds both together.
///
/// A name is a part of the user agent that its maker documents, in lower case; short ones carry the
/// sign that follows them, so that no browser or device is meant.
extension BotList {
    package static let listing =
        words + engines + previews + monitors + automation + libraries + scanners

    /// What programs call themselves whoever made them.
    private static let words = [
        "bot/", "bot;", "bot ", "bot)", "bot-", "bot+", "bot_", "bot,", "bot.", "bots/", "crawler",
        "crawl/", "crawling", "spider/", "spider;", "spider ", "spider)", "spider-", "scraper",
        "fetcher/", "link checker", "linkchecker", "validator/", "archiver", "feedparser",
        "rss reader", "monitoring",
    ]

    /// Search engines, archives, market research and readers of language models.
    private static let engines = [
        "googlebot", "google-inspectiontool", "google-read-aloud", "google-safety",
        "google-cloudvertexbot", "googleother", "google favicon",
        "google web preview", "google-site-verification", "google-adwords", "adsbot",
        "mediapartners-google", "apis-google", "feedfetcher", "storebot", "duplexweb-google",
        "bingbot", "bingpreview", "msnbot", "adidxbot", "slurp", "duckduckbot", "duckassistbot",
        "yandex.com/bots", "yandexbot", "yandexmetrika", "baiduspider", "baidu.com/search",
        "sogou web", "sogou inst", "360spider", "yisouspider", "exabot", "petalbot", "seznambot",
        "qwantify", "qwantbot", "coccocbot", "mojeekbot", "applebot", "amazonbot", "bytespider",
        "ia_archiver", "archive.org_bot", "heritrix", "ccbot", "nutch", "semrush", "ahrefs",
        "mj12bot", "dotbot", "rogerbot", "serpstat", "sistrix", "seobility", "seokicks",
        "dataforseo",
        "blexbot", "screaming frog", "sitebulb", "megaindex", "linkdex", "barkrowler", "gptbot",
        "oai-searchbot", "chatgpt-user", "claudebot", "claude-web", "claude-user", "anthropic-ai",
        "perplexitybot", "perplexity-user", "cohere-ai", "diffbot", "timpibot", "imagesiftbot",
        "omgili", "meta-externalagent", "meta-externalfetcher", "mistralai-user", "youbot",
    ]

    /// Programs that fetch a page because somebody posted its address.
    private static let previews = [
        "facebookexternalhit", "facebookcatalog", "whatsapp/", "telegrambot", "slackbot",
        "slack-imgproxy", "discordbot", "skypeuripreview", "microsoft office", "ms-office",
        "twitterbot", "linkedinbot", "pinterest/0", "pinterestbot", "redditbot", "vkshare",
        "embedly", "quora link preview", "bitlybot", "iframely", "outbrain", "flipboardproxy",
        "google-pagerenderer", "yahoo link preview", "snap url preview",
    ]

    /// Watchers of availability and speed.
    private static let monitors = [
        "pingdom", "uptimerobot", "uptime-kuma", "betteruptime", "better uptime", "statuscake",
        "site24x7", "datadogsynthetics", "datadog/synthetics", "newrelicpinger",
        "newrelicsynthetics", "dynatrace",
        "ruxitsynthetic", "catchpoint", "speedcurve", "dareboost", "gtmetrix", "ptst/",
        "lighthouse", "pagespeed", "rigor/", "checkly", "nagios", "check_http", "icinga",
        "zabbix", "prtg", "monit/", "blackbox exporter", "kube-probe", "elb-healthchecker",
        "googlehc/", "amazon-route53-health", "amazon cloudfront", "cloudflare-alwaysonline",
        "cloudflare-healthchecks", "health check", "healthcheck", "freshping", "hetrixtools",
        "updown.io", "statping", "grafana k6", "apachebench", "jmeter", "gatling", "siege/",
    ]

    /// Browsers that a program drives.
    private static let automation = [
        "headlesschrome", "headlessfirefox", "headless", "phantomjs", "slimerjs",
        "electronheadless",
        "puppeteer", "playwright", "selenium", "webdriver", "cypress/", "htmlunit", "splash/",
        "zombie.js", "casperjs", "wkhtmlto", "prerender", "rendertron", "browserless",
    ]

    /// Clients in programming languages and on the command line.
    private static let libraries = [
        "curl/", "libcurl", "wget/", "wget2/", "aria2/", "httpie/", "powershell/",
        "windowspowershell", "python-requests", "python-urllib", "python-httpx", "httpx/",
        "aiohttp/",
        "python/", "scrapy", "mechanize", "java/", "apache-httpclient", "apache-httpasyncclient",
        "jakarta commons", "go-http-client", "fasthttp", "node-fetch", "undici", "axios/",
        "got (", "got/", "superagent", "node.js", "deno/", "bun/", "ruby/", "faraday", "typhoeus",
        "guzzlehttp", "php/", "symfony", "libwww-perl", "lwp::", "lwp-trivial", "www-mechanize",
        "reqwest", "hyper/", "winhttp", "restsharp", "unirest",
        "postmanruntime", "insomnia/", "swagger", "http.rb", "http_request2", "snoopy",
        "wordpress/",
        "pycurl", "cpp-httplib", "libsoup", "feedly", "feedburner", "tiny tiny rss",
        "inoreader", "newsblur", "miniflux",
    ]

    /// Searchers for weak spots.
    private static let scanners = [
        "nessus", "nikto", "nuclei", "nmap", "masscan", "zgrab", "zmeu", "sqlmap", "wpscan",
        "acunetix",
        "netsparker", "qualys", "openvas", "burpcollaborator", "censysinspect", "censys", "shodan",
        "expanse", "internet-measurement", "internetmeasurement", "l9explore", "l9tcpid",
        "dirbuster",
        "gobuster", "feroxbuster", "ffuf", "fuzz faster", "netcraft", "paloalto",
        "projectdiscovery",
        "leakix", "genomecrawler", "whatweb", "jndi:",
    ]
}
