/// Which sort of record a sample looks like.
struct KindGuess {
    let kind: RecordKind

    init(_ table: SampleTable) {
        let columns = table.columns
        let tokens = Set(columns.flatMap(\.tokens))
        func has(_ words: Set<String>, _ fits: (ColumnSample) -> Bool = { _ in true }) -> Int {
            columns.contains { $0.isNamed(words) && $0.form != .empty && fits($0) } ? 1 : 0
        }
        func knows(_ words: String...) -> Int { tokens.isDisjoint(with: words) ? 0 : 1 }
        let hasAmount = has(ColumnMeaning.amount) { column in
            switch column.form {
            case .decimal, .whole, .flag: true
            // With a sign of the currency, or written in more than one way.
            case .text, .words:
                column.filled.allSatisfy { text in
                    text.utf8.count <= 20 && text.contains(where: \.isNumber)
                }
            default: false
            }
        }
        let hasTime = columns.contains { column in
            if case .time = column.form { true } else { false }
        }
        let hasDirection = has(ColumnMeaning.direction) { column in
            column.filled.contains { ColumnMeaning.directionWords[$0.lowercased()] != nil }
        }
        let emails = columns.contains { $0.form == .email } ? 1 : 0
        let phones = columns.contains { $0.form == .phone } ? 1 : 0
        let browsers = has(ColumnMeaning.browser)
        let agents = has(ColumnMeaning.agent)
        let conversion =
            hasAmount * (3 + has(ColumnMeaning.currency) * 3 + has(ColumnMeaning.order) * 2)
        let call =
            hasDirection * 2 + has(ColumnMeaning.talk) * 2 + has(ColumnMeaning.duration)
            + has(ColumnMeaning.wait) + knows("call", "caller", "anrufer", "calldate", "ani") * 3
            + (has(ColumnMeaning.caller) + has(ColumnMeaning.called) == 2 ? 2 : 0)
        let chat =
            (table.turns == nil ? 0 : 4) + knows("chat", "conversation", "visitor") * 3 + agents
            + has(ColumnMeaning.queue)
        let web =
            has(ColumnMeaning.page, { $0.form == .url }) * 2 + browsers
            + has(ColumnMeaning.session) + has(ColumnMeaning.referrer) * 2
            + has(ColumnMeaning.userAgent) * 2 + knows("event", "pageview") * 2 - agents * 3
        let customer =
            emails + phones + has(ColumnMeaning.account) + has(ColumnMeaning.name)
            + (hasTime ? -2 : 3)
        let scores: [(RecordKind, Int)] = [
            (.chat, chat), (.conversion, conversion), (.call, call), (.webEvent, web),
            (.customer, customer),
        ]
        let best = scores.map(\.1).max() ?? 0
        kind = scores.first { $0.1 == best }?.0 ?? .chat
    }
}
