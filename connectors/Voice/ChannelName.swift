import ConnectorKit

/// An Asterisk channel name taken apart: `PJSIP/1001-0000002a`, `Local/1001@queue-0001;1`.
struct ChannelName: Sendable, Hashable {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// `PJSIP`, `SIP`, `Local`, `DAHDI`, …
    let technology: String
    /// The endpoint behind it: an extension, a person or the name of a trunk.
    let endpoint: String

    /// - Parameter text: A name without its serial number.
    /// - Returns: `nil` for an empty name or one without technology.
    init?(_ text: Bytes) {
        let text = String(decoding: text, as: UTF8.self)
        guard let slash = text.firstIndex(of: "/"), slash != text.startIndex else { return nil }
        technology = text[..<slash].uppercased()
        var rest = text[text.index(after: slash)...]
        if let at = rest.firstIndex(of: "@") { rest = rest[..<at] }
        // Follow-me and ring groups of FreePBX put a tag before the extension.
        for tag in ["FMPR-", "FMGL-"] where rest.hasPrefix(tag) { rest = rest.dropFirst(tag.count) }
        guard !rest.isEmpty else { return nil }
        endpoint = String(rest)
    }

    /// What all channels of one endpoint have in common: the name up to its serial number.
    static func withoutSerial(_ text: Bytes) -> Bytes {
        // A name at Asterisk's limit has lost its end, so nothing can be cut off it.
        guard text.count < fullLength, let slash = text.firstIndex(of: UInt8(ascii: "/")) else {
            return text
        }
        var rest = text[...]
        if let semicolon = rest[slash...].lastIndex(of: UInt8(ascii: ";")) {
            rest = rest[..<semicolon]
        }
        if let dash = rest[slash...].lastIndex(of: UInt8(ascii: "-")),
            isSerial(rest[(dash + 1)...])
        {
            rest = rest[..<dash]
        }
        return Bytes(rebasing: rest)
    }

    /// The endpoint is an extension by its digits.
    var isExtension: Bool {
        (2...6).contains(endpoint.utf8.count)
            && endpoint.utf8.allSatisfy { (0x30...0x39).contains($0) }
            && !Self.lineTechnologies.contains(technology)
    }

    /// The endpoint is a line to the outside: a telephony card, or a name that says so.
    var isTrunk: Bool {
        if Self.lineTechnologies.contains(technology) { return true }
        if technology == "LOCAL" || technology == "AGENT" || isExtension { return false }
        let name = endpoint.lowercased()
        return Self.trunkWords.contains { name.contains($0) }
    }

    /// Asterisk cuts names at 80 bytes with the closing zero.
    private static let fullLength = 79
    private static let lineTechnologies: Set<String> = [
        "DAHDI", "ZAP", "MISDN", "CAPI", "KHOMP", "OOH323", "H323", "WOOMERA",
    ]
    private static let trunkWords = [
        "trunk", "provider", "carrier", "gateway", "gw", "pstn", "itsp", "sbc", "isdn", "telco",
        "telekom", "voip", "peer", "uplink", "outside", "external", "anonymous",
    ]

    private static func isSerial(_ text: Slice<Bytes>) -> Bool {
        text.count >= 4
            && text.allSatisfy { ByteText.isDigit($0) || (0x61...0x66).contains($0) }
    }
}
