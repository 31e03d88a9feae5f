import ConnectorKit
import JourneyModel

/// Addresses of pages without what they tell about a person.
enum MappedAddress {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Without user and password before the host, without personal parameters and without a
    /// fragment that is no route; a personal segment of the path gives way to its kind.
    static func withoutPersonalData(_ url: String) -> String {
        let (whole, fragment) = cut(url[...], at: "#")
        let (address, query) = cut(whole, at: "?")
        var result = path(withoutLogin(address))
        if let query {
            let kept = query.split(separator: "&").filter { !isPersonal(parameter: $0) }
            if !kept.isEmpty { result += "?" + kept.joined(separator: "&") }
        }
        if let fragment, fragment.hasPrefix("/") || fragment.hasPrefix("!/") {
            result += "#" + path(cut(fragment, at: "?").0)
        }
        return result
    }

    private static func cut(
        _ text: Substring, at mark: Character
    ) -> (Substring, Substring?) {
        guard let place = text.firstIndex(of: mark) else { return (text, nil) }
        return (text[..<place], text[text.index(after: place)...])
    }

    /// `https://user:secret@host/` names its user before the host.
    private static func withoutLogin(_ address: Substring) -> Substring {
        guard let scheme = address.firstRange(of: "://") else { return address }
        let host = address[scheme.upperBound...].prefix { $0 != "/" }
        guard let at = host.lastIndex(of: "@") else { return address }
        return address[..<scheme.upperBound] + address[address.index(after: at)...]
    }

    private static func path(_ text: Substring) -> String {
        text.split(separator: "/", omittingEmptySubsequences: false)
            .map { segment in
                TimeParser.withBytes(of: String(segment)) { bytes in
                    switch PersonalData.kind(ofValue: bytes) {
                    case .email: ":email"
                    case .phone: ":phone"
                    default: String(segment)
                    }
                }
            }
            .joined(separator: "/")
    }

    private static func isPersonal(parameter: Substring) -> Bool {
        let (name, value) = cut(parameter, at: "=")
        let isNamed = TimeParser.withBytes(of: String(name)) { PersonalData.isPersonal(name: $0) }
        guard !isNamed, let value else { return isNamed }
        return TimeParser.withBytes(of: String(value)) {
            PersonalData.kind(ofValue: $0, isQuery: true) != nil
        }
    }
}
