/// A page URL without personal data in its query.
enum PageAddress {
    static func withoutPersonalData(_ url: String) -> String {
        let (rest, fragment) = cut(url, at: "#")
        let (address, query) = cut(rest, at: "?")
        var result = withoutLogin(address)
        if let query {
            let kept = query.split(separator: "&").filter { !isPersonal($0) }
            if !kept.isEmpty { result += "?" + kept.joined(separator: "&") }
        }
        if let fragment, !fragment.contains("@"), !fragment.lowercased().contains("%40"),
            !fragment.contains("=")
        {
            result += "#" + fragment
        }
        return result
    }

    private static func cut(_ text: String, at mark: Character) -> (String, String?) {
        guard let place = text.firstIndex(of: mark) else { return (text, nil) }
        return (String(text[..<place]), String(text[text.index(after: place)...]))
    }

    /// `https://user:secret@host/` names its user before the host.
    private static func withoutLogin(_ address: String) -> String {
        guard let scheme = address.firstRange(of: "://") else { return address }
        let host = address[scheme.upperBound...].prefix { $0 != "/" }
        guard let at = host.lastIndex(of: "@") else { return address }
        return String(address[..<scheme.upperBound]) + address[address.index(after: at)...]
    }

    private static func isPersonal(_ entry: Substring) -> Bool {
        let (name, stated) = cut(String(entry), at: "=")
        let value = stated ?? ""
        if value.contains("@") || value.lowercased().contains("%40") { return true }
        if value.hasPrefix("+") || value.lowercased().hasPrefix("%2b") { return true }
        let words = name.lowercased().split { !$0.isLetter }
        return words.contains { personalNames.contains(String($0)) }
    }

    private static let personalNames: Set<String> = [
        "email", "mail", "phone", "tel", "telephone", "mobile", "name", "firstname", "lastname",
        "surname", "fname", "lname", "username", "user", "login", "password", "pass", "pwd",
        "token", "session", "sid", "auth", "key", "signature", "address", "street", "postcode",
        "zip", "birthday", "dob", "iban", "customer", "account", "telefon", "vorname", "nachname",
        "strasse", "plz",
    ]
}
