import CRows
import JourneyModel

/// Rows of RFC 4180.
///
/// A quote opens a value only at the value's start. A row may span lines, but a row that turns out
/// wrong must not take the lines behind it along: if text follows a closing quote on a later line
/// than the row's first, if the row is longer than the limit, or if the stream ends inside quotes,
/// then only the row's first physical line is handed out (it cannot be split, so it is rejected)
/// and cutting goes on with the next line.
extension RecordFramer {
    private enum RowEnd {
        /// At this line feed, or at the end of the stream.
        case at(Int)
        /// Quotes are open where the bytes end.
        case open
        /// Broken as said above.
        case broken
        /// No end yet, outside quotes.
        case unfinished
    }

    mutating func nextRow(in bytes: ByteText.Bytes, isLast: Bool) -> Step {
        while true {
            if overlong != nil {
                guard let step = skipLine(in: bytes, isLast: isLast) else { continue }
                return step
            }
            let regularEnd = regularEnd(in: bytes)
            let firstFeed =
                regularEnd ?? ByteText.firstIndex(of: 0x0a, in: bytes, from: cursor)
            switch regularEnd.map({ .at($0) }) ?? rowEnd(in: bytes, firstFeed: firstFeed) {
            case .at(let end):
                if isOverlong(end - cursor) {
                    if let step = firstLine(firstFeed, in: bytes, isLast: isLast) { return step }
                } else if let record = takeLine(endingAt: end, in: bytes) {
                    return .record(record)
                }
            case .broken:
                if let step = firstLine(firstFeed, in: bytes, isLast: isLast) { return step }
            case .open, .unfinished:
                if firstFeed == nil { return lastLine(in: bytes, isLast: isLast) }
                if !isLast, !isOverlong(bytes.count - cursor) { return more(in: bytes) }
                if let step = firstLine(firstFeed, in: bytes, isLast: isLast, isCut: true) {
                    return step
                }
            }
        }
    }

    /// Hands out the row's first physical line alone.
    private mutating func firstLine(
        _ feed: Int?, in bytes: ByteText.Bytes, isLast: Bool, isCut: Bool = false
    ) -> Step? {
        guard let feed else { return lastLine(in: bytes, isLast: isLast) }
        guard !isOverlong(feed - cursor) else {
            beginOverlong(in: bytes)
            return nil
        }
        guard var record = takeLine(endingAt: feed, in: bytes) else { return nil }
        if isCut, isLast { record.isTerminated = false }
        return .record(record)
    }

    /// The end of a row that is one line and whose quotes stand at both ends of values; `nil` where
    /// a closer look is needed.
    private func regularEnd(in bytes: ByteText.Bytes) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        let end = crows_line_end(
            base + cursor, bytes.count - cursor, dialect.delimiter,
            dialect.quote.map { Int32($0) } ?? Int32(CROWS_NO_QUOTE))
        return end < 0 ? nil : cursor + end
    }

    private func rowEnd(in bytes: ByteText.Bytes, firstFeed: Int?) -> RowEnd {
        let firstQuote = dialect.quote.flatMap {
            ByteText.firstIndex(of: $0, in: bytes, from: cursor)
        }
        guard let quote = dialect.quote, let firstQuote, firstQuote < firstFeed ?? bytes.count
        else {
            return firstFeed.map { .at($0) } ?? .unfinished
        }
        var at = cursor
        while at < bytes.count {
            // At the start of a value.
            if bytes[at] == quote {
                guard let behind = closing(quote, from: at + 1, in: bytes) else { return .open }
                at = behind
                if at < bytes.count, !endsValue(bytes[at]), at > firstFeed ?? .max {
                    return .broken
                }
            }
            while at < bytes.count, bytes[at] != dialect.delimiter, bytes[at] != 0x0a { at &+= 1 }
            guard at < bytes.count else { break }
            if bytes[at] == 0x0a { return .at(at) }
            at &+= 1
        }
        return .unfinished
    }

    /// The place behind the quote that closes a value.
    private func closing(_ quote: UInt8, from start: Int, in bytes: ByteText.Bytes) -> Int? {
        var at = start
        while let place = ByteText.firstIndex(of: quote, in: bytes, from: at) {
            let behind = place + 1
            guard behind < bytes.count, bytes[behind] == quote else { return behind }
            at = behind + 1
        }
        return nil
    }

    private func endsValue(_ byte: UInt8) -> Bool {
        byte == dialect.delimiter || byte == 0x0a || byte == 0x0d
    }
}
