import ConnectorKit

/// Clicks on a telephone number.
enum PhoneClick {
    /// Whether an event is one: it leads to a `tel:` address, or its name says so.
    static func isOne(name: JSONValue, link: JSONValue?) -> Bool {
        if let link = link?.utf8, ByteText.hasPrefix(ByteText.trimmed(link), "tel:") { return true }
        guard let name = name.utf8 else { return false }
        let isClick = ByteText.contains(name, "click") || ByteText.contains(name, "tap")
        guard isClick else { return false }
        let words: [StaticString] = [
            "phone", "tel link", "click to call", "click_to_call", "click-to-call", "clicktocall",
        ]
        return words.contains { ByteText.contains(name, $0) }
    }
}
