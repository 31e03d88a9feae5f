import ConnectorKit
import JourneyModel

/// A first mapping for a file, guessed from the names and values of its columns.
///
/// It loads as it is; what has to be looked at is said in its comments, which name columns and
/// never quote a value that can be personal.
package struct MappingDraft {
    /// One line below `fields` or `identifiers`.
    struct Line {
        var text: String
        var note: String?
    }

    let table: SampleTable
    let kind: RecordKind
    var used: Set<String> = []
    var fields: [Line] = []
    var identifiers: [Line] = []
    var turns: [Line] = []
    var hasLocalTimes = false

    /// - Parameters:
    ///   - head: The beginning of the file.
    ///   - record: The sort of record, if it is known.
    /// - Throws: ``FormatMismatch`` when no record can be made out, or none of that name exists.
    package static func text(
        for head: FileHead, record: String? = nil
    ) throws(FormatMismatch) -> String {
        let table = try SampleTable(head)
        var kind: RecordKind?
        if let record {
            kind = RecordKind(rawValue: record)
            if kind == nil {
                let known = RecordKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw FormatMismatch("there is no sort of record \(record); known are \(known)")
            }
        }
        var draft = MappingDraft(table: table, kind: kind ?? KindGuess(table).kind)
        draft.assign()
        return draft.text(of: head.fileName)
    }

    private init(table: SampleTable, kind: RecordKind) {
        self.table = table
        self.kind = kind
    }

    private mutating func assign() {
        switch kind {
        case .webEvent: assignWebEvent()
        case .chat: assignChat()
        case .call, .leg: assignCall()
        case .conversion: assignConversion()
        case .customer: assignCustomer()
        }
        assignIdentifiers()
        complete()
    }

    /// Names a column for every field that a record needs, so that the draft loads.
    private mutating func complete() {
        for field in kind.required where !has(field) {
            let column = table.columns.first { !used.contains($0.name) } ?? table.columns[0]
            used.insert(column.name)
            fields.append(
                Line(
                    text: "\(field): \(YAMLText.scalar(column.name))",
                    note: "no column is known to hold it: name the one that does"))
        }
    }

    /// Whether a field has a column.
    func has(_ field: String) -> Bool { fields.contains { $0.text.hasPrefix("\(field):") } }

    private mutating func assignWebEvent() {
        assignID()
        assignTime("occurred_at", ColumnMeaning.start, isNeeded: true)
        assignPlain("url", ColumnMeaning.page) { $0.form == .url }
        assignPlain("referrer", ColumnMeaning.referrer) { _ in true }
        assignPlain("title", ColumnMeaning.title) { _ in true }
        assignPlain("user_agent", ColumnMeaning.userAgent) { _ in true }
        assignPlain("browser", ColumnMeaning.browser) { $0.form == .browserID }
        if !has("browser") { assignPlain("browser", ColumnMeaning.browser, Self.isPlain) }
        assignPlain("session", ColumnMeaning.session) { _ in true }
        assignPlain("account", ColumnMeaning.account) { $0.form != .email && $0.form != .phone }
        assignPlain("campaign", ColumnMeaning.campaign) { _ in true }
        assignPlain("language", ColumnMeaning.language) { _ in true }
        assignPlain("name", ColumnMeaning.eventName) { column in
            if case .words = column.form { true } else { column.form == .text }
        }
    }

    private mutating func assignChat() {
        assignID()
        assignTimes()
        assignContactParts()
        if let (path, columns) = table.turns { assignTurns(path, columns) }
    }

    private mutating func assignCall() {
        if kind == .leg {
            assignPlain("call_id", ["linkedid", "call", "conversation"]) { _ in true }
        }
        assignID()
        assignTimes()
        if let column = take(
            ColumnMeaning.direction, { Self.hasWords($0, ColumnMeaning.directionWords) })
        {
            addWords("direction", column, ColumnMeaning.directionWords, otherwise: "unknown")
        } else {
            fields.append(
                Line(
                    text: "direction: {value: inbound}",
                    note: "no column tells who rang: are all calls inbound?"))
        }
        assignContactParts()
    }

    private mutating func assignConversion() {
        assignID()
        assignTime("converted_at", ColumnMeaning.start, isNeeded: true)
        assignTime("updated_at", ColumnMeaning.update, isNeeded: false)
        assignAmount("refunded", ColumnMeaning.refund)
        assignAmount("amount", ColumnMeaning.amount)
        if !has("amount") {
            let number = table.columns.first { column in
                if case .decimal = column.form { !used.contains(column.name) } else { false }
            }
            if let number { addAmount("amount", number) }
        }
        if let column = take(ColumnMeaning.currency, { _ in true })
            ?? take([], { $0.form == .currency }, orAny: true)
        {
            fields.append(Line(text: "currency: \(YAMLText.scalar(column.name))"))
        } else {
            fields.append(
                Line(text: "currency: {value: EUR}", note: "no column tells the currency"))
        }
        assignPlain("status", ColumnMeaning.outcome) { _ in true }
        assignPlain("sales_channel", ColumnMeaning.channel) { _ in true }
    }

    private mutating func assignCustomer() {
        let column =
            take(ColumnMeaning.account) { $0.isUnique && $0.form != .email && $0.form != .phone }
            ?? take(ColumnMeaning.id) { $0.isUnique && IDNames(kind: .customer).canName($0) }
            ?? take([], { $0.isUnique && $0.form == .email }, orAny: true)
        if let column {
            fields.append(Line(text: "account: \(YAMLText.scalar(column.name))"))
        }
        assignTime("updated_at", ColumnMeaning.update, isNeeded: false)
        assignPlain("brand", ["brand", "marke"]) { _ in true }
        assignPlain("segment", ["segment"]) { _ in true }
    }

    private mutating func assignContactParts() {
        assignDuration("wait", ColumnMeaning.wait)
        assignDuration("hold", ColumnMeaning.hold)
        assignDuration("talk", ColumnMeaning.talk)
        if !has("ended_at") {
            assignDuration("duration", ColumnMeaning.duration)
        }
        assignPlain("agent", ColumnMeaning.agent) { $0.form != .email && $0.form != .phone }
        assignPlain("queue", ColumnMeaning.queue) { ![.phone, .clock, .url].contains($0.form) }
        if kind != .leg {
            assignPlain("page", ColumnMeaning.page) { $0.form == .url }
            assignPlain("language", ColumnMeaning.language) { _ in true }
            assignPlain("tags", ColumnMeaning.tags) { _ in true }
            if let column = take(
                ColumnMeaning.rating, { Self.hasWords($0, ColumnMeaning.ratingWords) })
            {
                addWords("rating", column, ColumnMeaning.ratingWords, otherwise: nil)
            }
        }
        if let column = take(
            ColumnMeaning.outcome, { Self.hasWords($0, ColumnMeaning.outcomeWords) })
        {
            addWords("outcome", column, ColumnMeaning.outcomeWords, otherwise: "derived")
        }
    }
}
