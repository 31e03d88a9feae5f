/// What in an address or a line of text tells who somebody is.
///
/// Everything here looks at shapes and names only, so the same bytes always give the same answer.
/// It errs towards leaving things out: a page that is folded into another costs less than a person
/// that can be read in a table.
package enum PersonalData {
    package typealias Bytes = UnsafeBufferPointer<UInt8>

    /// What stood there; the raw value is what stands there instead.
    package enum Kind: String, Sendable, CaseIterable {
        case email = ":email"
        case phone = ":phone"
        case name = ":name"
        /// A password, a session, a one-time code.
        case token = ":token"
        /// The number of a payment card.
        case card = ":card"
        /// An internet address.
        case address = ":ip"
    }

    /// What a value is, its escapes resolved as often as it was escaped.
    ///
    /// - Parameter isQuery: `+` means a blank.
    package static func kind(ofValue raw: Bytes, isQuery: Bool = false) -> Kind? {
        guard mayBePersonal(raw) else { return nil }
        return withDecoded(raw, isQuery: isQuery) { value in
            if TextShape.firstEmail(in: value) != nil { return .email }
            if NumberShape.isInternetAddress(value) { return .address }
            if NumberShape.firstCard(in: value) != nil { return .card }
            if TextShape.isPhone(value) || TextShape.firstPlusNumber(in: value) != nil {
                return .phone
            }
            return TextShape.isToken(value) ? .token : nil
        }
    }

    /// Whether a value has what every address, number and token has: a look without decoding.
    private static func mayBePersonal(_ raw: Bytes) -> Bool {
        var digits = 0
        for byte in raw {
            switch byte {
            case 0x30...0x39: digits &+= 1
            case UInt8(ascii: "@"), UInt8(ascii: "%"): return true
            default: continue
            }
        }
        return digits >= 2 && raw.count >= 7
    }

    /// Calls with `%xx` resolved, up to three times over, and in queries `+` as a blank.
    /// Addresses are escaped anew by each system that passes them on.
    private static let timesDecoded = 16

    package static func withDecoded<Result>(
        _ raw: Bytes, isQuery: Bool = false, _ body: (Bytes) -> Result
    ) -> Result {
        guard raw.contains(where: { $0 == UInt8(ascii: "%") || isQuery && $0 == 0x2b }) else {
            return body(raw)
        }
        var bytes = Array(raw)
        if isQuery {
            for place in bytes.indices where bytes[place] == 0x2b { bytes[place] = 0x20 }
        }
        for _ in 0..<timesDecoded {
            let decoded = unescaped(bytes)
            if decoded.count == bytes.count { break }
            bytes = decoded
        }
        return bytes.withUnsafeBufferPointer(body)
    }

    private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var at = 0
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.count,
                let high = TextShape.hexValue(bytes[at + 1]),
                let low = TextShape.hexValue(bytes[at + 2])
            {
                result.append(high << 4 | low)
                at += 3
            } else {
                result.append(bytes[at])
                at += 1
            }
        }
        return result
    }
}

/// Text that people read: titles, campaigns, names of events.
extension PersonalData {
    /// Whether the text holds an e-mail address or a telephone number.
    package static func isIn(text: Bytes) -> Bool {
        var hasMark = false
        for byte in text
        where byte == UInt8(ascii: "@") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "%") {
            hasMark = true
            break
        }
        guard hasMark else { return false }
        return withDecoded(text) { text in
            TextShape.firstEmail(in: text) != nil || TextShape.firstPlusNumber(in: text) != nil
        }
    }

    /// Appends the text, decoded, with ``Kind``'s words for what is personal in it.
    package static func append(text: Bytes, to result: inout [UInt8]) {
        withDecoded(text) { text in
            var rest = text
            while let (kind, found) = first(in: rest) {
                result.append(contentsOf: rest[..<found.lowerBound])
                result.append(contentsOf: kind.rawValue.utf8)
                rest = Bytes(rebasing: rest[found.upperBound...])
            }
            result.append(contentsOf: rest)
        }
    }

    /// The text with words such as `:email` in place of what is personal in it.
    package static func cleaned(_ text: String) -> String {
        var text = text
        let clean = text.withUTF8 { bytes -> [UInt8]? in
            guard isIn(text: bytes) else { return nil }
            var clean: [UInt8] = []
            append(text: bytes, to: &clean)
            return clean
        }
        return clean.map { String(decoding: $0, as: UTF8.self) } ?? text
    }

    private static func first(in text: Bytes) -> (Kind, Range<Int>)? {
        let email = TextShape.firstEmail(in: text)
        let number = TextShape.firstPlusNumber(in: text)
        guard let email else { return number.map { (.phone, $0) } }
        guard let number, number.lowerBound < email.lowerBound else { return (.email, email) }
        return (.phone, number)
    }
}
