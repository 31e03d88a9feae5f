import ConnectorKit
import JourneyModel

/// The options of `asterisk-cdr`, checked.
struct AsteriskOptions: Sendable {
    /// The order of the columns where it is configured and not read from the rows.
    var layout: AsteriskLayout?
    var isUTC = false
    /// One direction for every call of the source.
    var direction: Direction?
    var directionByContext: [String: Direction] = [:]
    var internalNumbers: ExtensionSet
    var ownNumbers: [String] = []
    var trunkPrefix: String?
    var accountcodeIsAccount = false

    static let known: [ConnectorDescription.Option] = [
        .init(
            "columns", "comma list of column names, `-` for one to skip; else read from the rows"),
        .init("gmt", "yes: times are UTC (usegmtime=yes); else they need --time-zone"),
        .init(
            "direction",
            "inbound, outbound or internal for every call, or CONTEXT:inbound,CONTEXT2:outbound"),
        .init(
            "internal",
            "extensions: ranges 1000-1999, Asterisk patterns 1XXX, or a regular expression (^ $)"),
        .init("own_numbers", "comma list of the company's public numbers; never a customer's"),
        .init("trunk_prefix", "digits dialled for an outside line, such as 9 or 0"),
        .init("accountcode", "account: accountcode is the customer's number; else it is not read"),
    ]

    init(_ options: [String: String]) throws(SettingError) {
        let names = Self.known.map(\.name)
        if let unknown = options.keys.filter({ !names.contains($0) }).sorted().first {
            throw SettingError(
                "asterisk-cdr has no option \(unknown); it has \(names.joined(separator: ", "))",
                isUnknownOption: true)
        }
        internalNumbers = try ExtensionSet(options["internal"] ?? "")
        layout = try options["columns"].map { text throws(SettingError) in
            try Self.layout(text)
        }
        isUTC = try Self.flag(options["gmt"], of: "gmt")
        ownNumbers = Self.list(options["own_numbers"])
        if let prefix = options["trunk_prefix"], !prefix.isEmpty {
            guard prefix.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                throw SettingError("trunk_prefix=\(prefix) is not a number")
            }
            trunkPrefix = prefix
        }
        switch options["accountcode"] {
        case nil, "", "none": break
        case "account": accountcodeIsAccount = true
        case .some(let value):
            throw SettingError("accountcode=\(value) is unknown; it can be account or none")
        }
        try readDirections(options["direction"] ?? "")
    }

    private mutating func readDirections(_ text: String) throws(SettingError) {
        for entry in Self.list(text) {
            guard let colon = entry.lastIndex(of: ":") else {
                direction = try Self.direction(entry)
                continue
            }
            let value = String(entry[entry.index(after: colon)...])
            directionByContext[String(entry[..<colon])] = try Self.direction(value)
        }
    }

    private static func direction(_ text: String) throws(SettingError) -> Direction {
        guard let direction = Direction(rawValue: text.lowercased()), direction != .unknown else {
            throw SettingError("direction: \(text) is not inbound, outbound or internal")
        }
        return direction
    }

    private static func layout(_ text: String) throws(SettingError) -> AsteriskLayout {
        var columns: [AsteriskColumn?] = []
        for name in list(text) {
            let column = AsteriskColumn(named: name)
            if column == nil, name != "-", !unread.contains(name.lowercased()) {
                throw SettingError("columns: \(name) is not a column of a call record")
            }
            if let column, columns.contains(column) {
                throw SettingError("columns: \(name) is named twice")
            }
            columns.append(column)
        }
        for needed in [AsteriskColumn.src, .dst, .start, .disposition]
        where !columns.contains(needed) {
            throw SettingError("columns: \(needed.name) is missing")
        }
        return AsteriskLayout(columns)
    }

    /// Columns of known layouts that say nothing about a contact.
    private static let unread: Set<String> = [
        "outbound_cnum", "outbound_cnam", "dst_cnam", "recordingfile", "id",
    ]

    private static func flag(_ text: String?, of name: String) throws(SettingError) -> Bool {
        switch text?.lowercased() {
        case nil, "", "no", "false", "0": return false
        case "yes", "true", "1": return true
        case .some(let value): throw SettingError("\(name)=\(value) is neither yes nor no")
        }
    }

    private static func list(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",").map { String($0).trimmingBlanks() }
            .filter { !$0.isEmpty }
    }
}
