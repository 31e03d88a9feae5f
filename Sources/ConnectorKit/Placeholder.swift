/// Values that systems write where they know nobody.
package enum Placeholder {
    package typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Whether trimmed bytes identify nobody.
    package static func matches(_ bytes: Bytes) -> Bool {
        switch bytes.count {
        case 0: true
        case 1...16: isWord(bytes) || isBlankNumber(bytes)
        case 36: ByteText.equal(bytes, "00000000-0000-0000-0000-000000000000")
        case 24: ByteText.equal(bytes, "1B2M2Y8AsgTpgAmY7PhCfg==") || isBlankNumber(bytes)
        case 28: ByteText.equal(bytes, "2jmj7l5rSw0yVb/vlWAYkK/YBwk=") || isBlankNumber(bytes)
        case 32: isHash(bytes, "d41d8cd98f00b204e9800998ecf8427e")
        case 40: isHash(bytes, "da39a3ee5e6b4b0d3255bfef95601890afd80709")
        case 44: ByteText.equal(bytes, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
        case 64: isHash(bytes, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        default: isBlankNumber(bytes)
        }
    }

    package static func matches(_ text: String) -> Bool {
        TimeParser.withBytes(of: text) { matches(ByteText.trimmed($0)) }
    }

    private static let words: [StaticString] = [
        "null", "undefined", "nil", "none", "nan", "n/a", "na", "unknown", "unassigned",
        "(not set)", "not set", "(none)", "(null)", "<null>", "\\n", "-", "--", "?", "anonymous",
        "anon", "guest", "-1", "true", "false", "{}", "[]", "[object object]", "\"\"", "''",
    ]

    /// The hash of nothing, or the hash slot never filled.
    private static func isHash(_ bytes: Bytes, _ empty: StaticString) -> Bool {
        ByteText.equalIgnoringCase(bytes, empty) || isBlankNumber(bytes)
    }

    private static func isWord(_ bytes: Bytes) -> Bool {
        for word in words where word.utf8CodeUnitCount == bytes.count {
            if ByteText.equalIgnoringCase(bytes, word) { return true }
        }
        return false
    }

    /// Zeros only, with the points and dashes between them.
    private static func isBlankNumber(_ bytes: Bytes) -> Bool {
        guard bytes[0] == UInt8(ascii: "0") else { return false }
        return bytes.allSatisfy { byte in
            byte == UInt8(ascii: "0") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        }
    }
}
