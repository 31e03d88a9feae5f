import ConnectorKit

/// Page addresses without what they tell about a person.
enum PageURL {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Query parameters whose values are personal or secret, without `_` and `-`, lower case.
    private static let personal: Set<String> = [
        "email", "emailaddress", "mail", "usermail", "useremail", "customeremail", "phone",
        "phonenumber", "telephone", "tel", "mobile", "mobilenumber", "cell", "fax", "msisdn",
        "name", "firstname", "lastname", "fullname", "surname", "familyname", "givenname", "fname",
        "lname", "username", "login", "user", "address", "street", "address1", "address2",
        "postcode", "zip", "zipcode", "birthdate", "birthday", "dob", "dateofbirth", "ssn", "iban",
        "cardnumber", "password", "passwd", "pwd", "pass", "pin", "otp", "secret", "token",
        "accesstoken", "idtoken", "refreshtoken", "authtoken", "resettoken", "csrftoken", "jwt",
        "auth", "authorization", "apikey", "key", "sig", "signature", "code", "state", "session",
        "sessionid", "sid", "phpsessid", "jsessionid", "ticket", "samlresponse",
    ]

    /// Whether the address can hold nothing personal.
    static func isPlain(_ url: Bytes) -> Bool {
        for byte in url {
            switch byte {
            case UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "%"),
                UInt8(ascii: ";"):
                return false
            default: continue
            }
        }
        return true
    }

    /// Appends the address without personal parameters of query and fragment, without user and
    /// password before the host, and with `:email` for path segments that are e-mail addresses.
    static func appendCleaned(_ url: Bytes, to arena: inout [UInt8]) {
        let fragment = ByteText.firstIndex(of: UInt8(ascii: "#"), in: url) ?? url.count
        let head = Bytes(rebasing: url[..<fragment])
        let query = ByteText.firstIndex(of: UInt8(ascii: "?"), in: head) ?? head.count
        appendPath(Bytes(rebasing: head[..<query]), to: &arena)
        if query < head.count {
            let parameters = Bytes(rebasing: head[(query + 1)...])
            appendParameters(parameters, after: UInt8(ascii: "?"), to: &arena)
        }
        if fragment < url.count {
            appendFragment(Bytes(rebasing: url[(fragment + 1)...]), to: &arena)
        }
    }

    /// `utm_campaign`, decoded; else `utm_source`.
    static func campaign(of url: Bytes) -> String? {
        guard let query = ByteText.firstIndex(of: UInt8(ascii: "?"), in: url) else { return nil }
        var source: String?
        let end = ByteText.firstIndex(of: UInt8(ascii: "#"), in: url, from: query) ?? url.count
        for pair in url[(query + 1)..<end].split(separator: UInt8(ascii: "&")) {
            let pair = Bytes(rebasing: pair)
            guard ByteText.hasPrefix(pair, "utm_") else { continue }
            if ByteText.hasPrefix(pair, "utm_campaign="), pair.count > 13 {
                return decoded(Bytes(rebasing: pair[13...]))
            }
            if ByteText.hasPrefix(pair, "utm_source="), pair.count > 11 {
                source = source ?? decoded(Bytes(rebasing: pair[11...]))
            }
        }
        return source
    }

    private static func appendPath(_ path: Bytes, to arena: inout [UInt8]) {
        var rest = path
        if let scheme = authority(of: path) {
            let end =
                ByteText.firstIndex(of: UInt8(ascii: "/"), in: path, from: scheme) ?? path.count
            let host = path[scheme..<end]
            let at = host.lastIndex(of: UInt8(ascii: "@"))
            arena.append(contentsOf: path[..<scheme])
            arena.append(contentsOf: path[(at.map { $0 + 1 } ?? scheme)..<end])
            rest = Bytes(rebasing: path[end...])
        }
        var isFirst = true
        for segment in rest.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            if !isFirst { arena.append(UInt8(ascii: "/")) }
            isFirst = false
            appendSegment(Bytes(rebasing: segment), to: &arena)
        }
    }

    /// A path segment; matrix parameters such as `;jsessionid=…` are left out when personal.
    private static func appendSegment(_ segment: Bytes, to arena: inout [UInt8]) {
        if isEmail(segment) {
            arena.append(contentsOf: ":email".utf8)
            return
        }
        var isFirst = true
        for part in segment.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
            if !isFirst, isPersonal(Bytes(rebasing: part)) { continue }
            if !isFirst { arena.append(UInt8(ascii: ";")) }
            isFirst = false
            arena.append(contentsOf: part)
        }
    }

    private static func appendParameters(
        _ query: Bytes, after mark: UInt8, to arena: inout [UInt8]
    ) {
        var separator = mark
        for pair in query.split(separator: UInt8(ascii: "&")) {
            if isPersonal(Bytes(rebasing: pair)) { continue }
            arena.append(separator)
            arena.append(contentsOf: pair)
            separator = UInt8(ascii: "&")
        }
    }

    /// A fragment may be an anchor, a route with a query of its own, or parameters.
    private static func appendFragment(_ fragment: Bytes, to arena: inout [UInt8]) {
        if let query = ByteText.firstIndex(of: UInt8(ascii: "?"), in: fragment) {
            arena.append(UInt8(ascii: "#"))
            appendPath(Bytes(rebasing: fragment[..<query]), to: &arena)
            let parameters = Bytes(rebasing: fragment[(query + 1)...])
            appendParameters(parameters, after: UInt8(ascii: "?"), to: &arena)
        } else if fragment.contains(UInt8(ascii: "=")) {
            appendParameters(fragment, after: UInt8(ascii: "#"), to: &arena)
        } else {
            arena.append(UInt8(ascii: "#"))
            appendPath(fragment, to: &arena)
        }
    }

    private static func authority(of path: Bytes) -> Int? {
        for place in 0..<max(0, min(path.count, 16) - 2)
        where path[place] == UInt8(ascii: ":") && path[place + 1] == UInt8(ascii: "/")
            && path[place + 2] == UInt8(ascii: "/")
        {
            return place + 3
        }
        return path.starts(with: "//".utf8) ? 2 : nil
    }

    private static func isPersonal(_ pair: Bytes) -> Bool {
        let equals = ByteText.firstIndex(of: UInt8(ascii: "="), in: pair) ?? pair.count
        var key = decoded(Bytes(rebasing: pair[..<equals])).lowercased()
        if let bracket = key.lastIndex(of: "[") {
            let inner = key[key.index(after: bracket)...].filter { $0 != "]" }
            key = inner.isEmpty ? String(key[..<bracket]) : inner
        }
        key.removeAll { $0 == "_" || $0 == "-" || $0 == "." }
        if personal.contains(key) { return true }
        return equals < pair.count && isEmail(Bytes(rebasing: pair[(equals + 1)...]))
    }

    private static func isEmail(_ bytes: Bytes) -> Bool {
        guard bytes.contains(where: { $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "%") }) else {
            return false
        }
        return EmailAddress.isShaped(decoded(bytes))
    }

    /// With `%xx` and `+` resolved.
    private static func decoded(_ bytes: Bytes) -> String {
        var decoded: [UInt8] = []
        var at = 0
        while at < bytes.count {
            let byte = bytes[at]
            if byte == UInt8(ascii: "%"), at + 2 < bytes.count,
                let value = UInt8(
                    String(decoding: bytes[(at + 1)...(at + 2)], as: UTF8.self), radix: 16)
            {
                decoded.append(value)
                at += 3
            } else {
                decoded.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
                at += 1
            }
        }
        // A NUL cannot be stored.
        return String(decoding: decoded.filter { $0 != 0 }, as: UTF8.self)
    }
}
