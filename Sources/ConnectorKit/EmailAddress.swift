import JourneyModel

/// The form of e-mail addresses.
package enum EmailAddress {
    package typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Lower case and without what surrounds it; `nil` for what is no address or nobody's own.
    package static func normalized(_ raw: Bytes) -> String? {
        let bytes = unwrapped(raw)
        guard let at = separator(of: bytes) else { return nil }
        var text = String(decoding: bytes, as: UTF8.self)
        text = ByteText.isASCII(bytes) ? asciiLowered(text) : Folding.composed(text).lowercased()
        let local = Bytes(rebasing: bytes[..<at])
        let domain = Bytes(rebasing: bytes[(at + 1)...])
        return isNobodys(local: local, domain: domain) ? nil : text
    }

    /// Whether the text is an address, be it nobody's.
    package static func isShaped(_ text: String) -> Bool {
        TimeParser.withBytes(of: text) { separator(of: unwrapped($0)) != nil }
    }

    package static func isShaped(_ bytes: Bytes) -> Bool { separator(of: bytes) != nil }

    /// The place of the `@` of a plausible address.
    static func separator(of bytes: Bytes) -> Int? {
        guard bytes.count >= 6, bytes.count <= 254,
            let at = bytes.lastIndex(of: UInt8(ascii: "@")), (1...64).contains(at)
        else { return nil }
        guard bytes[..<at].allSatisfy(isLocal), bytes[0] != UInt8(ascii: "."),
            bytes[at - 1] != UInt8(ascii: ".")
        else { return nil }
        return isDomain(Bytes(rebasing: bytes[(at + 1)...])) ? at : nil
    }

    /// Without blanks, `mailto:`, and the name before `<…>`.
    private static func unwrapped(_ raw: Bytes) -> Bytes {
        var bytes = ByteText.trimmed(raw)
        if bytes.last == UInt8(ascii: ">"), let open = bytes.lastIndex(of: UInt8(ascii: "<")) {
            bytes = ByteText.trimmed(Bytes(rebasing: bytes[(open + 1)..<(bytes.count - 1)]))
        }
        if ByteText.hasPrefix(bytes, "mailto:") { bytes = Bytes(rebasing: bytes[7...]) }
        return bytes
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        if byte >= 0x80 || ByteText.isLetter(byte) || ByteText.isDigit(byte) { return true }
        return ".!#$%&'*+/=?^_`{|}~-".utf8.contains(byte)
    }

    /// Labels of letters, digits and hyphens; the last has two characters or more, not all digits.
    private static func isDomain(_ domain: Bytes) -> Bool {
        var labels = 0
        var length = 0
        var hasLetter = false
        for (place, byte) in domain.enumerated() {
            if byte == UInt8(ascii: ".") {
                guard length > 0, domain[place - 1] != UInt8(ascii: "-") else { return false }
                labels += 1
                length = 0
                hasLetter = false
                continue
            }
            let isLetter = byte >= 0x80 || ByteText.isLetter(byte)
            guard isLetter || ByteText.isDigit(byte) || byte == UInt8(ascii: "-") && length > 0
            else { return false }
            hasLetter = hasLetter || isLetter
            length += 1
            guard length <= 63 else { return false }
        }
        return labels >= 1 && length >= 2 && hasLetter && domain.last != UInt8(ascii: "-")
    }

    private static let nobody: [StaticString] = [
        "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "do_not_reply", "nobody",
        "mailer-daemon", "postmaster", "none", "null", "undefined", "unknown", "anonymous",
        "noemail",
        "no-email", "no_email", "nomail", "test", "dummy", "fake", "asdf",
    ]

    /// Addresses of machines, of tests, and of reserved domains that never deliver.
    private static func isNobodys(local: Bytes, domain: Bytes) -> Bool {
        for word in nobody where ByteText.equalIgnoringCase(local, word) { return true }
        if isTypedInHaste(local: local, domain: domain) { return true }
        let last = domain.lastIndex(of: UInt8(ascii: ".")) ?? 0
        let top = Bytes(rebasing: domain[(last + 1)...])
        return ByteText.equalIgnoringCase(top, "invalid")
    }

    /// `a@a.de`, `abc@abc.com`: a few keys twice, to get past a form.
    private static func isTypedInHaste(local: Bytes, domain: Bytes) -> Bool {
        let label = domain.prefix { $0 != UInt8(ascii: ".") }
        return local.count <= 4 && local.count == label.count
            && zip(local, label).allSatisfy { ByteText.lowered($0) == ByteText.lowered($1) }
    }

    private static func asciiLowered(_ text: String) -> String {
        String(decoding: text.utf8.map(ByteText.lowered), as: UTF8.self)
    }
}
