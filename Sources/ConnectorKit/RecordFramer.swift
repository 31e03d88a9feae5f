import JourneyModel

/// Cuts a stream of bytes into records, whatever the sizes of the pieces it comes in.
///
/// The caller keeps a window of bytes that are not consumed yet and calls ``next(in:isLast:)``
/// until it asks for more. Cutting never depends on where the window ends.
///
/// Blank lines are no records, a leading UTF-8 byte order mark is skipped, CR before LF belongs to
/// the separator. How each framing recovers from a broken record is said beside its code.
package struct RecordFramer {
    package struct Record: Sendable, Hashable {
        /// Place in the window.
        package var range: Range<Int>
        package var place: RecordPlace
        /// Its end was seen: a line feed, or the bracket that closes it. `false` only for the last
        /// record of a stream, which may be cut or still being written.
        package var isTerminated: Bool
        /// What the body around it holds beside its records; `nil` for a record that stands alone.
        package var frame: Frame?

        /// The record as readers get it.
        package func bytes(in window: UnsafeRawBufferPointer) -> [UInt8] {
            guard let frame else { return Array(window[range]) }
            return Array(window[frame.head]) + window[range] + window[frame.tail]
        }
    }

    /// The parts of a body before its first record and behind its last, in the window.
    package struct Frame: Sendable, Hashable {
        package var head: Range<Int>
        package var tail: Range<Int>
    }

    /// A record over ``Limits/recordBytes``; the stream goes on behind it.
    package struct Overlong: Sendable, Hashable {
        /// Its first ``Limits/rejectedBytes``.
        package var raw: [UInt8]
        package var length: Int64
        package var place: RecordPlace

        package var rejection: Rejection { .tooLong }
    }

    package enum Step: Sendable, Hashable {
        case record(Record)
        case overlong(Overlong)
        /// Drop that many bytes from the window's front and add at least one; with `atLeast` bytes
        /// in it, no byte is looked at more than twice on average.
        case needMore(consumed: Int, atLeast: Int)
        /// Nothing is left.
        case end
    }

    enum JSONMode: Sendable {
        /// Between documents.
        case documents
        /// In the array or object that holds the records.
        case elements
        /// In an object that holds the records by id, behind a key.
        case value
        /// Between the members of an envelope.
        case members
        /// After a resumption: the next byte says which.
        case unknown
    }

    let framing: Framing
    let dialect: Dialect
    /// Place of the next byte that is not consumed: the checkpoint after the last record.
    package private(set) var position: RecordPlace
    /// Index of that byte in the window.
    var cursor = 0
    /// Blanks at the start of the line that the cursor is in.
    private(set) var indentation = 0
    private var isIndenting = true
    var overlong: Overlong?
    /// The last byte of the over-long line so far is CR.
    private var endsWithCR = false
    /// How to find the end of the over-long JSON record.
    var skipping: JSONScanner?
    var mode: JSONMode
    /// Each line holds whole documents: known once the first document has ended on its first line.
    var isLineMode = false
    /// Whether documents are envelopes: known after the first document.
    var hasEnvelopes: Bool?
    /// Members of the envelope that the cursor is in, where the records lie deeper.
    var envelopes: [String] = []
    /// Records of the body cut last that are still to be handed out, the last one first.
    var bodyRecords: [Record] = []
    private let limit: Int

    /// - Parameters:
    ///   - place: Where the window begins; elsewhere than at the start only a ``position`` that
    ///     this framing reported for the same stream.
    ///   - limit: Longest record in bytes.
    package init(
        _ framing: Framing, resumingAt place: RecordPlace = RecordPlace(byteOffset: 0, line: 1),
        limit: Int = Limits.recordBytes
    ) {
        self.framing = framing
        dialect = framing.dialect ?? Dialect()
        self.limit = limit
        position = place
        mode = place.byteOffset == 0 ? .documents : .unknown
    }

    /// The next record of the window, which begins with the first byte not consumed.
    package mutating func next(in window: UnsafeRawBufferPointer, isLast: Bool) -> Step {
        let bytes = window.bindMemory(to: UInt8.self)
        if position.byteOffset == 0, cursor == 0 {
            if bytes.count < 3, !isLast { return .needMore(consumed: 0, atLeast: 3) }
            if bytes.starts(with: [0xef, 0xbb, 0xbf]) { advance(to: 3, in: bytes) }
        }
        switch framing {
        case .lines: return nextLine(in: bytes, isLast: isLast)
        case .csv, .table, .delimited: return nextRow(in: bytes, isLast: isLast)
        case .json(let keys): return nextJSON(in: bytes, isLast: isLast, envelopeKeys: keys)
        case .bodies(let key): return nextOfBodies(in: bytes, isLast: isLast, key: key)
        }
    }

    private mutating func nextLine(in bytes: ByteText.Bytes, isLast: Bool) -> Step {
        while true {
            if overlong != nil {
                guard let step = skipLine(in: bytes, isLast: isLast) else { continue }
                return step
            }
            guard let end = ByteText.firstIndex(of: 0x0a, in: bytes, from: cursor) else {
                return lastLine(in: bytes, isLast: isLast)
            }
            if end - cursor > limit {
                beginOverlong(in: bytes)
                continue
            }
            if let record = takeLine(endingAt: end, in: bytes) { return .record(record) }
        }
    }

    /// What the bytes behind the last line feed are.
    mutating func lastLine(in bytes: ByteText.Bytes, isLast: Bool) -> Step {
        if bytes.count - cursor > limit {
            beginOverlong(in: bytes)
            return skipLine(in: bytes, isLast: isLast) ?? .end
        }
        guard isLast else { return more(in: bytes) }
        if let record = takeLine(endingAt: bytes.count, in: bytes) { return .record(record) }
        return .end
    }

    /// The line up to the line feed at `end`, or up to the end of the stream; `nil` for a blank
    /// one.
    mutating func takeLine(endingAt end: Int, in bytes: ByteText.Bytes) -> Record? {
        let start = cursor
        let place = position
        let isTerminated = end < bytes.count
        advance(to: isTerminated ? end + 1 : end, in: bytes)
        let last = end > start && bytes[end - 1] == 0x0d ? end - 1 : end
        guard !Self.isBlank(bytes, start..<last) else { return nil }
        return Record(range: start..<last, place: place, isTerminated: isTerminated)
    }

    /// Asks for more bytes and forgets the consumed ones.
    mutating func more(in bytes: ByteText.Bytes) -> Step {
        let consumed = cursor
        cursor = 0
        let rest = bytes.count - consumed
        return .needMore(consumed: consumed, atLeast: max(rest * 2, rest + 1))
    }

    mutating func advance(to end: Int, in bytes: ByteText.Bytes) {
        let passed = ByteText.Bytes(rebasing: bytes[cursor..<end])
        var at = 0
        while let feed = ByteText.firstIndex(of: 0x0a, in: passed, from: at) {
            position.line += 1
            indentation = 0
            isIndenting = true
            at = feed + 1
        }
        while isIndenting, at < passed.count {
            isIndenting = passed[at] == 0x20 || passed[at] == 0x09
            if isIndenting { indentation += 1 }
            at += 1
        }
        position.byteOffset += Int64(passed.count)
        cursor = end
    }

    static func isBlank(_ bytes: ByteText.Bytes, _ range: Range<Int>) -> Bool {
        for place in range {
            switch bytes[place] {
            case 0x20, 0x09, 0x0d: continue
            default: return false
            }
        }
        return true
    }
}

/// Over-long records: their beginning and length are kept while the stream is read past them.
extension RecordFramer {
    func isOverlong(_ length: Int) -> Bool { length > limit }

    mutating func beginOverlong(in bytes: ByteText.Bytes) {
        let kept = bytes[cursor..<min(bytes.count, cursor + Limits.rejectedBytes)]
        overlong = Overlong(raw: Array(kept), length: 0, place: position)
        endsWithCR = false
    }

    /// Reads on to the end of the line; `nil` cannot happen while one is open.
    mutating func skipLine(in bytes: ByteText.Bytes, isLast: Bool) -> Step? {
        guard var record = overlong else { return nil }
        let feed = ByteText.firstIndex(of: 0x0a, in: bytes, from: cursor)
        let end = feed ?? bytes.count
        record.length += Int64(end - cursor)
        if end > cursor { endsWithCR = bytes[end - 1] == 0x0d }
        advance(to: feed == nil ? end : end + 1, in: bytes)
        if feed != nil || isLast {
            overlong = nil
            if feed != nil, endsWithCR { record.length -= 1 }
            return .overlong(record)
        }
        overlong = record
        return more(in: bytes)
    }
}
