import ConnectorKit
import JourneyModel

/// Makes records of ours from records of a source, by one mapping.
struct RecordBuilder {
    /// One record of the source.
    struct Input {
        /// In the order of the mapping's paths.
        var values: [String?]
        /// The messages of a chat.
        var turns: JSONValue?
        /// Names a record that states no id.
        var key: () -> String
        /// Slots whose times are in UTC where they have no offset.
        var utcSlots: Set<Int> = []
    }

    let mapping: Mapping
    let source: String
    let clock: MappedClock
    let normalizer: IdentifierNormalizer
    let agents = UserAgentCache()
    let ownNumbers: Set<String>

    init(
        _ mapping: Mapping, source: String, clock: MappedClock, region: String?
    ) {
        self.mapping = mapping
        self.source = source
        self.clock = clock
        let normalizer = IdentifierNormalizer(region: region)
        self.normalizer = normalizer
        ownNumbers = Set(mapping.ownNumbers.compactMap { normalizer.phone($0).e164 })
    }

    /// Appends what the record says; one that the mapping leaves out only counts as ignored.
    func append(_ input: Input, to batch: inout RecordBatch) throws(Rejection) {
        let isWanted =
            mapping.only.allSatisfy { $0.fits(input.values) }
            && !mapping.skip.contains { $0.fits(input.values) }
        guard isWanted else {
            batch.ignored += 1
            return
        }
        let fields = MappedFields(
            rules: mapping.fields, types: mapping.kind.fields, required: mapping.kind.required,
            values: input.values, clock: clock, utcSlots: input.utcSlots)
        switch mapping.kind {
        case .webEvent: try appendWebEvent(fields, input, to: &batch)
        case .chat, .call: try appendContact(fields, input, to: &batch)
        case .leg: try appendLeg(fields, input, to: &batch)
        case .conversion: try appendConversion(fields, input, to: &batch)
        case .customer: try appendCustomer(fields, input, to: &batch)
        }
    }

    /// The record's own id, else the key made for it.
    func id(_ fields: MappedFields, _ input: Input) throws(Rejection) -> String {
        guard let id = try fields.text("id") else { return input.key() }
        return try usable(id, of: "id", fields)
    }

    func usable(
        _ id: String, of field: String, _ fields: MappedFields
    ) throws(Rejection) -> String {
        let name = fields.rules[field]?.name ?? field
        guard id.utf8.count <= Limits.identifierBytes, !Placeholder.matches(id) else {
            throw Rejection(
                .badValue, field: name,
                "\(name) names no record: it is a placeholder or longer than"
                    + " \(Limits.identifierBytes) bytes.")
        }
        return id
    }

    /// Who the record says this was, strongest as the mapping orders them.
    func identifiers(
        _ values: [String?], direction: Direction? = nil
    ) -> [(identifier: Identifier, role: EvidenceRole)] {
        if direction == .internal { return [] }
        var found: [(identifier: Identifier, role: EvidenceRole)] = []
        for rule in mapping.identifiers {
            if let wanted = rule.direction, wanted != direction { continue }
            guard rule.conditions.allSatisfy({ $0.fits(values) }) else { continue }
            guard let text = rule.rule.result(values).text,
                let identifier = identifier(rule.kind, text)
            else { continue }
            found.append((identifier, rule.role))
        }
        return found
    }

    /// Appends identifiers, each once a role, numbered in their order.
    func append(
        _ found: [(identifier: Identifier, role: EvidenceRole)], of subject: Evidence.Subject,
        seenAt: Timestamp?, validTo: Timestamp? = nil, to batch: inout RecordBatch
    ) {
        var ordinal: Int16 = 0
        for (place, entry) in found.enumerated()
        where ordinal < .max && !found[..<place].contains(where: { $0 == entry }) {
            batch.evidence.append(
                Evidence(
                    record: batch.record, subject: subject, identifier: entry.identifier,
                    role: entry.role, ordinal: ordinal, seenAt: seenAt, validTo: validTo))
            ordinal += 1
        }
    }

    private func identifier(_ kind: IdentifierKind, _ text: String) -> Identifier? {
        switch kind {
        case .account: return normalizer.account(text)?.identifier
        case .email: return normalizer.email(text).map { Identifier(.email, normalized: $0) }
        case .phone:
            guard let number = normalizer.phone(text).e164, !ownNumbers.contains(number) else {
                return nil
            }
            return Identifier(.phone, normalized: number)
        case .browser, .visitor: return normalizer.browser(text, source: source)
        case .name: return normalizer.name(text)
        case .order, .contact, .reference:
            guard text.utf8.count <= Limits.identifierBytes, !Placeholder.matches(text) else {
                return nil
            }
            if kind != .reference { return Identifier(kind, normalized: text) }
            let code = text.uppercased().filter { $0 != "-" && $0 != "#" }
            return code.isEmpty ? nil : Identifier(.reference, normalized: code)
        }
    }
}
