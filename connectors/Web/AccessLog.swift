import ConnectorKit
import JourneyModel

/// Access logs of Apache and nginx: who fetched which page when.
package struct AccessLog: Connector {
    package static let description = ConnectorDescription(
        name: "access-log",
        channel: .web,
        framing: .lines,
        summary: "Access logs of Apache and nginx: common, combined, with the host in front, or any"
            + " layout given by its format string.",
        key: "the SHA-256 of the line",
        options: [
            .init(
                "format",
                "the LogFormat of Apache or log_format of nginx, where it is none of common,"
                    + " combined and vhost_combined"),
            .init(
                "cookie",
                "name of the browser's cookie in a field that holds the whole Cookie header"
            ),
            .init("site", "https://HOST of the pages, where the log does not name it"),
            .init("ignore", "PREFIX,… paths that are no pages, such as /api/,/health"),
            WebOptions.bots,
        ],
        sample: #"203.0.113.7 - - [04/Mar/2024:10:15:02 +0100] "GET /contact?utm_campaign=spring "#
            + #"HTTP/1.1" 200 5316 "https://shop.test/" "Mozilla/5.0 (Windows NT 10.0; Win64; x64) "#
            + #"AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36""#,
        resumption: .anywhere)

    private let settings: SourceSettings
    private let choices: AccessLogChoices
    private let bots: BotList

    package init(settings: SourceSettings) throws(SettingError) {
        try WebOptions.check(settings, of: Self.description)
        self.settings = settings
        choices = try AccessLogChoices(settings.options)
        bots = try WebOptions.botList(settings)
    }

    package static func recognises(_ head: FileHead) -> Recognition {
        guard let record = head.firstRecord(.lines) else { return .no }
        return record.withUnsafeBytes { bytes in
            var line = AccessLogLine()
            do throws(Rejection) {
                try line.split(bytes.bindMemory(to: UInt8.self))
                let layout = try AccessLogLayout.of(line)
                let time = layout.time.flatMap { AccessLogTime(line[$0]) }
                let status = layout.status.flatMap { AccessLogRequest.status(line[$0]) }
                return time != nil && status != nil ? .certain : .no
            } catch {
                return .no
            }
        }
    }

    package func reader(header: [String]?) throws(FormatMismatch) -> any RecordReader {
        AccessLogReader(
            identity: WebIdentity(source: settings.name, region: settings.region), bots: bots,
            choices: choices)
    }
}

/// What the options ask for.
struct AccessLogChoices {
    /// `nil`: told from each line.
    var layout: AccessLogLayout?
    /// Name of the browser's cookie, for layouts with the whole header.
    var cookie: String?
    /// `https://host`.
    var site: [UInt8] = []
    /// Beginnings of paths that are no pages.
    var ignored: [[UInt8]] = []

    init(_ options: [String: String]) throws(SettingError) {
        if let format = options["format"] { layout = try AccessLogLayout(format: format) }
        if let site = options["site"] { self.site = try Self.site(site) }
        ignored = WebOptions.list(options["ignore"] ?? "").map { Array($0.utf8) }
        guard ignored.allSatisfy({ $0.first == UInt8(ascii: "/") }) else {
            throw SettingError("ignore: a path begins with a slash.")
        }
        cookie = options["cookie"]
        let hasHeader = layout?.cookies != nil
        if (cookie != nil) != hasHeader {
            throw SettingError(
                "cookie names one cookie of the field %{Cookie}i or $http_cookie in format: give"
                    + " both or neither.")
        }
    }

    private static func site(_ text: String) throws(SettingError) -> [UInt8] {
        guard let scheme = text.firstRange(of: "://"),
            ["http", "https"].contains(text[..<scheme.lowerBound])
        else { throw SettingError("site=\(text): it is https://HOST.") }
        let host = text[scheme.upperBound...].prefix { $0 != "/" }
        guard !host.isEmpty, !host.contains("@") else {
            throw SettingError("site=\(text): it is https://HOST.")
        }
        return Array(text[..<host.endIndex].utf8)
    }
}
