import JourneyModel

/// The class of device that a browser says it runs on.
enum DeviceClass {
    static func device(userAgent: String) -> Device {
        let text = userAgent.lowercased()
        if text.isEmpty { return .unknown }
        func has(_ words: [String]) -> Bool { words.contains { text.contains($0) } }
        if has(["ipad", "tablet", "kindle", "silk/", "playbook"]) { return .tablet }
        if text.contains("android") { return text.contains("mobile") ? .mobile : .tablet }
        if has(["iphone", "ipod", "mobile", "phone", "blackberry", "opera mini"]) {
            return .mobile
        }
        if has(["windows", "macintosh", "mac os", "x11", "linux", "cros"]) { return .desktop }
        return .unknown
    }
}
