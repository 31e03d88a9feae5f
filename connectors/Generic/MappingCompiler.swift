import ConnectorKit
import JourneyModel

/// Reads the part of a mapping file that describes one sort of record.
struct MappingCompiler {
    /// What a file says once for all of its streams.
    struct Shared {
        var timeZone: String?
        var formats: [TimeFormat] = [.iso]
        var emptyWords: Set<String> = []
        var ownNumbers: [String] = []
    }

    static let sharedKeys = ["time_zone", "time_format", "empty", "own_numbers"]
    static let keys =
        [
            "record", "fields", "identifiers", "turns", "only", "skip", "read_messages",
        ] + sharedKeys

    private let isTable: Bool
    private var shared: Shared
    private(set) var paths: [FieldPath] = []

    init(isTable: Bool, shared: Shared = Shared()) {
        self.isTable = isTable
        self.shared = shared
    }

    /// The settings that one sort of record shares with others of a file.
    static func shared(
        _ object: MappingObject, over outer: Shared = Shared()
    ) throws(MappingMistake) -> Shared {
        var shared = outer
        if let node = object["time_zone"] {
            let zone = try node.text()
            do {
                _ = try LocalTimeResolver(zone: zone)
            } catch {
                throw node.mistake(error.message)
            }
            shared.timeZone = zone
        }
        if let node = object["time_format"] { shared.formats = try formats(node) }
        if let node = object["empty"] {
            shared.emptyWords = Set(try node.texts().map { Folding.folded(ByteText.trimmed($0)) })
        }
        if let node = object["own_numbers"] { shared.ownNumbers = try node.texts() }
        return shared
    }

    mutating func mapping(_ object: MappingObject) throws(MappingMistake) -> Mapping {
        shared = try Self.shared(object, over: shared)
        let kind: RecordKind = try object.required("record").choice("record")
        var mapping = Mapping(kind: kind)
        let fieldsNode = try object.required("fields")
        mapping.fields = try fields(fieldsNode, kind.fields, of: kind.rawValue)
        for name in kind.required where mapping.fields[name] == nil {
            throw fieldsNode.mistake("a \(kind.rawValue) needs the field \(name)")
        }
        if let node = object["identifiers"] {
            for element in try node.elements() {
                mapping.identifiers.append(try identifier(element, kind))
            }
        }
        mapping.only = try conditions(object["only"])
        mapping.skip = try conditions(object["skip"])
        if let node = object["turns"] {
            guard kind == .chat else { throw node.mistake("only a chat has turns") }
            mapping.turns = try turns(node)
        }
        if let node = object["read_messages"] { mapping.readsMessages = try node.flag() }
        mapping.timeZone = shared.timeZone
        mapping.emptyWords = shared.emptyWords
        mapping.ownNumbers = shared.ownNumbers
        mapping.paths = paths
        return mapping
    }

    private mutating func fields(
        _ node: MappingNode, _ known: [String: FieldType], of what: String
    ) throws(MappingMistake) -> [String: FieldRule] {
        var rules: [String: FieldRule] = [:]
        for (key, value) in try node.members() {
            let name = try key.text()
            guard let type = known[name] else {
                throw key.unknown("field of a \(what)", name, among: Array(known.keys))
            }
            rules[name] = try rule(value, type, field: name)
        }
        return rules
    }

