import JourneyModel

/// Single values of a JSON stream.
extension RecordFramer {
    /// The value at the cursor as a record.
    mutating func nextValue(in bytes: ByteText.Bytes, isLast: Bool) -> Step? {
        guard Self.isContainer(bytes[cursor]) || bytes[cursor] == UInt8(ascii: "\"") else {
            return nextScalar(in: bytes, isLast: isLast)
        }
        var scanner = JSONScanner(endsAtLineFeed: isLineMode)
        switch scanner.scan(bytes, from: cursor) {
        case .ended(let end):
            if isOverlong(end - cursor) { break }
            let start = cursor
            let place = position
            let isFirst = mode == .documents && !isLineMode && !scanner.hasLineFeed
            if isFirst {
                guard let isAlone = endsLine(at: end, in: bytes, isLast: isLast) else {
                    return more(in: bytes)
                }
                isLineMode = isAlone
            }
            advance(to: end, in: bytes)
            return .record(Record(range: start..<end, place: place, isTerminated: true))
        case .more:
            if isOverlong(bytes.count - cursor) { break }
            guard isLast else { return more(in: bytes) }
            return takeBroken(from: cursor, in: bytes, isLast: true)
        case .broken(let at):
            return takeBroken(from: at, in: bytes, isLast: isLast)
        }
        beginOverlong(in: bytes)
        skipping = JSONScanner(endsAtLineFeed: isLineMode)
        return nil
    }

    /// Whether nothing follows on the line; `nil` when the window ends before that is known.
    private func endsLine(at start: Int, in bytes: ByteText.Bytes, isLast: Bool) -> Bool? {
        var at = start
        while at < bytes.count {
            if bytes[at] == 0x0a { return true }
            if bytes[at] > 0x20 { return false }
            at += 1
        }
        return isLast ? true : nil
    }

    /// A number, a word or anything else that is no object: up to the next separator.
    private mutating func nextScalar(in bytes: ByteText.Bytes, isLast: Bool) -> Step? {
        var end = cursor
        while end < bytes.count, !",]}\n".utf8.contains(bytes[end]) { end += 1 }
        if end == bytes.count, !isLast, !isOverlong(end - cursor) { return more(in: bytes) }
        guard end > cursor else { return garbage(in: bytes, isLast: isLast) }
        if isOverlong(end - cursor) { return garbage(in: bytes, isLast: isLast) }
        let range = trimmed(cursor..<end, in: bytes)
        let record = Record(range: range, place: position, isTerminated: end < bytes.count)
        advance(to: end, in: bytes)
        return .record(record)
    }

    /// What is no document: the rest of the line, as a record that nothing can read.
    mutating func garbage(in bytes: ByteText.Bytes, isLast: Bool) -> Step? {
        guard let end = ByteText.firstIndex(of: 0x0a, in: bytes, from: cursor) else {
            guard isLast || isOverlong(bytes.count - cursor) else { return more(in: bytes) }
            if isOverlong(bytes.count - cursor) {
                beginOverlong(in: bytes)
                skipping = nil
                return nil
            }
            return takeLine(endingAt: bytes.count, in: bytes).map { .record($0) }
        }
        if isOverlong(end - cursor) {
            beginOverlong(in: bytes)
            skipping = nil
            return nil
        }
        return takeLine(endingAt: end, in: bytes).map { .record($0) }
    }

    /// The broken value at the cursor, with the lines that can only belong to it.
    private mutating func takeBroken(
        from found: Int, in bytes: ByteText.Bytes, isLast: Bool
    ) -> Step? {
        guard let end = brokenEnd(from: found, in: bytes, isLast: isLast) else {
            if !isOverlong(bytes.count - cursor) { return more(in: bytes) }
            beginOverlong(in: bytes)
            skipping = nil
            return nil
        }
        let range = trimmed(cursor..<end, in: bytes)
        let record = Record(
            range: range, place: position, isTerminated: end < bytes.count || !isLast)
        advance(to: end, in: bytes)
        if isLineMode { mode = .documents }
        return .record(record)
    }

    /// Where cutting goes on behind a broken value: the start of a line; `nil` when more is needed.
    private func brokenEnd(from found: Int, in bytes: ByteText.Bytes, isLast: Bool) -> Int? {
        var feed = bytes[found] == 0x0a ? found : nil
        if feed == nil, found < bytes.count, found > cursor {
            // A line that begins an object where none may stand is the next record itself.
            var at = found - 1
            while at > cursor, bytes[at] == 0x20 || bytes[at] == 0x09 { at -= 1 }
            if bytes[at] == 0x0a { feed = at }
        }
        feed = feed ?? ByteText.firstIndex(of: 0x0a, in: bytes, from: found)
        while let line = feed {
            if isLineMode { return line }
            var first = line + 1
            while first < bytes.count, bytes[first] == 0x20 || bytes[first] == 0x09 { first += 1 }
            guard first < bytes.count else { break }
            let depth = first - line - 1
            if depth <= indentation, begins(bytes[first], isShallower: depth < indentation) {
                return first
            }
            feed = ByteText.firstIndex(of: 0x0a, in: bytes, from: first)
            if depth == indentation, bytes[first] == UInt8(ascii: "}") {
                // The broken value's own end.
                return first + 1
            }
        }
        return isLast ? bytes.count : nil
    }

    private func begins(_ byte: UInt8, isShallower: Bool) -> Bool {
        let isInside = mode == .elements || mode == .value
        return switch byte {
        case UInt8(ascii: "{"): true
        case UInt8(ascii: "["): mode == .documents
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "\""): isInside
        case UInt8(ascii: "}"): isInside && isShallower
        default: false
        }
    }

    /// Reads on to the end of an over-long value.
    mutating func skipValue(in bytes: ByteText.Bytes, isLast: Bool) -> Step? {
        guard var scanner = skipping else { return skipLine(in: bytes, isLast: isLast) }
        guard var record = overlong else { return nil }
        let end: Int
        switch scanner.scan(bytes, from: cursor) {
        case .ended(let place): end = place
        case .broken(let place):
            skipping = nil
            record.length += Int64(place - cursor)
            overlong = record
            advance(to: place, in: bytes)
            return nil
        case .more:
            record.length += Int64(bytes.count - cursor)
            advance(to: bytes.count, in: bytes)
            skipping = scanner
            overlong = record
            guard isLast else { return more(in: bytes) }
            end = bytes.count
        }
        record.length += Int64(end - cursor)
        advance(to: end, in: bytes)
        skipping = nil
        overlong = nil
        return .overlong(record)
    }
}
