import ConnectorKit
import JourneyModel

/// Splits a line at blanks; quotes and brackets keep blanks together.
struct AccessLogLine {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    enum Form: Sendable { case plain, quoted, bracketed }

    private struct Token {
        var start: Int
        var end: Int
        var form: Form
    }

    private var tokens: [Token] = []
    private var line = Bytes(start: nil, count: 0)

    init() { tokens.reserveCapacity(16) }

    var count: Int { tokens.count }

    /// Without quotes and brackets, escapes as written.
    subscript(place: Int) -> Bytes {
        Bytes(rebasing: line[tokens[place].start..<tokens[place].end])
    }

    /// Several tokens with what stands between them.
    subscript(places: Range<Int>) -> Bytes {
        Bytes(rebasing: line[tokens[places.lowerBound].start..<tokens[places.upperBound - 1].end])
    }

    /// Place of the first field in brackets, which is the time in the usual forms.
    var firstBracketed: Int? { tokens.firstIndex { $0.form == .bracketed } }

    func isNothing(_ place: Int) -> Bool {
        ByteText.equal(self[place], "-") || self[place].isEmpty
    }

    mutating func split(_ line: Bytes) throws(Rejection) {
        self.line = line
        tokens.removeAll(keepingCapacity: true)
        var at = 0
        while true {
            while at < line.count, line[at] == 0x20 || line[at] == 0x09 { at &+= 1 }
            if at >= line.count { return }
            guard tokens.count < Limits.fields else {
                throw Rejection(.fieldCount, "The line has more than \(Limits.fields) fields.")
            }
            switch line[at] {
            case UInt8(ascii: "\""): at = try appendQuoted(from: at + 1)
            case UInt8(ascii: "["): at = appendBracketed(from: at)
            default: at = appendPlain(from: at)
            }
        }
    }

    private mutating func appendPlain(from start: Int) -> Int {
        let end = ByteText.firstIndex(of: 0x20, in: line, from: start) ?? line.count
        tokens.append(Token(start: start, end: end, form: .plain))
        return end
    }

    private mutating func appendBracketed(from start: Int) -> Int {
        guard let end = ByteText.firstIndex(of: UInt8(ascii: "]"), in: line, from: start) else {
            return appendPlain(from: start)
        }
        tokens.append(Token(start: start + 1, end: end, form: .bracketed))
        return end + 1
    }

    /// A quote ends the value only in front of a blank or the line's end, and not behind a
    /// backslash: some servers write quotes inside a value as they come.
    private mutating func appendQuoted(from start: Int) throws(Rejection) -> Int {
        var at = start
        while let quote = ByteText.firstIndex(of: UInt8(ascii: "\""), in: line, from: at) {
            at = quote + 1
            let isEnd = at == line.count || line[at] == 0x20
            if isEnd, !isEscaped(quote, since: start) {
                tokens.append(Token(start: start, end: quote, form: .quoted))
                return at
            }
        }
        throw Rejection(.openQuote, "A quoted field is not closed; the line may be cut.")
    }

    private func isEscaped(_ place: Int, since start: Int) -> Bool {
        var at = place
        while at > start, line[at - 1] == UInt8(ascii: "\\") { at -= 1 }
        return !(place - at).isMultiple(of: 2)
    }
}
