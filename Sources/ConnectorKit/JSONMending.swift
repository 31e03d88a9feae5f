/// Mends a record of which the parser refuses a number or an escape that JSON itself allows.
enum JSONMending {
    /// A copy with numbers that fit no 64-bit type as strings, and with U+FFFD for halves of
    /// surrogate pairs; `nil` where there is neither, so that the record is refused as it is.
    static func mended(_ record: UnsafeRawBufferPointer) -> [UInt8]? {
        let bytes = record.bindMemory(to: UInt8.self)
        var copy: [UInt8] = []
        var copied = 0
        var at = 0
        /// What stands at `at` gives way.
        func replace(_ range: Range<Int>, by text: some Sequence<UInt8>) {
            copy.append(contentsOf: bytes[copied..<range.lowerBound])
            copy.append(contentsOf: text)
            copied = range.upperBound
        }
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "\"") {
                let end = endOfString(bytes, from: at)
                for half in halves(bytes, at..<end) { replace(half, by: "\\ufffd".utf8) }
                at = end
            } else if isOfNumber(bytes[at]) {
                let end = bytes[at...].firstIndex { !isOfNumber($0) } ?? bytes.count
                if isTooBig(bytes[at..<end]) {
                    replace(at..<end, by: [0x22] + bytes[at..<end] + [0x22])
                }
                at = end
            } else {
                at += 1
            }
        }
        if copied == 0 { return nil }
        return copy + bytes[copied...]
    }

    /// Behind the closing quote, or the end of the record.
    private static func endOfString(_ bytes: ByteText.Bytes, from start: Int) -> Int {
        var at = start + 1
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""): return at + 1
            case UInt8(ascii: "\\"): at += 2
            default: at += 1
            }
        }
        return bytes.count
    }

    /// The escapes that are half of a surrogate pair whose other half is not beside them.
    private static func halves(_ bytes: ByteText.Bytes, _ string: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var at = string.lowerBound + 1
        while at + 5 < string.upperBound {
            guard bytes[at] == UInt8(ascii: "\\") else {
                at += 1
                continue
            }
            guard let unit = escaped(bytes, at), 0xd800...0xdfff ~= unit else {
                at += 2
                continue
            }
            let next = at + 11 < string.upperBound ? escaped(bytes, at + 6) : nil
            let isPair = unit < 0xdc00 && next.map { 0xdc00...0xdfff ~= $0 } ?? false
            if !isPair { found.append(at..<at + 6) }
            at += isPair ? 12 : 6
        }
        return found
    }

    /// The unit of an escape `\uXXXX`.
    private static func escaped(_ bytes: ByteText.Bytes, _ at: Int) -> UInt16? {
        guard bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") else {
            return nil
        }
        let digits = bytes[(at + 2)..<(at + 6)]
        guard !digits.contains(UInt8(ascii: "+")), !digits.contains(UInt8(ascii: "-")) else {
            return nil
        }
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    /// Whether a number as JSON writes them fits neither 64 bits nor a double.
    private static func isTooBig(_ literal: Slice<ByteText.Bytes>) -> Bool {
        let isWhole = literal.allSatisfy { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "-") }
        if isWhole, literal.count < 19 { return false }
        let text = String(decoding: literal, as: UTF8.self)
        let fits =
            isWhole
            ? Int64(text) != nil || UInt64(text) != nil
            : Double(text).map(\.isFinite) ?? false
        let grammar = #/-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/#
        return !fits && text.wholeMatch(of: grammar) != nil
    }
}
