import ConnectorKit
import JourneyModel

/// In which field of a line what stands.
struct AccessLogLayout: Sendable, Hashable {
    var client: Int?
    /// `X-Forwarded-For`: the visitor first, then the proxies.
    var forwarded: Int?
    var user: Range<Int>?
    var time: Int?
    /// `GET /path HTTP/1.1`
    var request: Int?
    var method: Int?
    /// Path with or without query.
    var target: Int?
    var query: Int?
    var status: Int?
    var referrer: Int?
    var agent: Int?
    var host: Int?
    /// The value of one cookie.
    var cookie: Int?
    /// The whole `Cookie` header.
    var cookies: Int?
    /// Fields that a line must have.
    var count = 0

    /// The layout of a line in one of the usual forms, told by where its time stands.
    static func of(_ line: AccessLogLine) throws(Rejection) -> AccessLogLayout {
        guard let time = line.firstBracketed, (3...longestUser).contains(time) else {
            throw unknown(line)
        }
        // Host, ident, user, time; a virtual host in front, or blanks within the user.
        let isShifted = time > 3 && !(line.isNothing(1) && !line.isNothing(2))
        let first = isShifted ? 1 : 0
        guard time >= first + 3 else { throw unknown(line) }
        var layout = AccessLogLayout()
        layout.host = isShifted ? 0 : nil
        layout.client = first
        layout.user = first + 2..<time
        layout.time = time
        layout.request = time + 1
        layout.status = time + 2
        layout.count = time + 4
        if line.count > layout.count {
            layout.referrer = time + 4
            layout.agent = time + 5
            layout.count = time + 6
        }
        guard line.count >= layout.count else { throw unknown(line) }
        return layout
    }

    /// Fields up to the time of a line whose user is written with blanks.
    private static let longestUser = 12

    private static func unknown(_ line: AccessLogLine) -> Rejection {
        Rejection(
            .fieldCount,
            "The line has \(line.count) fields and is not in the common or combined form; give its"
                + " layout with --option format=.")
    }
}

/// Layouts by the format strings of the servers.
extension AccessLogLayout {
    private static let named = [
        "common": #"%h %l %u %t "%r" %>s %b"#,
        "combined": #"%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i""#,
        "vhost_combined": #"%v:%p %h %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i""#,
    ]

    init(format: String) throws(SettingError) {
        let text = Self.named[format] ?? format.replacing("\\\"", with: "\"")
        var line = AccessLogLine()
        let bytes = PaddedBytes(text.utf8)
        let directives: [[UInt8]] = bytes.withUnsafeBytes { bytes in
            do throws(Rejection) {
                try line.split(bytes.bindMemory(to: UInt8.self))
                return (0..<line.count).map { Array(line[$0]) }
            } catch {
                return []
            }
        }
        for (place, directive) in directives.enumerated() {
            try set(String(decoding: directive, as: UTF8.self), place)
        }
        count = directives.count
        guard time != nil, status != nil, request != nil || target != nil else {
            throw SettingError(
                "format: it must have the time (%t, $time_local), the request (%r, $request) and"
                    + " the status (%>s, $status).")
        }
    }

    private mutating func set(_ directive: String, _ place: Int) throws(SettingError) {
        switch directive {
        case "%h", "%a", "%{c}a", "$remote_addr", "$realip_remote_addr": client = place
        case "%{X-Forwarded-For}i", "$http_x_forwarded_for": forwarded = place
        case "%u", "$remote_user": user = place..<place + 1
        case "%t", "$time_local", "$time_iso8601", "$msec": time = place
        case "%r", "$request": request = place
        case "%m", "$request_method": method = place
        case "%U", "$uri", "$request_uri", "$document_uri": target = place
        case "%q", "$args", "$query_string": query = place
        case "%s", "%>s", "$status": status = place
        case "%{Referer}i", "%{Referrer}i", "%{referer}i", "$http_referer": referrer = place
        case "%{User-Agent}i", "%{User-agent}i", "%{user-agent}i", "$http_user_agent":
            agent = place
        case "%v", "%V", "%{Host}i", "%v:%p", "%V:%p", "$host", "$http_host", "$server_name",
            "$host:$server_port":
            host = place
        case "%{Cookie}i", "$http_cookie": cookies = place
        default: try setOther(directive, place)
        }
    }

    private mutating func setOther(_ directive: String, _ place: Int) throws(SettingError) {
        if directive.hasPrefix("$cookie_") || directive.hasPrefix("%{") && directive.hasSuffix("}C")
        {
            cookie = cookie ?? place
        } else if directive.hasPrefix("%{"), directive.hasSuffix("}t") {
            throw SettingError("format: \(directive) cannot be read; log the time with %t.")
        }
    }
}
