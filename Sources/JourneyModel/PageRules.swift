/// A page: what is left of a URL once everything that differs from visit to visit is gone.
package struct Page: Sendable, Hashable {
    /// Host and path, without scheme.
    package var url: String
    /// What pages of one kind share, such as `/product/*`; `/` for a start page.
    package var group: String
    /// The language that the path states, such as `de` or `en-gb`.
    package var language: String?

    package init(url: String, group: String, language: String? = nil) {
        self.url = url
        self.group = group
        self.language = language
    }
}

/// Turns URLs as delivered into pages. Pure: the same bytes and rules always give the same page.
///
/// The host is lower case, scheme and default port go. Of the path: escapes of letters, digits and
/// `-._~` are decoded and no others, numbers, UUIDs and long hashes become `:id`, within a longer name
/// only numbers of nine digits and more; a language in front is taken out, a closing slash and
/// `index.html` go. A fragment stays only where it is a route (`#/…`, `#!/…`), and of the query only
/// the listed keys stay. Whatever tells who somebody is gives way to its kind, see
/// ``PersonalData``: no page holds a personal value.
package struct PageRules: Sendable, Hashable {
    /// Longest page kept, in bytes; what is longer is cut.
    package static let longestPage = 1_024
    private static let longestURL = 64 << 10

    /// Query keys that tell pages apart. None by default: a query is mostly tracking.
    package var queryKeys: [String]
    /// Folders, in lower case, whose next segment names a person, beside the usual ones.
    package var personFolders: [String]

    package init(queryKeys: [String] = [], personFolders: [String] = []) {
        self.queryKeys = queryKeys.sorted()
        self.personFolders = personFolders.map { $0.lowercased() }
    }

    /// `nil` for what is no page: not http, no host, no path.
    package func page(_ url: UnsafeBufferPointer<UInt8>) -> Page? {
        let bytes = Slice(base: url, bounds: 0..<min(url.count, Self.longestURL))
        guard let parts = URLParts(bytes) else { return nil }
        var segments = segments(parts.path)
        var language: String?
        if let first = segments.first, Self.isLocale(first) {
            language = String(decoding: first, as: UTF8.self).lowercased()
            segments.removeFirst()
        }
        if let last = segments.last, Self.isIndex(last) { segments.removeLast() }
        var page = parts.host
        Self.append(segments, to: &page)
        if segments.isEmpty { page.append(UInt8(ascii: "/")) }
        appendQuery(parts.query, to: &page)
        if let route = parts.route {
            page.append(UInt8(ascii: "#"))
            Self.append(self.segments(route), to: &page)
        }
        return Page(
            url: String(decoding: Self.cut(page), as: UTF8.self),
            group: group(segments, route: parts.route), language: language)
    }

    package func page(_ url: String) -> Page? {
        var url = url
        return url.withUTF8(page)
    }

    /// Parameters of a segment, behind `;`, are no more kept than a query.
    private func segments(_ path: some Sequence<UInt8>) -> [[UInt8]] {
        var segments: [[UInt8]] = []
        for raw in Self.decoded(path).split(separator: UInt8(ascii: "/")) {
            var segment = raw
            if let mark = raw.firstIndex(of: UInt8(ascii: ";")), raw[mark...].contains(0x3d) {
                segment = raw[..<mark]
                if segment.isEmpty { continue }
            }
            if Self.isID(segment) {
                segments.append(Array(":id".utf8))
            } else {
                segments.append(withoutPersonalData(segment, after: segments.last))
            }
        }
        return segments
    }

    private func withoutPersonalData(
        _ segment: ArraySlice<UInt8>, after before: [UInt8]?
    ) -> [UInt8] {
        let kind = segment.withUnsafeBufferPointer { segment in
            (before ?? []).withUnsafeBufferPointer { before in
                PersonalData.kind(ofSegment: segment, after: before, folders: personFolders)
            }
        }
        if let kind { return Array(kind.rawValue.utf8) }
        return segment.withUnsafeBufferPointer(PersonalData.withoutNumbers) ?? Array(segment)
    }

    private static func append(_ segments: [[UInt8]], to page: inout [UInt8]) {
        for segment in segments {
            page.append(UInt8(ascii: "/"))
            page += segment
        }
    }

    private func appendQuery(_ query: some Sequence<UInt8>, to page: inout [UInt8]) {
        if queryKeys.isEmpty { return }
        let pairs = Array(query).split(separator: UInt8(ascii: "&"))
        var separator = UInt8(ascii: "?")
        for key in queryKeys {
            let wanted = Array(key.utf8)
            for pair in pairs where pair.prefix(while: { $0 != 0x3d }).elementsEqual(wanted) {
                let value = pair.dropFirst(wanted.count + 1)
                let isPersonal = value.withUnsafeBufferPointer {
                    PersonalData.kind(ofValue: $0, isQuery: true) != nil
                }
                if isPersonal { continue }
                page.append(separator)
                page += pair
                separator = UInt8(ascii: "&")
            }
        }
    }

    private func group(_ segments: [[UInt8]], route: [UInt8]?) -> String {
        let all = segments.isEmpty ? route.map { self.segments($0) } ?? [] : segments
        guard let first = all.first else { return "/" }
        let name = "/" + String(decoding: Self.cut(first), as: UTF8.self)
        return all.count == 1 ? name : name + "/*"
    }

    /// Cut bytes end before a character, never within one.
    private static func cut(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.count <= longestPage { return bytes }
        var end = longestPage
        while end > 0, bytes[end] & 0xc0 == 0x80 { end -= 1 }
        return Array(bytes[..<end])
    }
}

