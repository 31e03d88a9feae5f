import ConnectorKit

/// Text as servers escape it in their logs: `\"`, `\\`, `\t`, `\x22`.
enum AccessLogText {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Appends an address with its escapes resolved; bytes that no address has are written `%XX`.
    static func append(_ text: Bytes, to result: inout [UInt8]) {
        guard text.contains(UInt8(ascii: "\\")) else {
            result.append(contentsOf: text)
            return
        }
        var at = 0
        while at < text.count {
            guard text[at] == UInt8(ascii: "\\"), at + 1 < text.count else {
                result.append(text[at])
                at += 1
                continue
            }
            if text[at + 1] == UInt8(ascii: "x"), at + 3 < text.count,
                let value = hex(text[at + 2], text[at + 3])
            {
                append(value, text[at + 2], text[at + 3], to: &result)
                at += 4
            } else {
                if let byte = plain(text[at + 1]) { result.append(byte) }
                at += 2
            }
        }
    }

    private static func append(
        _ value: UInt8, _ high: UInt8, _ low: UInt8, to result: inout [UInt8]
    ) {
        if (0x21...0x7e).contains(value) {
            result.append(value)
        } else {
            result += [UInt8(ascii: "%"), high, low]
        }
    }

    /// What a backslash in front of a character means; control characters are left out.
    private static func plain(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "b"),
            UInt8(ascii: "v"):
            nil
        default: byte
        }
    }

    private static func hex(_ high: UInt8, _ low: UInt8) -> UInt8? {
        guard ByteText.isHexDigit(high), ByteText.isHexDigit(low) else { return nil }
        return value(high) << 4 | value(low)
    }

    private static func value(_ digit: UInt8) -> UInt8 {
        ByteText.isDigit(digit) ? digit - 0x30 : (digit | 0x20) - 0x61 + 10
    }
}
