import ConnectorKit
import JourneyModel

extension ConnectReader {
    /// Appends who this was, strongest first: the contact's own id and those it came from, the
    /// customer's number or address, then the attributes in their order.
    func appendEvidence(
        of contact: JSONValue, _ segment: ConnectSegment, _ leg: ContactLeg,
        to batch: inout RecordBatch
    ) {
        let subject = Evidence.Subject.leg(callID: leg.callID, legID: leg.legID)
        batch.append(
            [Identifier(.contact, normalized: segment.id)], of: subject, role: .issued,
            seenAt: leg.startedAt)
        var own = endpoint(of: contact)
        var quoted: [Identifier] = []
        if segment.origin != .moved {
            quoted = [segment.previousID, segment.initialID, segment.relatedID].compactMap { id in
                id.map { Identifier(.contact, normalized: $0) }
            }
        } else if let related = segment.relatedID {
            quoted = [Identifier(.contact, normalized: related)]
        }
        if let login = Self.text(contact["CustomerId"]).flatMap({ normalizer.account($0) }) {
            own.append(login.identifier)
        }
        contact["Attributes"]?.forEachMember { key, value in
            guard let text = Self.text(value),
                let role = options.role(of: String(decoding: key, as: UTF8.self))
            else { return }
            switch role {
            case .chat: quoted += chat(text)
            case .code: quoted += code(text)
            default: own += identifiers(text, role)
            }
        }
        batch.append(own, of: subject, role: .own, seenAt: leg.startedAt)
        batch.append(quoted, of: subject, role: .quoted, seenAt: leg.startedAt)
        if leg.channel == .voice, leg.direction == .inbound,
            let number = Self.text(contact["SystemEndpoint", "Address"]).flatMap({
                normalizer.companyNumber($0)
            })
        {
            batch.append([number], of: subject, role: .click, seenAt: leg.startedAt)
        }
    }

    /// The customer's side. Anonymous callers have none, or a word in its place.
    private func endpoint(of contact: JSONValue) -> [Identifier] {
        guard let customer = contact["CustomerEndpoint"],
            let address = Self.text(customer["Address"])
        else { return [] }
        if Self.text(customer["Type"])?.uppercased() == "EMAIL_ADDRESS" {
            return identifiers(address, .email)
        }
        let company = Self.text(contact["SystemEndpoint", "Address"])
        if company == address { return [] }
        return identifiers(address, .phone)
    }

    private func identifiers(_ text: String, _ role: ConnectOptions.Role) -> [Identifier] {
        switch role {
        case .account:
            return normalizer.account(text).map { [$0.identifier] } ?? []
        case .email:
            return normalizer.email(text).map { [Identifier(.email, normalized: $0)] } ?? []
        case .phone:
            guard let number = normalizer.phone(text).e164, !options.ownNumbers.contains(number)
            else { return [] }
            return [Identifier(.phone, normalized: number)]
        case .browser: return [normalizer.browser(text, source: source)].compactMap { $0 }
        case .name: return [normalizer.name(text)].compactMap { $0 }
        case .chat, .code: return []
        }
    }

    private func chat(_ text: String) -> [Identifier] {
        guard !Placeholder.matches(text), text.utf8.count <= Limits.identifierBytes else {
            return []
        }
        return [Identifier(.contact, normalized: text)]
    }

    private func code(_ text: String) -> [Identifier] {
        if Placeholder.matches(text) { return [] }
        let plain = text.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        let isCode = (Self.shortestCode...Self.longestCode).contains(plain.utf8.count)
        return isCode ? [Identifier(.reference, normalized: plain)] : []
    }

    private static let shortestCode = 3
    private static let longestCode = 24
}