extension PageRules {
    /// Decodes escapes of unreserved characters, which mean the same either way; the digits of the
    /// others become upper case.
    private static func decoded(_ path: some Sequence<UInt8>) -> [UInt8] {
        let bytes = Array(path)
        guard bytes.contains(UInt8(ascii: "%")) else { return bytes }
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let high = TextShape.hexValue(bytes[index + 1]),
                let low = TextShape.hexValue(bytes[index + 2])
            {
                let value = high << 4 | low
                if isUnreserved(value) {
                    result.append(value)
                } else {
                    result += [0x25, upper(bytes[index + 1]), upper(bytes[index + 2])]
                }
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    /// A number, a UUID, or a hash: what names one thing among many of a kind.
    private static func isID(_ segment: ArraySlice<UInt8>) -> Bool {
        if segment.allSatisfy(isDigit) { return true }
        let bytes = Array(segment)
        if bytes.count == 36, [8, 13, 18, 23].allSatisfy({ bytes[$0] == UInt8(ascii: "-") }) {
            return bytes.enumerated().allSatisfy { index, byte in
                [8, 13, 18, 23].contains(index) || TextShape.hexValue(byte) != nil
            }
        }
        guard bytes.count >= 16 else { return false }
        if bytes.allSatisfy({ TextShape.hexValue($0) != nil }) {
            return bytes.contains(where: isDigit)
        }
        return bytes.count >= 20 && isToken(bytes)
    }

    /// Letters of both cases and several digits without a word boundary: nobody names a page so.
    private static func isToken(_ bytes: [UInt8]) -> Bool {
        var digits = 0
        var hasUpper = false
        var hasLower = false
        for byte in bytes {
            switch byte {
            case 0x30...0x39: digits += 1
            case 0x41...0x5a: hasUpper = true
            case 0x61...0x7a: hasLower = true
            case UInt8(ascii: "_"): continue
            default: return false
            }
        }
        return digits >= 3 && hasUpper && hasLower
    }

    /// `de`, `en-gb`, `pt_BR`.
    private static func isLocale(_ segment: [UInt8]) -> Bool {
        guard segment.count == 2 || segment.count == 5 else { return false }
        guard segment[0...1].allSatisfy(isLetter) else { return false }
        guard languages.contains(segment[0...1].map { $0 | 0x20 }) else { return false }
        return segment.count == 2
            || (segment[2] == UInt8(ascii: "-") || segment[2] == UInt8(ascii: "_"))
                && segment[3...4].allSatisfy(isLetter)
    }

    private static func isIndex(_ segment: [UInt8]) -> Bool {
        let text = String(decoding: segment, as: UTF8.self).lowercased()
        return text == "index.html" || text == "index.htm" || text == "index.php"
    }

    private static func upper(_ byte: UInt8) -> UInt8 {
        (0x61...0x7a).contains(byte) ? byte - 0x20 : byte
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        isDigit(byte) || isLetter(byte)
            || [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~")]
                .contains(byte)
    }

    /// ISO 639-1 codes. Two letters that are no language, as in `/tv/`, are a page like any other;
    /// `io`, `ie`, `to`, `so`, `no` and `is` are more often a word than a language in front.
    private static let languages: Set<[UInt8]> = Set(
        """
        ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id it ja ka
        kk km kn ko ky lb lo lt lv mk ml mn mr ms mt my nb ne nl nn pa pl pt ro ru sk sl sq sr sv sw
        ta te th tl tr uk ur uz vi zh
        """.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) })
}
