import ConnectorKit

/// Clicks on a telephone number.
enum PhoneClick {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Whether an event is one: it leads to a `tel:` address, or its name says so.
    static func isOne(name: Bytes?, link: Bytes?) -> Bool {
        if let link, isNumber(link) { return true }
        guard let name else { return false }
        return saysClick(name) && saysPhone(name)
    }

    /// Whether a link leads to a telephone number.
    static func isNumber(_ link: Bytes) -> Bool {
        ByteText.hasPrefix(ByteText.trimmed(link), "tel:")
    }

    /// Whether an event is one whose name is in two parts.
    static func isOne(category: Bytes, action: Bytes) -> Bool {
        (saysClick(category) || saysClick(action)) && (saysPhone(category) || saysPhone(action))
    }

    private static func saysClick(_ name: Bytes) -> Bool {
        ByteText.contains(name, "click") || ByteText.contains(name, "tap")
    }

    private static func saysPhone(_ name: Bytes) -> Bool {
        for words in phoneWords where ByteText.contains(name, words) { return true }
        return false
    }

    private static let phoneWords: [StaticString] = [
        "phone", "tel link", "click to call", "click_to_call", "click-to-call", "clicktocall",
    ]
}