    private mutating func identifier(
        _ node: MappingNode, _ kind: RecordKind
    ) throws(MappingMistake) -> Mapping.IdentifierRule {
        let object = try node.object("key of an identifier", Self.identifierKeys)
        let kindNode = try object.required("kind")
        let word = try kindNode.text()
        guard let identifier = IdentifierKind.allCases.first(where: { $0.name == word }) else {
            throw kindNode.unknown(
                "kind of identifier", word, among: IdentifierKind.allCases.map(\.name))
        }
        var role = kind == .customer ? EvidenceRole.master : .own
        if let node = object["role"] {
            let roles: [String: EvidenceRole] = [
                "own": .own, "typed": .typed, "issued": .issued, "quoted": .quoted,
                "master": .master,
            ]
            let word = try node.text()
            guard let known = roles[word] else {
                throw node.unknown("role", word, among: Array(roles.keys))
            }
            role = known
        }
        var direction: Direction?
        if let node = object["direction"] {
            guard [.chat, .call, .leg].contains(kind) else {
                throw node.mistake("a \(kind.rawValue) has no direction")
            }
            let word = try node.text()
            let words = ["inbound", "outbound", "unknown"]
            guard words.contains(word) else { throw node.unknown("direction", word, among: words) }
            direction = Direction(rawValue: word)
        }
        return Mapping.IdentifierRule(
            kind: identifier, role: role, rule: try rule(object, .text, field: word),
            direction: direction, conditions: try conditions(object["when"]))
    }

    private mutating func conditions(
        _ node: MappingNode?
    ) throws(MappingMistake) -> [Mapping.Condition] {
        guard let node else { return [] }
        var conditions: [Mapping.Condition] = []
        for (key, value) in try node.members() {
            let words = Set(try value.texts().map { Folding.folded(ByteText.trimmed($0)) })
            conditions.append(.init(slot: try slot(try key.text(), key), words: words))
        }
        return conditions
    }

    private func turns(_ node: MappingNode) throws(MappingMistake) -> Mapping.TurnRule {
        guard !isTable else { throw node.mistake("a table has no turns; only JSON does") }
        let object = try node.object("key of turns", ["from", "fields", "only", "skip"])
        let from = try object.required("from")
        guard let path = FieldPath(json: try from.text()) else {
            throw from.mistake("this is no path; write names with dots, such as chat.messages")
        }
        var inner = MappingCompiler(isTable: false, shared: shared)
        let fieldsNode = try object.required("fields")
        let fields = try inner.fields(fieldsNode, RecordKind.ofTurn, of: "turn")
        for name in ["at", "author", "text"] where fields[name] == nil {
            throw fieldsNode.mistake("a turn needs the field \(name)")
        }
        let only = try inner.conditions(object["only"])
        let skip = try inner.conditions(object["skip"])
        return Mapping.TurnRule(
            path: path, paths: inner.paths, fields: fields, only: only, skip: skip)
    }

    /// The place of a path in the list of values.
    private mutating func slot(
        _ text: String, _ node: MappingNode
    ) throws(MappingMistake) -> Int {
        let path: FieldPath
        if isTable {
            path = FieldPath(column: text)
        } else if let found = FieldPath(json: text) {
            path = found
        } else {
            throw node.mistake("'\(text)' is no path; write names with dots, such as visitor.email")
        }
        if let known = paths.firstIndex(where: { $0 == path }) { return known }
        paths.append(path)
        return paths.count - 1
    }
}

extension MappingCompiler {
    static let ruleKeys = [
        "from", "value", "join", "after", "values", "otherwise", "default", "required", "optional",
        "format", "unit", "decimal", "latest",
    ]
    private static let identifierKeys = ["kind", "role", "direction", "when"] + ruleKeys

    static func formats(_ node: MappingNode) throws(MappingMistake) -> [TimeFormat] {
        let elements = node.isList ? try node.elements() : [node]
        guard !elements.isEmpty else { throw node.mistake("the list is empty") }
        return try elements.map { element throws(MappingMistake) in
            let text = try element.text()
            do throws(TimePattern.Mistake) {
                return try TimeFormat(text)
            } catch {
                if let near = Spelling.nearest(to: text, in: TimeFormat.names) {
                    throw element.mistake("unknown time format '\(text)'; did you mean \(near)?")
                }
                throw element.mistake(error.message)
            }
        }
    }

    /// `name: column`, `name: [column, column]`, or `name: {from: …}`.
    private mutating func rule(
        _ node: MappingNode, _ type: FieldType, field: String
    ) throws(MappingMistake) -> FieldRule {
        if node.isObject {
            return try rule(try node.object("key of a field", Self.ruleKeys), type, field: field)
        }
        var rule = FieldRule(name: field, line: node.mistake("").line)
        rule.formats = shared.formats
        try setSource(&rule, node)
        return rule
    }

