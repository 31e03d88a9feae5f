import ConnectorKit

/// The queue or department of a leg.
struct CallQueue {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    private var queues = ByteCache<String>(limit: 1_024)
    private var contexts = ByteCache<String?>(limit: 1_024)

    /// - Parameter data: The application's arguments; a queue's name stands first.
    mutating func name(
        application: AsteriskApplication, data: Bytes, context: Bytes
    ) -> String? {
        if application == .queue {
            let name = data.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "|") }
            let plain = ByteText.trimmed(Bytes(rebasing: name))
            if !plain.isEmpty { return queue(plain) }
        }
        if let known = contexts[context] { return known }
        let name = Self.department(String(decoding: context, as: UTF8.self))
        contexts.insert(name, for: context)
        return name
    }

    private mutating func queue(_ name: Bytes) -> String {
        if let known = queues[name] { return known }
        let text = String(decoding: name, as: UTF8.self)
        queues.insert(text, for: name)
        return text
    }

    private static func department(_ context: String) -> String? {
        let folded = context.lowercased()
        if folded.isEmpty || generic.contains(folded) { return nil }
        return genericPrefixes.contains { folded.hasPrefix($0) } ? nil : context
    }

    /// Contexts that say how a call came or went, not whom it was for.
    private static let generic: Set<String> = [
        "default", "internal", "external", "incoming", "inbound", "outgoing", "outbound", "local",
        "public", "trunk", "trunks", "trunkinbound", "sip", "pjsip", "phones", "users",
        "extensions", "demo", "globals", "general", "timeconditions", "ringgroups", "dialplan",
        "from-internal", "from-internal-xfer", "from-internal-additional", "from-trunk",
        "from-pstn", "from-pstn-e164-us", "from-pstn-toheader", "from-did-direct",
        "from-sip-external", "from-zaptel", "from-dahdi", "from-analog", "from-queue",
        "from-external", "from-provider", "from-outside", "from-phones", "from-pjsip", "from-sip",
        "from-siptrunk", "to-pstn", "to-trunk", "outbound-allroutes", "bad-number", "inbound-calls",
        "incoming-calls", "outbound-calls", "outgoing-calls", "dial-out", "dialout", "voicemail",
        "ivr", "menu", "main-menu", "mainmenu", "callcenter", "pbx",
    ]
    private static let genericPrefixes = [
        "macro-", "sub-", "app-", "outrt-", "ext-", "ivr-", "from-trunk-", "from-queue-",
    ]
}
