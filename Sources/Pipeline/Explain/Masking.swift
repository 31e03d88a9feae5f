import JourneyModel

/// Shows enough of a personal value to recognise it, and no more.
enum Masking {
    static func masked(_ value: String?, _ kind: IdentifierKind) -> String {
        guard let value, !value.isEmpty else { return "" }
        switch kind {
        case .email:
            guard let at = value.firstIndex(of: "@") else { return ends(value) }
            return "\(value.prefix(1))***\(value[at...])"
        case .phone: return "\(value.prefix(3))******\(value.suffix(4))"
        case .account, .order: return ends(value)
        default: return ""
        }
    }

    private static func ends(_ value: String) -> String {
        value.count <= 4 ? value : "\(value.prefix(2))***\(value.suffix(2))"
    }
}
