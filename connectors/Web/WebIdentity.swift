import ConnectorKit
import JourneyModel

/// Whom an event names, in the forms that other systems know them by.
struct WebIdentity {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// The source whose own numbering ids of no shared form are.
    let source: String
    let normalizer: IdentifierNormalizer

    init(source: String, region: String?) {
        self.source = source
        normalizer = IdentifierNormalizer(region: region)
    }

    /// A browser id; empty for nobody.
    func append(browser raw: Bytes, to batch: inout RecordBatch) -> RecordBatch.Text {
        let bytes = BrowserID.unwrapped(raw)
        guard bytes.count <= Limits.identifierBytes, !Placeholder.matches(bytes) else {
            return .empty
        }
        return BrowserID.form(bytes) == .hexadecimal
            ? batch.append(lowering: bytes) : batch.append(bytes: bytes)
    }

    /// A login as the event's account.
    ///
    /// - Returns: The e-mail address that it may be.
    func append(
        account raw: Bytes, to event: inout WebEvent, _ batch: inout RecordBatch
    ) -> Identifier? {
        let bytes = ByteText.trimmed(raw)
        if bytes.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "@") }) {
            guard AccountID.isUsable(bytes) else { return nil }
            event.account =
                BrowserID.isUUID(bytes)
                ? batch.append(lowering: bytes) : batch.append(bytes: bytes)
            return nil
        }
        return append(account: String(decoding: bytes, as: UTF8.self), to: &event, &batch)
    }

    func append(
        account text: String, to event: inout WebEvent, _ batch: inout RecordBatch
    ) -> Identifier? {
        guard let login = normalizer.account(text) else { return nil }
        event.account = batch.append(text: login.account.value.utf8)
        return login.email
    }

    func browser(_ raw: Bytes) -> Identifier? {
        normalizer.browser(String(decoding: raw, as: UTF8.self), source: source)
    }

    /// An order id of the shop.
    func order(_ raw: Bytes) -> Identifier? { whole(.order, raw) }

    /// A chat's id, as the chat tool gave it.
    func chat(_ raw: Bytes) -> Identifier? { whole(.contact, raw) }

    private func whole(_ kind: IdentifierKind, _ raw: Bytes) -> Identifier? {
        let bytes = ByteText.trimmed(raw)
        guard bytes.count <= Limits.identifierBytes, !Placeholder.matches(bytes) else { return nil }
        return Identifier(kind, normalized: String(decoding: bytes, as: UTF8.self))
    }

    /// The number of a `tel:` link.
    func companyNumber(_ link: Bytes) -> Identifier? {
        guard PhoneClick.isNumber(link) else { return nil }
        return normalizer.companyNumber(String(decoding: link, as: UTF8.self))
    }
}
