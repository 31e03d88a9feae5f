import ConnectorKit

/// Identifiers and messages of a draft.
extension MappingDraft {
    mutating func assignIdentifiers() {
        assignPhones()
        while let column = take([], { $0.form == .email }, orAny: true) {
            add("email", column)
        }
        if kind != .webEvent {
            if let column = take(ColumnMeaning.browser, { $0.form == .browserID }) {
                add("browser", column)
            } else if let column = take(ColumnMeaning.browser, { Self.isPlain($0) }) {
                add("visitor", column)
            }
        }
        if kind != .customer, kind != .webEvent,
            let column = take(ColumnMeaning.account, { Self.isPlain($0) && !Self.isName($0) })
        {
            add("account", column)
        }
        if kind != .conversion,
            let column = take(ColumnMeaning.order, { Self.isPlain($0) && $0.filled.count > 0 })
        {
            add("order", column)
        }
        for column in table.columns where !used.contains(column.name) && column.form == .empty {
            if column.isNamed(["email", "mail"]) { add("email", column) }
            if column.isNamed(["phone", "telephone", "mobile", "telefon"]) { add("phone", column) }
        }
        let isOfStaff: (ColumnSample) -> Bool = { $0.isNamed(ColumnMeaning.agent) }
        if kind != .webEvent,
            let column = take(ColumnMeaning.name, { Self.isName($0) && !isOfStaff($0) })
        {
            add("name", column)
        }
    }

    private mutating func assignPhones() {
        guard kind == .call || kind == .leg else {
            while let column = take([], { $0.form == .phone }, orAny: true) {
                add("phone", column)
            }
            return
        }
        let hasDirection = !fields.contains { $0.text.hasPrefix("direction: {value") }
        let isNumber: (ColumnSample) -> Bool = { column in
            column.form == .phone || column.form == .text || column.form == .whole
        }
        if let column = take(ColumnMeaning.caller, isNumber) {
            add("phone", column, hasDirection ? "direction: inbound" : nil)
        }
        if hasDirection, let column = take(ColumnMeaning.called, isNumber) {
            add("phone", column, "direction: outbound")
        }
        if identifiers.isEmpty, let column = take([], { $0.form == .phone }, orAny: true) {
            add("phone", column)
        }
    }

    static func isPlain(_ column: ColumnSample) -> Bool {
        switch column.form {
        case .text, .whole, .browserID, .words: true
        default: false
        }
    }

    private static func isName(_ column: ColumnSample) -> Bool {
        guard column.isNamed(ColumnMeaning.name) else { return false }
        switch column.form {
        case .text, .words: return true
        default: return false
        }
    }

    private mutating func add(_ kind: String, _ column: ColumnSample, _ more: String? = nil) {
        used.insert(column.name)
        let tail = more.map { ", \($0)" } ?? ""
        identifiers.append(
            Line(text: "- {kind: \(kind), from: \(YAMLText.scalar(column.name))\(tail)}"))
    }

    mutating func assignTurns(_ path: String, _ columns: [ColumnSample]) {
        func first(_ words: Set<String>, _ fits: (ColumnSample) -> Bool) -> ColumnSample? {
            columns.first { $0.isNamed(words) && fits($0) }
        }
        let time = columns.first { if case .time = $0.form { true } else { false } }
        guard let time, case .time(let fit) = time.form,
            let text = first(ColumnMeaning.messageText, { _ in true })
        else { return }
        if fit.isLocal { hasLocalTimes = true }
        let at = YAMLText.scalar(time.name)
        turns.append(Line(text: "from: \(YAMLText.scalar(path))"))
        turns.append(Line(text: "fields:"))
        turns.append(
            Line(
                text: fit.format == "iso"
                    ? "  at: \(at)" : "  at: {from: \(at), format: \(YAMLText.scalar(fit.format))}")
        )
        turns.append(Line(text: "  text: \(YAMLText.scalar(text.name))"))
        let author = first(ColumnMeaning.author) { $0.name != text.name && $0.name != time.name }
        guard let author else {
            turns.append(
                Line(
                    text: "  author: {value: customer}",
                    note: "no member tells who wrote: name it, and list its words"))
            return
        }
        // `agent:17` and `staff:17` name the person behind a colon.
        let words = Set(
            author.filled.map { word in
                let head = word.prefix { $0 != ":" }
                return head.count < word.count ? "\(head):*" : word
            }
        ).sorted()
        let pairs = words.prefix(12).compactMap { word -> String? in
            let plain = Folding.folded(word.hasSuffix(":*") ? String(word.dropLast(2)) : word)
            return ColumnMeaning.authorWords[plain].map { "\(YAMLText.scalar(word)): \($0)" }
        }
        turns.append(
            Line(
                text: "  author: {from: \(YAMLText.scalar(author.name)), values:"
                    + " {\(pairs.joined(separator: ", "))}, otherwise: system}",
                note: pairs.count < words.count ? "list the words that name agents" : nil))
        if pairs.contains(where: { $0.hasSuffix(":*\": agent") }) {
            turns.append(
                Line(text: "  agent: {from: \(YAMLText.scalar(author.name)), after: \":\"}"))
        }
    }
}
