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
        guard bytes.count == 36, let base = bytes.baseAddress else { return false }
        let dash = UInt8(ascii: "-")
        guard bytes[8] == dash, bytes[13] == dash, bytes[18] == dash, bytes[23] == dash else {
            return false
        }
        // Without branches: the digits are random.
        let start = UnsafeRawPointer(base)
        var digits = 0
        for place in stride(from: 0, to: 32, by: 8) {
            digits &+= hexadecimalDigits(
                start.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        }
        let tail = start.loadUnaligned(fromByteOffset: 32, as: UInt32.self)
        return digits &+ hexadecimalDigits(UInt64(tail)) == 32
    }

    /// How many of eight bytes are hexadecimal digits, all eight compared at once: each byte of a
    /// sum carries into its highest bit when it reaches a bound. Bytes beyond ASCII are none.
    @inline(__always)
    private static func hexadecimalDigits(_ word: UInt64) -> Int {
        let high: UInt64 = 0x8080_8080_8080_8080
        let low = word & ~high
        let letters = low | 0x2020_2020_2020_2020
        let isDigit = (low &+ ByteWord.every(0x80 - 0x30)) & ~(low &+ ByteWord.every(0x80 - 0x3a))
        let isLetter =
            (letters &+ ByteWord.every(0x80 - 0x61)) & ~(letters &+ ByteWord.every(0x80 - 0x67))
        return ((isDigit | isLetter) & ~word & high).nonzeroBitCount
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
            || byte == UInt8(ascii: "-")
    }
}
