import ConnectorKit
import JourneyModel

/// Reads the values of feed columns by what they hold.
struct FeedValues {
    private let normalizer: IdentifierNormalizer
    private let time: FeedTime
    /// Whose own numbering a visitor id of no shared form is.
    private let visitorSource: String

    init(_ base: FeedBase) {
        normalizer = IdentifierNormalizer(region: base.settings.region)
        time = base.time
        visitorSource = base.settings.options[VisitorOption.name] ?? base.settings.name
    }

    /// A time, or a date as the first moment of its day.
    func moment(_ text: String, field: String) throws(Rejection) -> Timestamp {
        try time.momentOrDay(text, field: field)
    }

    func value(of text: String, in column: Feed.Column) throws(Rejection) -> FeedValue {
        let field = column.name
        switch column.kind {
        case .text: return .text(text)
        case .page: return .page(text)
        case .personal: return .personal(text)
        case .name: return .text(try name(text, field: field))
        case .word(let allowed): return .text(try word(text, allowed, field: field))
        case .source: return .text(try source(text, field: field))
        case .time: return .time(try moment(text, field: field))
        case .number(let isSigned):
            return .number(try number(text, decimals: 4, isSigned: isSigned, field: field))
        case .count:
            let count = try number(text, decimals: 0, isSigned: false, field: field)
            guard count <= Int32.max else {
                throw Rejection(.badNumber, field: field, "\(field) is too large.")
            }
            return .number(count * 10_000)
        case .account, .phone, .visitor:
            return .identifier(try identifier(text, column.kind, field: field))
        }
    }

    private func name(_ text: String, field: String) throws(Rejection) -> String {
        guard text.utf8.count <= Limits.identifierBytes else {
            throw Rejection(
                .tooLong, field: field, "\(field) is longer than \(Limits.identifierBytes) bytes.")
        }
        return text
    }

    private func word(
        _ text: String, _ allowed: [String], field: String
    ) throws(Rejection) -> String {
        let word = try name(text.lowercased(), field: field)
        guard allowed.isEmpty || allowed.contains(word) else {
            throw Rejection(
                .badValue, field: field,
                "\(field) is none of \(allowed.joined(separator: ", ")); use one of them.")
        }
        return word
    }

    private func source(_ text: String, field: String) throws(Rejection) -> String {
        let name = try name(text, field: field)
        guard RecordName.isSourceName(name) else {
            throw Rejection(
                .badValue, field: field,
                "\(field) is no name of a source; write it as `journey freshness` lists it, such as"
                    + " zendesk-chat.")
        }
        return name
    }

    private func number(
        _ text: String, decimals: Int, isSigned: Bool, field: String
    ) throws(Rejection) -> Int64 {
        guard let value = Decimal64(text, decimals: decimals) else {
            let form = decimals == 0 ? "a whole number" : "a decimal number"
            throw Rejection(
                .badNumber, field: field,
                "\(field) is not \(form); write it with digits and a decimal point, without"
                    + " thousands separators.")
        }
        guard isSigned || value.units >= 0 else {
            throw Rejection(.badValue, field: field, "\(field) is negative.")
        }
        return value.units
    }

    private func identifier(
        _ text: String, _ kind: Feed.Kind, field: String
    ) throws(Rejection) -> Identifier {
        let found: Identifier?
        var advice = "it is a placeholder or was rounded by a spreadsheet."
        switch kind {
        case .account: found = normalizer.account(text)?.identifier
        case .phone:
            found = normalizer.phone(text).e164.map { Identifier(.phone, normalized: $0) }
            advice = "write it with +, or name the country with --region."
        default:
            found = normalizer.browser(text, source: visitorSource)
            advice = "it is a placeholder or too long."
        }
        guard let found else {
            throw Rejection(.badValue, field: field, "\(field) identifies nobody; \(advice)")
        }
        return found
    }
}

/// The option of feeds whose visitors are known by the numbering of one source.
enum VisitorOption {
    static let name = "visitor_source"

    static let option = ConnectorDescription.Option(
        name,
        "the source whose own visitor ids these are, such as zendesk-chat; ids of a shared form"
            + " need none")
}
