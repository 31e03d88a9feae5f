import ConnectorKit
import JourneyModel

/// The fields of one record as its mapping reads them.
struct MappedFields {
    let rules: [String: FieldRule]
    let types: [String: FieldType]
    let required: [String]
    let values: [String?]
    let clock: MappedClock
    /// Slots whose times are in UTC where they have no offset.
    var utcSlots: Set<Int> = []

    func text(_ field: String) throws(Rejection) -> String? {
        guard let rule = rules[field] else { return nil }
        let text = rule.result(values).text
        if text == nil, rule.isRequired || required.contains(field) {
            throw Rejection(
                .missingField, field: rule.name, "The value of \(rule.name) is missing.")
        }
        return text
    }

    /// A word of the field's list.
    func word(_ field: String) throws(Rejection) -> String? {
        guard let rule = rules[field], let text = try text(field) else { return nil }
        guard case .choice(let words)? = types[field] else {
            preconditionFailure("\(field) takes any text")
        }
        let word = text.lowercased()
        if word == RecordKind.derived { return nil }
        // A word that values does not list counts only where values lists none at all.
        if words.contains(word), rule.result(values) != .unlisted(text) { return word }
        throw Rejection(
            .badValue, field: rule.name,
            "\(rule.name) holds a word that the mapping does not list for \(field); add it to"
                + " values, or give otherwise.")
    }

    func moment(_ field: String) throws(Rejection) -> Timestamp? {
        guard let rule = rules[field], let text = try text(field) else { return nil }
        var moment = try read(text, rule)
        if rule.takesLatest {
            for slot in rule.slots {
                if let text = values[slot] { moment = max(moment, try read(text, rule)) }
            }
        }
        if TimeParser.isPlausible(moment) { return moment }
        guard required.contains(field) || rule.isRequired else { return nil }
        throw Rejection(
            .badTime, field: rule.name,
            "\(rule.name) lies before 1995: a clock that was never set, or another time format.")
    }

    private func read(_ text: String, _ rule: FieldRule) throws(Rejection) -> Timestamp {
        let isUTC = rule.slots.contains { values[$0] != nil && utcSlots.contains($0) }
        return try clock.moment(text, rule.formats, field: rule.name, isUTC: isUTC)
    }

    /// Milliseconds.
    func duration(_ field: String) throws(Rejection) -> Int64? {
        guard let rule = rules[field], let text = try text(field) else { return nil }
        if let value = rule.unit.milliseconds(text) { return value }
        throw Rejection(
            .badNumber, field: rule.name,
            "\(rule.name) is no length of time in \(rule.unit.rawValue); say its unit in the"
                + " mapping.")
    }

    /// Ten-thousandths of the unit of money.
    func amount(_ field: String) throws(Rejection) -> Int64? {
        guard let rule = rules[field], let text = try text(field) else { return nil }
        let plain = DecimalMark.plain(text, decimal: rule.decimalMark)
        guard let value = plain.flatMap({ Decimal64($0, decimals: 4) }) else {
            throw Rejection(
                .badNumber, field: rule.name,
                "\(rule.name) is not a decimal number that can be read one way only; say"
                    + " decimal: '.' or ',' in the mapping.")
        }
        guard value.units >= 0 else {
            throw Rejection(
                .badValue, field: rule.name,
                "\(rule.name) is negative; give the gross amount, and returns as refunded.")
        }
        return value.units
    }

    func whole(_ field: String) throws(Rejection) -> Int64? {
        guard let rule = rules[field], let text = try text(field) else { return nil }
        if let value = Int64(text) { return value }
        throw Rejection(.badNumber, field: rule.name, "\(rule.name) is no whole number.")
    }

    func flag(_ field: String) throws(Rejection) -> Bool {
        guard let rule = rules[field], let text = try text(field) else { return false }
        switch text.lowercased() {
        case "true", "yes", "y", "1", "t": return true
        case "false", "no", "n", "0", "f": return false
        default:
            throw Rejection(
                .badValue, field: rule.name,
                "\(rule.name) is neither true nor false; list its words under values.")
        }
    }
}