    private mutating func setSource(
        _ rule: inout FieldRule, _ node: MappingNode
    ) throws(MappingMistake) {
        let texts = try node.texts()
        for text in texts { rule.slots.append(try slot(text, node)) }
        rule.name = texts[0]
    }

    private mutating func rule(
        _ object: MappingObject, _ type: FieldType, field: String
    ) throws(MappingMistake) -> FieldRule {
        var rule = FieldRule(name: field, line: object.node.mistake("").line)
        rule.formats = shared.formats
        switch (object["from"], object["value"]) {
        case (let from?, nil): try setSource(&rule, from)
        case (nil, let value?): rule.constant = try value.text()
        case (nil, nil): throw object.node.mistake("say where \(field) comes from: from or value")
        case (_?, let value?): throw value.mistake("value and from exclude each other")
        }
        rule.separator = try object["join"]?.text()
        rule.after = try object["after"]?.text()
        rule.otherwise = try object["otherwise"]?.text()
        rule.standard = try object["default"]?.text()
        rule.isRequired = try object["required"]?.flag() ?? false
        rule.isOptional = try object["optional"]?.flag() ?? false
        if let node = object["values"] { try setWords(&rule, node) }
        if let node = object["otherwise"], object["values"] == nil {
            throw node.mistake("otherwise is for words that values does not list; give values")
        }
        try setForm(&rule, object, type, field: field)
        try check(object, rule, type)
        return rule
    }

    private func setWords(
        _ rule: inout FieldRule, _ node: MappingNode
    ) throws(MappingMistake) {
        for (key, value) in try node.members() {
            let word = Folding.folded(ByteText.trimmed(try key.text()))
            let meaning = try value.text()
            if word.hasSuffix("*") {
                rule.prefixes.append((String(word.dropLast()), meaning))
            } else if rule.words.updateValue(meaning, forKey: word) != nil {
                throw key.mistake("this word stands here twice; case and accents do not count")
            }
        }
        rule.prefixes.sort { $0.start.utf8.count > $1.start.utf8.count }
    }

    /// How the text is to be read, where the sort of value has several ways.
    private func setForm(
        _ rule: inout FieldRule, _ object: MappingObject, _ type: FieldType, field: String
    ) throws(MappingMistake) {
        if let node = object["format"] {
            guard type == .time else { throw node.mistake("\(field) is no time, so has no format") }
            rule.formats = try Self.formats(node)
        }
        if let node = object["latest"] {
            guard type == .time else { throw node.mistake("\(field) is no time, so has no latest") }
            rule.takesLatest = try node.flag()
        }
        if let node = object["unit"] {
            guard type == .duration else {
                throw node.mistake("\(field) is no length of time, so has no unit")
            }
            rule.unit = try node.choice("unit")
        }
        if let node = object["decimal"] {
            guard type == .amount else {
                throw node.mistake("\(field) is no amount, so has no decimal mark")
            }
            guard let mark = DecimalMark(rawValue: try node.text()) else {
                throw node.mistake("expected ',' or '.'")
            }
            rule.decimalMark = mark
        }
    }

    /// Words that the mapping itself writes must be words of the field.
    private func check(
        _ object: MappingObject, _ rule: FieldRule, _ type: FieldType
    ) throws(MappingMistake) {
        guard case .choice(let choices) = type else { return }
        func check(_ node: MappingNode?) throws(MappingMistake) {
            guard let node else { return }
            let word = try node.text()
            guard choices.contains(word) else {
                throw node.unknown("value", word, among: choices)
            }
        }
        try check(object["value"])
        try check(object["default"])
        try check(object["otherwise"])
        if let values = object["values"] {
            for (_, value) in try values.members() { try check(value) }
        }
    }
}
