import JourneyModel

/// JSON documents: one a line, several on a line, over several lines, in an array, or in an
/// envelope.
///
/// Once the first document has ended on its first line, each line is taken for itself, so a bad
/// line costs only itself. In other files a broken record ends before the next line that is
/// indented no deeper than its own first line and can begin a record.
extension RecordFramer {
    mutating func nextJSON(
        in bytes: ByteText.Bytes, isLast: Bool, envelopeKeys: [String]
    ) -> Step {
        while true {
            if overlong != nil {
                if let step = skipValue(in: bytes, isLast: isLast) { return step }
                continue
            }
            skipSeparators(in: bytes)
            guard cursor < bytes.count else { return isLast ? .end : more(in: bytes) }
            let step: Step?
            switch mode {
            case .unknown:
                let isInside = [UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")]
                    .contains(bytes[cursor])
                mode = isInside ? .elements : .documents
                step = nil
            case .documents:
                step = nextDocument(in: bytes, isLast: isLast, envelopeKeys: envelopeKeys)
            case .elements: step = nextElement(in: bytes, isLast: isLast)
            case .value:
                step = nextValue(in: bytes, isLast: isLast)
                if case .needMore = step { break }
                if mode == .value { mode = .elements }
            case .members:
                step = nextMember(in: bytes, isLast: isLast, envelopeKeys: envelopeKeys)
            }
            if let step { return step }
        }
    }

    private mutating func nextDocument(
        in bytes: ByteText.Bytes, isLast: Bool, envelopeKeys: [String]
    ) -> Step? {
        switch bytes[cursor] {
        case UInt8(ascii: "["):
            advance(to: cursor + 1, in: bytes)
            mode = .elements
            return nil
        case UInt8(ascii: "{"):
            guard !envelopeKeys.isEmpty, hasEnvelopes != false else { break }
            switch isEnvelope(in: bytes, keys: envelopeKeys) {
            case nil where !isLast && !isOverlong(bytes.count - cursor): return more(in: bytes)
            case true?:
                hasEnvelopes = true
                advance(to: cursor + 1, in: bytes)
                envelopes = []
                mode = .members
                return nil
            default: hasEnvelopes = hasEnvelopes ?? false
            }
        default: return garbage(in: bytes, isLast: isLast)
        }
        if isLineMode, let step = wholeLine(in: bytes, isLast: isLast) { return step }
        return nextValue(in: bytes, isLast: isLast)
    }

    /// The whole line as one record, if it holds one document at most.
    private mutating func wholeLine(in bytes: ByteText.Bytes, isLast: Bool) -> Step? {
        guard hasEnvelopes != true else { return nil }
        guard let end = ByteText.firstIndex(of: 0x0a, in: bytes, from: cursor) else {
            return isLast || isOverlong(bytes.count - cursor) ? nil : more(in: bytes)
        }
        guard !isOverlong(end - cursor), !Self.holdsBoundary(bytes, cursor..<end) else {
            return nil
        }
        return takeLine(endingAt: end, in: bytes).map { .record($0) }
    }

    /// Whether an object begins right behind the end of another, which valid JSON never holds.
    private static func holdsBoundary(_ bytes: ByteText.Bytes, _ range: Range<Int>) -> Bool {
        var at = range.lowerBound + 1
        while let open = ByteText.firstIndex(of: UInt8(ascii: "{"), in: bytes, from: at),
            open < range.upperBound
        {
            var before = open - 1
            while before > range.lowerBound, bytes[before] <= 0x20 { before -= 1 }
            if bytes[before] == UInt8(ascii: "}") { return true }
            at = open + 1
        }
        return false
    }

    private mutating func nextElement(in bytes: ByteText.Bytes, isLast: Bool) -> Step? {
        switch bytes[cursor] {
        case UInt8(ascii: ","):
            advance(to: cursor + 1, in: bytes)
            return nil
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            return closeContainer(in: bytes, isLast: isLast)
        case UInt8(ascii: "\""):
            var scanner = JSONScanner()
            guard case .ended(let end) = scanner.scan(bytes, from: cursor) else {
                return nextValue(in: bytes, isLast: isLast)
            }
            guard let colon = significant(from: end, in: bytes) else {
                return isLast ? nextValue(in: bytes, isLast: isLast) : more(in: bytes)
            }
            guard bytes[colon] == UInt8(ascii: ":") else {
                return nextValue(in: bytes, isLast: isLast)
            }
            guard let value = significant(from: colon + 1, in: bytes) else {
                return isLast ? garbage(in: bytes, isLast: isLast) : more(in: bytes)
            }
            // A key without value says nothing; its separator is read next.
            if ",]}".utf8.contains(bytes[value]) {
                advance(to: value, in: bytes)
                return nil
            }
            advance(to: value, in: bytes)
            mode = .value
            return nil
        default: return nextValue(in: bytes, isLast: isLast)
        }
    }

    /// The container has ended; what follows says whether it was in an envelope.
    private mutating func closeContainer(in bytes: ByteText.Bytes, isLast: Bool) -> Step? {
        let next = significant(from: cursor + 1, in: bytes)
        if next == nil, !isLast { return more(in: bytes) }
        let follows = next.map { bytes[$0] }
        let isEnveloped = follows == UInt8(ascii: ",") || follows == UInt8(ascii: "}")
        advance(to: cursor + 1, in: bytes)
        mode = isEnveloped ? .members : .documents
        return nil
    }

    private mutating func nextMember(
        in bytes: ByteText.Bytes, isLast: Bool, envelopeKeys: [String]
    ) -> Step? {
        switch bytes[cursor] {
        case UInt8(ascii: ","):
            advance(to: cursor + 1, in: bytes)
            return nil
        case UInt8(ascii: "}"):
            let step = closeContainer(in: bytes, isLast: isLast)
            if step == nil, !envelopes.isEmpty { envelopes.removeLast() }
            return step
        case UInt8(ascii: "\""): break
        default:
            mode = .documents
            return nil
        }
        guard let (key, value) = member(from: cursor, in: bytes) else {
            guard isLast || isOverlong(bytes.count - cursor) else { return more(in: bytes) }
            mode = .documents
            return garbage(in: bytes, isLast: isLast)
        }
        switch match(key, value, in: bytes, keys: envelopeKeys) {
        case .records:
            advance(to: value + 1, in: bytes)
            mode = .elements
            return nil
        case .outer:
            envelopes.append(String(decoding: key, as: UTF8.self))
            advance(to: value + 1, in: bytes)
            return nil
        case .none: break
        }
        switch valueEnd(from: value, in: bytes, isLast: isLast) {
        case .ended(let end):
            advance(to: end, in: bytes)
            return nil
        case .more where !isLast && !isOverlong(bytes.count - cursor): return more(in: bytes)
        default:
            mode = .documents
            return garbage(in: bytes, isLast: isLast)
        }
    }
}
