import JourneyModel

/// Tells ids of browsers and devices, which several systems share, from ids of one source.
package enum BrowserID {
    package typealias Bytes = UnsafeBufferPointer<UInt8>

    package enum Form: Sendable, Hashable {
        /// Hexadecimal digits, in a UUID's groups or without: case means nothing.
        case hexadecimal
        /// 20 to 64 characters of letters, digits and `._~-`.
        case token
        /// Anything else: a source's own numbering.
        case local
    }

    /// The id without blanks, quotes, `%22` and braces that storages wrap around it.
    package static func unwrapped(_ raw: Bytes) -> Bytes {
        var bytes = ByteText.trimmed(raw)
        while bytes.count >= 2, let head = bytes.first, let tail = bytes.last {
            if (head == UInt8(ascii: "\"") || head == UInt8(ascii: "'")) && tail == head
                || head == UInt8(ascii: "{") && tail == UInt8(ascii: "}")
            {
                bytes = Bytes(rebasing: bytes[1..<bytes.count - 1])
            } else if bytes.count >= 6, ByteText.hasPrefix(bytes, "%22"),
                ByteText.equal(Bytes(rebasing: bytes[(bytes.count - 3)...]), "%22")
            {
                bytes = Bytes(rebasing: bytes[3..<bytes.count - 3])
            } else {
                break
            }
        }
        return bytes
    }

    /// The form of an unwrapped id that is no placeholder.
    package static func form(_ bytes: Bytes) -> Form {
        if isUUID(bytes) { return .hexadecimal }
        guard (16...64).contains(bytes.count) else { return .local }
        var letters = 0
        var digits = 0
        var hexadecimal = 0
        var isUniform = true
        for byte in bytes {
            if ByteText.isDigit(byte) {
                digits &+= 1
            } else if ByteText.isLetter(byte) {
                letters &+= 1
            } else if !isMark(byte) {
                return .local
            }
            if ByteText.isHexDigit(byte) { hexadecimal &+= 1 }
            if byte != bytes[0] { isUniform = false }
        }
        if isUniform { return .local }
        if hexadecimal == bytes.count { return .hexadecimal }
        return bytes.count >= 20 && letters > 0 && digits > 0 ? .token : .local
    }

    package static func isUUID(_ bytes: Bytes) -> Bool {
        guard bytes.count == 36 else { return false }
        let dash = UInt8(ascii: "-")
        guard bytes[8] == dash, bytes[13] == dash, bytes[18] == dash, bytes[23] == dash else {
            return false
        }
        var digits = 0
        // Counted without branches: the digits are random.
        for byte in bytes {
            digits &+= (byte &- 0x30 < 10 ? 1 : 0) &+ ((byte | 0x20) &- 0x61 < 6 ? 1 : 0)
        }
        return digits == 32
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
            || byte == UInt8(ascii: "-")
    }
}
