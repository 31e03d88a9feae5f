import ConnectorKit

/// Finding the columns of fields.
extension MappingDraft {
    /// The first column that is not used yet, is named so and fits; it is used from then on.
    mutating func take(
        _ words: Set<String>, _ fits: (ColumnSample) -> Bool, orAny: Bool = false
    ) -> ColumnSample? {
        let free = table.columns.filter {
            !used.contains($0.name) && $0.form != .empty && fits($0)
        }
        guard let column = free.first(where: { orAny || $0.isNamed(words) }) else { return nil }
        used.insert(column.name)
        return column
    }

    mutating func assignID() {
        let names = IDNames(kind: kind)
        let named = table.columns.filter { column in
            !used.contains(column.name) && column.isUnique && names.canName(column)
        }
        guard let column = named.first(where: names.isOwn) ?? named.first else {
            fields.append(
                Line(
                    text: "# id: ",
                    note: "no column names a record, so each is known by all of its bytes"))
            return
        }
        used.insert(column.name)
        fields.append(Line(text: "id: \(YAMLText.scalar(column.name))"))
    }

    mutating func assignTimes() {
        assignTime("ended_at", ColumnMeaning.end, isNeeded: false)
        assignTime("answered_at", ColumnMeaning.answer, isNeeded: false)
        assignTime("updated_at", ColumnMeaning.update, isNeeded: false)
        assignTime("started_at", ColumnMeaning.start, isNeeded: true)
    }

    mutating func assignTime(_ field: String, _ words: Set<String>, isNeeded: Bool) {
        let isTime: (ColumnSample) -> Bool = { column in
            if case .time = column.form { true } else { false }
        }
        let found = take(words, isTime) ?? (isNeeded ? take([], isTime, orAny: true) : nil)
        guard let column = found, case .time(let fit) = column.form else {
            // Where one is needed, completing the draft says that none was found.
            return
        }
        if fit.isLocal { hasLocalTimes = true }
        let note = fit.isAmbiguous ? "the day before the month? the sample does not tell" : nil
        let timeOfDay: (ColumnSample) -> Bool = { column in
            if case .timeOfDay = column.form { true } else { false }
        }
        if fit.isDay, let clock = take([], timeOfDay, orAny: true),
            case .timeOfDay(let pattern) = clock.form
        {
            let date = fit.format == "iso" ? "yyyy-MM-dd" : fit.format
            let names = "[\(YAMLText.scalar(column.name)), \(YAMLText.scalar(clock.name))]"
            fields.append(
                Line(
                    text: "\(field): {from: \(names), join: \" \", format:"
                        + " \(YAMLText.scalar("\(date) \(pattern)"))}", note: note))
            return
        }
        let plain = fit.format == "iso"
        let name = YAMLText.scalar(column.name)
        fields.append(
            Line(
                text: plain
                    ? "\(field): \(name)"
                    : "\(field): {from: \(name), format: \(YAMLText.scalar(fit.format))}",
                note: note))
    }

    mutating func assignPlain(
        _ field: String, _ words: Set<String>, _ fits: (ColumnSample) -> Bool
    ) {
        guard let column = take(words, fits) else { return }
        fields.append(Line(text: "\(field): \(YAMLText.scalar(column.name))"))
    }

    mutating func assignDuration(_ field: String, _ words: Set<String>) {
        let column = take(words) { column in
            switch column.form {
            case .clock, .whole, .decimal(comma: false), .flag: true
            default: false
            }
        }
        guard let column else { return }
        let name = YAMLText.scalar(column.name)
        if column.form == .clock {
            fields.append(Line(text: "\(field): {from: \(name), unit: clock}"))
        } else {
            let isMilli = !column.tokens.filter(["ms", "milliseconds", "millis"].contains).isEmpty
            let isMinute = !column.tokens.filter(["min", "mins", "minutes", "minuten"].contains)
                .isEmpty
            let unit = isMilli ? "milliseconds" : isMinute ? "minutes" : "seconds"
            fields.append(Line(text: "\(field): {from: \(name), unit: \(unit)}"))
        }
    }

    mutating func assignAmount(_ field: String, _ words: Set<String>) {
        let column = take(words) { column in
            switch column.form {
            case .decimal, .whole: true
            default: false
            }
        }
        if let column { addAmount(field, column) }
    }

    mutating func addAmount(_ field: String, _ column: ColumnSample) {
        used.insert(column.name)
        let name = YAMLText.scalar(column.name)
        let hasMarks = column.filled.contains { $0.contains(",") }
        guard hasMarks else {
            fields.append(Line(text: "\(field): \(name)"))
            return
        }
        let mark = column.form == .decimal(comma: true) ? "," : "."
        let isPlain = column.filled.contains { $0.contains(".") } || mark == ","
        fields.append(
            Line(
                text: "\(field): {from: \(name), decimal: \"\(mark)\"}",
                note: isPlain ? nil : "does the comma separate thousands, or decimals?"))
    }

    /// Whether a column's words can be understood at least in part.
    static func hasWords(_ column: ColumnSample, _ known: [String: String]) -> Bool {
        Set(column.filled).count <= 30
            && column.filled.contains { known[Folding.folded($0)] != nil }
    }

    mutating func addWords(
        _ field: String, _ column: ColumnSample, _ known: [String: String], otherwise: String?
    ) {
        let words = Set(column.filled).sorted()
        let pairs = words.compactMap { word in
            known[Folding.folded(word)].map { "\(YAMLText.scalar(word)): \($0)" }
        }
        let missing = words.count - pairs.count
        var text = "\(field): {from: \(YAMLText.scalar(column.name)), values: {"
        text += pairs.joined(separator: ", ") + "}"
        if let otherwise { text += ", otherwise: \(otherwise)" }
        let note =
            missing > 0 ? "\(missing) further words of this column are not listed yet" : nil
        if otherwise == nil, missing > 0 {
            // A word that is not listed would reject the record.
            fields.append(Line(text: "# " + text + "}", note: note))
        } else {
            fields.append(Line(text: text + "}", note: note))
        }
    }
}
