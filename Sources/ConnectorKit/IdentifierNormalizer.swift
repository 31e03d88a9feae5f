import JourneyModel

/// Brings identifiers of all sources into one form, and refuses values that identify nobody.
///
/// It remembers the telephone numbers it has seen, so each reader has its own.
package final class IdentifierNormalizer {
    /// A login; where it is an e-mail address, that too.
    package struct Account: Sendable, Hashable {
        package var account: Identifier
        package var email: Identifier?

        /// What it identifies by: an address used as login is an e-mail, not a customer number
        /// beside one, or a person with both would look like two accounts.
        package var identifier: Identifier { email ?? account }
    }

    /// ISO 3166 code of national telephone numbers; `nil` when only international ones can be read.
    package let region: String?
    /// Distinct numbers remembered.
    static let cachedPhones = 65_536
    var phones: [String: PhoneResult] = [:]
    var foldedNames: [String: String] = [:]

    package init(region: String? = nil) {
        self.region = region.map { $0.uppercased() }
    }

    package func email(_ raw: String) -> String? {
        TimeParser.withBytes(of: raw) { EmailAddress.normalized($0) }
    }

    package func account(_ raw: String) -> Account? {
        let value: String? = TimeParser.withBytes(of: raw) { raw in
            let bytes = ByteText.trimmed(raw)
            guard AccountID.isUsable(bytes) else { return nil }
            let text = String(decoding: bytes, as: UTF8.self)
            return BrowserID.isUUID(bytes) ? text.lowercased() : Folding.composed(text)
        }
        guard let value else { return nil }
        guard let address = email(value) else {
            guard !value.utf8.contains(UInt8(ascii: "@")) || !EmailAddress.isShaped(value) else {
                return nil
            }
            return Account(account: Identifier(.account, normalized: value), email: nil)
        }
        return Account(
            account: Identifier(.account, normalized: address),
            email: Identifier(.email, normalized: address))
    }

    /// - Parameter source: The source whose own numbering an id of no shared form is.
    package func browser(_ raw: String, source: String) -> Identifier? {
        TimeParser.withBytes(of: raw) { raw in
            let bytes = BrowserID.unwrapped(raw)
            guard bytes.count <= Limits.identifierBytes, !Placeholder.matches(bytes) else {
                return nil
            }
            let text = String(decoding: bytes, as: UTF8.self)
            return switch BrowserID.form(bytes) {
            case .hexadecimal: Identifier(.browser, normalized: text.lowercased())
            case .token: Identifier(.browser, normalized: text)
            case .local: Identifier(.visitor, normalized: text, space: source)
            }
        }
    }

    /// The folded surname of a person's name; `nil` for names that systems make up.
    package func name(_ raw: String) -> Identifier? {
        if let known = foldedNames[raw] {
            return known.isEmpty ? nil : Identifier(.name, normalized: known)
        }
        let folded = PersonName.foldedSurname(raw) ?? ""
        if foldedNames.count >= Self.cachedPhones { foldedNames.removeAll(keepingCapacity: true) }
        foldedNames[raw] = folded
        return folded.isEmpty ? nil : Identifier(.name, normalized: folded)
    }
}
