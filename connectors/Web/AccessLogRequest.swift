import ConnectorKit
import JourneyModel

/// What was asked for, and whether somebody saw a page by it.
struct AccessLogRequest {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    var method: Bytes
    /// As sent: a path with query, or a whole address.
    var target: Bytes

    /// `GET /path HTTP/1.1`; `nil` for what is no request, such as `-` or the bytes of a TLS
    /// handshake on the wrong port.
    init?(_ line: Bytes) {
        guard let first = ByteText.firstIndex(of: 0x20, in: line) else { return nil }
        method = Bytes(rebasing: line[..<first])
        let rest = ByteText.trimmed(Bytes(rebasing: line[first...]))
        if let last = rest.lastIndex(of: 0x20),
            ByteText.hasPrefix(Bytes(rebasing: rest[(last + 1)...]), "http/")
        {
            target = ByteText.trimmed(Bytes(rebasing: rest[..<last]))
        } else {
            target = rest
        }
    }

    init(method: Bytes?, target: Bytes) {
        self.method = method ?? Bytes(start: nil, count: 0)
        self.target = target
    }

    /// Whether a page was asked for with GET and delivered, new or as known to the browser.
    func isPage(status: Int, ignoring prefixes: [[UInt8]]) -> Bool {
        guard method.isEmpty || ByteText.equal(method, "GET") else { return false }
        guard status == 200 || status == 203 || status == 304 else { return false }
        guard let path = path else { return false }
        if Self.isAsset(path) { return false }
        for prefix in Self.services where ByteText.hasPrefix(path, prefix) { return false }
        return !prefixes.contains { path.starts(with: $0) }
    }

    /// Of the target, without query; `nil` for what is neither a path nor an address.
    private var path: Bytes? {
        var path = target
        if path.first != UInt8(ascii: "/") {
            guard ByteText.hasPrefix(path, "http://") || ByteText.hasPrefix(path, "https://") else {
                return nil
            }
            let slash = ByteText.firstIndex(of: UInt8(ascii: "/"), in: path, from: 8)
            path = Bytes(rebasing: path[(slash ?? path.count)...])
        }
        for place in path.indices
        where path[place] == UInt8(ascii: "?") || path[place] == UInt8(ascii: ";") {
            return Bytes(rebasing: path[..<place])
        }
        return path
    }

    private static func isAsset(_ path: Bytes) -> Bool {
        var at = path.count
        while at > 0, path.count - at <= longestEnding {
            at -= 1
            if path[at] == UInt8(ascii: "/") { return false }
            if path[at] == UInt8(ascii: ".") { break }
        }
        guard at < path.count, path[at] == UInt8(ascii: ".") else { return false }
        let ending = path[(at + 1)...]
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: ending.count) { lowered in
            for (place, byte) in ending.enumerated() { lowered[place] = ByteText.lowered(byte) }
            return assets.contains(Bytes(lowered))
        }
    }

    private static let longestEnding = 12

    /// Endings of what pages are made of and of files that are no pages.
    private static let assets = NameTable([
        "css", "js", "mjs", "cjs", "map", "json", "jsonp", "xml", "rss", "atom", "txt", "wasm",
        "ico",
        "png", "jpg", "jpeg", "gif", "svg", "svgz", "webp", "avif", "jxl", "bmp", "tif", "tiff",
        "woff",
        "woff2", "ttf", "otf", "eot", "mp3", "m4a", "ogg", "oga", "wav", "flac", "mp4", "m4v",
        "webm",
        "ogv", "mov", "avi", "wmv", "flv", "swf", "m3u8", "ts", "mpd", "vtt", "srt", "pdf", "doc",
        "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "csv", "tsv", "ics", "vcf", "zip", "gz",
        "tgz", "bz2", "xz", "zst", "7z", "rar", "tar", "exe", "msi", "dmg", "pkg", "deb", "rpm",
        "apk",
        "jar", "iso", "bin", "webmanifest", "manifest", "less", "scss", "cur", "br", "htc", "env",
    ])

    /// Paths that programs ask for.
    private static let services: [StaticString] = [
        "/.well-known/", "/.git", "/.env", "/cdn-cgi/", "/wp-json", "/wp-cron.php", "/xmlrpc.php",
        "/wp-admin/admin-ajax.php", "/wp-content/", "/wp-includes/", "/server-status",
        "/nginx_status", "/_next/", "/cgi-bin/",
    ]

    /// Three digits.
    static func status(_ bytes: Bytes) -> Int? {
        guard bytes.count == 3, bytes.allSatisfy({ ByteText.isDigit($0) }) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
