/// The parts of a URL that matter for its page.
struct URLParts {
    typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

    /// Lower case, with a port that is not the scheme's own.
    private(set) var host: [UInt8] = []
    private(set) var path: [UInt8] = []
    private(set) var query: [UInt8] = []
    /// The fragment behind `#` or `#!` where it begins with a slash.
    private(set) var route: [UInt8]?

    /// `nil` for what is no page. A URL without scheme begins with its host or, with a slash, with
    /// its path.
    init?(_ url: Bytes) {
        var rest = Self.trimmed(url)
        var scheme: [UInt8] = []
        if let colon = Self.schemeEnd(rest) {
            scheme = rest[..<colon].map { $0 | 0x20 }
            rest = rest[(colon + 1)...]
            guard scheme.elementsEqual("http".utf8) || scheme.elementsEqual("https".utf8) else {
                return nil
            }
        }
        splitFragmentAndQuery(&rest)
        if rest.starts(with: "//".utf8) {
            rest = rest.dropFirst(2)
            guard readHost(&rest, scheme: scheme) else { return nil }
        } else if !scheme.isEmpty {
            return nil
        } else if rest.first != UInt8(ascii: "/") {
            guard readHost(&rest, scheme: scheme), host.contains(UInt8(ascii: ".")) else {
                return nil
            }
        }
        path = Array(rest)
    }

    /// The colon behind a scheme; a colon before a port or within a path is none.
    private static func schemeEnd(_ url: Bytes) -> Int? {
        guard let colon = url.firstIndex(of: UInt8(ascii: ":")), colon > url.startIndex else {
            return nil
        }
        let isScheme = url[..<colon].allSatisfy { (0x61...0x7a).contains($0 | 0x20) }
        return isScheme ? colon : nil
    }

    private static func trimmed(_ url: Bytes) -> Bytes {
        var url = url
        while let first = url.first, first <= 0x20 { url = url.dropFirst() }
        while let last = url.last, last <= 0x20 { url = url.dropLast() }
        return url
    }

    private mutating func splitFragmentAndQuery(_ rest: inout Bytes) {
        if let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
            var fragment = rest[(hash + 1)...]
            if fragment.first == UInt8(ascii: "!") { fragment = fragment.dropFirst() }
            if fragment.first == UInt8(ascii: "/") {
                route = Array(fragment.prefix { $0 != UInt8(ascii: "?") })
            }
            rest = rest[..<hash]
        }
        if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
            query = Array(rest[(mark + 1)...])
            rest = rest[..<mark]
        }
    }

    /// Without user and password, which must not be stored.
    private mutating func readHost(_ rest: inout Bytes, scheme: [UInt8]) -> Bool {
        var authority = rest.prefix { $0 != UInt8(ascii: "/") }
        rest = rest[authority.endIndex...]
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
            authority = authority[(at + 1)...]
        }
        host = authority.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
        let defaultPorts = scheme.isEmpty || scheme.count == 5 ? [":443"] : [":80"]
        for port in defaultPorts where host.suffix(port.utf8.count).elementsEqual(port.utf8) {
            host.removeLast(port.utf8.count)
        }
        if host.last == UInt8(ascii: ".") { host.removeLast() }
        // No host holds an escape; what does may be a login written like one.
        return !host.isEmpty
            && host.allSatisfy { $0 > 0x20 && $0 != 0x7f && $0 != UInt8(ascii: "%") }
    }
}
