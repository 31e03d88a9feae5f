import JourneyModel

/// Looking ahead in a JSON stream without consuming it.
extension RecordFramer {
    static func isContainer(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
    }

    /// Whether the object at the cursor holds one of the keys with an array or an object; `nil`
    /// when the window ends before that is known.
    func isEnvelope(in bytes: ByteText.Bytes, keys: [String]) -> Bool? {
        var at = cursor + 1
        while let place = significant(from: at, in: bytes) {
            switch bytes[place] {
            case UInt8(ascii: ","):
                at = place + 1
                continue
            case UInt8(ascii: "\""): break
            default: return false
            }
            guard let (key, value) = member(from: place, in: bytes) else { return nil }
            switch match(key, value, in: bytes, keys: keys) {
            case .records: return true
            case .outer:
                var inner = self
                inner.cursor = value
                inner.envelopes.append(String(decoding: key, as: UTF8.self))
                let isFound = inner.isEnvelope(in: bytes, keys: keys)
                if isFound != false { return isFound }
            case .none: break
            }
            switch valueEnd(from: value, in: bytes, isLast: false) {
            case .ended(let end): at = end
            case .more: return nil
            case .broken: return false
            }
        }
        return nil
    }

    enum Match { case none, records, outer }

    /// Whether a member holds the records, or is an object on the way to them.
    ///
    /// A key `data.calls` is the member of that name, or the member `calls` of a member `data`.
    func match(
        _ key: Slice<ByteText.Bytes>, _ value: Int, in bytes: ByteText.Bytes, keys: [String]
    ) -> Match {
        guard Self.isContainer(bytes[value]) else { return .none }
        if envelopes.isEmpty, keys.contains(where: { key.elementsEqual($0.utf8) }) {
            return .records
        }
        let path = envelopes + [String(decoding: key, as: UTF8.self)]
        if keys.contains(where: { $0.utf8.elementsEqual(path.joined(separator: ".").utf8) }) {
            return .records
        }
        guard bytes[value] == UInt8(ascii: "{") else { return .none }
        let start = path.joined(separator: ".") + "."
        return keys.contains { $0.hasPrefix(start) } ? .outer : .none
    }

    /// Key and start of the value of the member at `start`; `nil` when it is cut or none.
    func member(
        from start: Int, in bytes: ByteText.Bytes
    ) -> (key: Slice<ByteText.Bytes>, value: Int)? {
        var scanner = JSONScanner()
        guard case .ended(let end) = scanner.scan(bytes, from: start),
            let colon = significant(from: end, in: bytes), bytes[colon] == UInt8(ascii: ":"),
            let value = significant(from: colon + 1, in: bytes)
        else { return nil }
        return (bytes[(start + 1)..<(end - 1)], value)
    }

    func valueEnd(from start: Int, in bytes: ByteText.Bytes, isLast: Bool) -> JSONScanner.Outcome {
        if Self.isContainer(bytes[start]) || bytes[start] == UInt8(ascii: "\"") {
            var scanner = JSONScanner(endsAtLineFeed: isLineMode)
            return scanner.scan(bytes, from: start)
        }
        var end = start
        while end < bytes.count, !",]}\n".utf8.contains(bytes[end]) { end += 1 }
        return end < bytes.count || isLast ? .ended(end) : .more
    }

    /// The next byte that is not blank.
    func significant(from start: Int, in bytes: ByteText.Bytes) -> Int? {
        var at = start
        while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
        return at < bytes.count ? at : nil
    }

    func trimmed(_ range: Range<Int>, in bytes: ByteText.Bytes) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound, bytes[end - 1] <= 0x20 { end -= 1 }
        return range.lowerBound..<end
    }

    /// Moves over blanks; a line feed ends what a line left open where lines stand for themselves.
    mutating func skipSeparators(in bytes: ByteText.Bytes) {
        var at = cursor
        while at < bytes.count, bytes[at] <= 0x20 {
            if bytes[at] == 0x0a, isLineMode { mode = .documents }
            at += 1
        }
        if at > cursor { advance(to: at, in: bytes) }
    }
}
