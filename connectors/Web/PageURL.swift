import ConnectorKit
import JourneyModel

/// Page addresses without what they tell about a person.
enum PageURL {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Whether the address can hold nothing personal beside what the rules for pages take out: none
    /// of `?#@%;+` stands in it.
    static func isPlain(_ url: Bytes) -> Bool {
        let raw = UnsafeRawBufferPointer(url)
        var place = 0
        while place + 8 <= raw.count {
            if holdsMark(raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)) { return false }
            place += 8
        }
        var rest: UInt64 = 0
        while place < raw.count {
            rest = rest << 8 | UInt64(raw[place])
            place += 1
        }
        return !holdsMark(rest)
    }

    /// Whether one of eight bytes is a mark, all compared at once.
    @inline(__always)
    private static func holdsMark(_ word: UInt64) -> Bool {
        func holds(_ mark: UInt8, _ word: UInt64) -> UInt64 {
            ByteWord.zeros(in: word ^ ByteWord.every(mark))
        }
        // `+` and `;` differ in this bit alone.
        let pair = holds(UInt8(ascii: ";"), word | ByteWord.every(0x10))
        let rest =
            holds(UInt8(ascii: "?"), word) | holds(UInt8(ascii: "#"), word)
            | holds(UInt8(ascii: "@"), word) | holds(UInt8(ascii: "%"), word)
        return pair | rest != 0
    }

    /// Appends the address without personal parameters of query and fragment, without user and
    /// password before the host, and with words such as `:email` for personal path segments.
    static func appendCleaned(_ url: Bytes, to arena: inout [UInt8]) {
        let fragment = ByteText.firstIndex(of: UInt8(ascii: "#"), in: url) ?? url.count
        let head = Bytes(rebasing: url[..<fragment])
        let query = ByteText.firstIndex(of: UInt8(ascii: "?"), in: head) ?? head.count
        appendPath(Bytes(rebasing: head[..<query]), to: &arena)
        if query < head.count {
            let parameters = Bytes(rebasing: head[(query + 1)...])
            appendParameters(parameters, after: UInt8(ascii: "?"), to: &arena)
        }
        if fragment < url.count {
            appendFragment(Bytes(rebasing: url[(fragment + 1)...]), to: &arena)
        }
    }

    /// Appends `utm_campaign`, decoded, else `utm_source`; empty without either.
    static func appendCampaign(
        of url: Bytes, to batch: inout RecordBatch
    ) -> RecordBatch.Text {
        guard let query = ByteText.firstIndex(of: UInt8(ascii: "?"), in: url) else { return .empty }
        let end = ByteText.firstIndex(of: UInt8(ascii: "#"), in: url, from: query) ?? url.count
        var rest = Bytes(rebasing: url[(query + 1)..<end])
        var source: Bytes?
        while let pair = nextPair(&rest) {
            guard ByteText.hasPrefix(pair, "utm_") else { continue }
            if ByteText.hasPrefix(pair, "utm_campaign="), pair.count > 13 {
                return append(decoding: Bytes(rebasing: pair[13...]), to: &batch)
            }
            if source == nil, ByteText.hasPrefix(pair, "utm_source="), pair.count > 11 {
                source = Bytes(rebasing: pair[11...])
            }
        }
        return source.map { append(decoding: $0, to: &batch) } ?? .empty
    }

    private static func append(decoding value: Bytes, to batch: inout RecordBatch)
        -> RecordBatch.Text
    {
        PersonalData.withDecoded(value, isQuery: true) { decoded in
            // What is no text, or holds what cannot be stored, names no campaign.
            guard decoded.allSatisfy({ $0 != 0 }), ByteText.isUTF8(decoded) else { return .empty }
            return batch.append(cleaning: ByteText.trimmed(decoded))
        }
    }

    private static func nextPair(_ rest: inout Bytes) -> Bytes? {
        while !rest.isEmpty {
            let end = ByteText.firstIndex(of: UInt8(ascii: "&"), in: rest) ?? rest.count
            let pair = Bytes(rebasing: rest[..<end])
            rest = Bytes(rebasing: rest[min(end + 1, rest.count)...])
            if !pair.isEmpty { return pair }
        }
        return nil
    }

    private static func appendPath(_ path: Bytes, to arena: inout [UInt8]) {
        var at = 0
        if let scheme = authority(of: path) {
            at = ByteText.firstIndex(of: UInt8(ascii: "/"), in: path, from: scheme) ?? path.count
            let host = path[scheme..<at]
            let mark = host.lastIndex(of: UInt8(ascii: "@"))
            arena.append(contentsOf: path[..<scheme])
            arena.append(contentsOf: path[(mark.map { $0 + 1 } ?? scheme)..<at])
        }
        var before: Bytes?
        while at < path.count {
            if path[at] == UInt8(ascii: "/") {
                arena.append(UInt8(ascii: "/"))
                at += 1
                continue
            }
            let end = ByteText.firstIndex(of: UInt8(ascii: "/"), in: path, from: at) ?? path.count
            let segment = Bytes(rebasing: path[at..<end])
            appendSegment(segment, after: before, to: &arena)
            before = segment
            at = end
        }
    }

    /// A path segment; matrix parameters such as `;jsessionid=…` are left out when personal.
    private static func appendSegment(
        _ segment: Bytes, after before: Bytes?, to arena: inout [UInt8]
    ) {
        let mark = ByteText.firstIndex(of: UInt8(ascii: ";"), in: segment) ?? segment.count
        let name = Bytes(rebasing: segment[..<mark])
        if let kind = PersonalData.kind(ofSegment: name, after: before) {
            arena.append(contentsOf: kind.rawValue.utf8)
        } else {
            arena.append(contentsOf: name)
        }
        if mark == segment.count { return }
        for part in segment[(mark + 1)...].split(separator: UInt8(ascii: ";")) {
            if isPersonal(Bytes(rebasing: part)) { continue }
            arena.append(UInt8(ascii: ";"))
            arena.append(contentsOf: part)
        }
    }

    private static func appendParameters(
        _ query: Bytes, after mark: UInt8, to arena: inout [UInt8]
    ) {
        var separator = mark
        var rest = query
        while let pair = nextPair(&rest) {
            if isPersonal(pair) { continue }
            arena.append(separator)
            arena.append(contentsOf: pair)
            separator = UInt8(ascii: "&")
        }
    }

    /// A fragment may be an anchor, a route with a query of its own, or parameters.
    private static func appendFragment(_ fragment: Bytes, to arena: inout [UInt8]) {
        if let query = ByteText.firstIndex(of: UInt8(ascii: "?"), in: fragment) {
            arena.append(UInt8(ascii: "#"))
            appendPath(Bytes(rebasing: fragment[..<query]), to: &arena)
            let parameters = Bytes(rebasing: fragment[(query + 1)...])
            appendParameters(parameters, after: UInt8(ascii: "?"), to: &arena)
        } else if fragment.contains(UInt8(ascii: "=")) {
            appendParameters(fragment, after: UInt8(ascii: "#"), to: &arena)
        } else {
            arena.append(UInt8(ascii: "#"))
            appendPath(fragment, to: &arena)
        }
    }

    /// The place of the host behind `scheme://` or `//`.
    private static func authority(of path: Bytes) -> Int? {
        for place in 0..<max(0, min(path.count, 16) - 2)
        where path[place] == UInt8(ascii: ":") && path[place + 1] == UInt8(ascii: "/")
            && path[place + 2] == UInt8(ascii: "/")
        {
            return place + 3
        }
        return path.starts(with: "//".utf8) ? 2 : nil
    }

    private static func isPersonal(_ pair: Bytes) -> Bool {
        let equals = ByteText.firstIndex(of: UInt8(ascii: "="), in: pair) ?? pair.count
        if PersonalData.isPersonal(name: Bytes(rebasing: pair[..<equals])) { return true }
        guard equals + 1 < pair.count else { return false }
        let value = Bytes(rebasing: pair[(equals + 1)...])
        return PersonalData.kind(ofValue: value, isQuery: true) != nil
    }
}
