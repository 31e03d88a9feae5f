import JourneyModel

/// What a browser's name for itself says.
package struct UserAgent: Sendable, Hashable {
    package var device: Device
    package var isBot: Bool

    package static let unknown = UserAgent(device: .unknown, isBot: false)

    package init(device: Device, isBot: Bool) {
        self.device = device
        self.isBot = isBot
    }

    package init(classifying agent: UnsafeBufferPointer<UInt8>, by bots: BotList = .standard) {
        isBot = bots.contains(agent)
        device = isBot ? .unknown : Self.device(agent)
    }

    private static func device(_ agent: UnsafeBufferPointer<UInt8>) -> Device {
        func has(_ text: StaticString) -> Bool { ByteText.contains(agent, text) }
        if has("ipad") || has("tablet") || has("kindle") || has("silk/") || has("playbook") {
            return .tablet
        }
        if has("android") { return has("mobi") ? .mobile : .tablet }
        if has("mobi") || has("iphone") || has("ipod") || has("opera mini") { return .mobile }
        for system: StaticString in ["windows nt", "macintosh", "x11;", "cros ", "linux x86_64"]
        where has(system) {
            return .desktop
        }
        return .unknown
    }
}
