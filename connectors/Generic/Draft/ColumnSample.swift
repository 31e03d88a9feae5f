import ConnectorKit
import JourneyModel

/// What the values of one column or path look like.
struct ColumnSample {
    enum Form: Hashable {
        case empty
        case time(TimeFit)
        /// A time of day without a date, as a pattern.
        case timeOfDay(String)
        case email, phone, url, browserID, currency, flag
        case whole
        case decimal(comma: Bool)
        /// Minutes and seconds with a colon.
        case clock
        /// Few words that come again and again.
        case words([String])
        case text
    }

    /// The column's name, or the path.
    let name: String
    /// The words of the name, folded.
    let tokens: [String]
    /// Of all records, `nil` where one says nothing.
    let values: [String?]
    let form: Form

    init(name: String, values: [String?]) {
        self.name = name
        self.values = values
        tokens = Self.tokens(of: name)
        form = Self.form(of: values.compactMap(\.self), tokens: tokens)
    }

    var filled: [String] { values.compactMap(\.self) }
    var isUnique: Bool { filled.count == values.count && Set(filled).count == filled.count }

    /// Whether the name holds one of the words, or is made of them.
    func isNamed(_ words: Set<String>) -> Bool {
        tokens.contains(where: words.contains) || words.contains(tokens.joined())
    }

    /// `visitorEmail`, `Visitor E-Mail` and `visitor.email` give `visitor`, `email`.
    static func tokens(of name: String) -> [String] {
        var words: [String] = []
        var word = ""
        var wasLower = false
        for character in name {
            let isLetter = character.isLetter || character.isNumber
            if !isLetter || character.isUppercase && wasLower {
                if !word.isEmpty { words.append(Folding.folded(word)) }
                word = ""
            }
            if isLetter { word.append(character) }
            wasLower = character.isLowercase
        }
        if !word.isEmpty { words.append(Folding.folded(word)) }
        // "e-mail" is one word.
        if let place = words.firstIndex(of: "e"), place + 1 < words.count,
            words[place + 1] == "mail"
        {
            words.replaceSubrange(place...place + 1, with: ["email"])
        }
        return words
    }

    private static func form(of values: [String], tokens: [String]) -> Form {
        guard !values.isEmpty else { return .empty }
        func all(_ test: (String) -> Bool) -> Bool { values.allSatisfy(test) }
        func most(_ test: (String) -> Bool) -> Bool {
            values.filter(test).count * 10 >= values.count * 8
        }
        if most(EmailAddress.isShaped) { return .email }
        if let fit = TimeFit.of(values) { return .time(fit) }
        if let pattern = TimeFit.timeOfDay(values) {
            let isLength = (tokens + [tokens.joined()]).contains(where: lengthWords.contains)
            return isLength ? .clock : .timeOfDay(pattern)
        }
        if most({ $0.contains("://") || $0.hasPrefix("/") && $0.utf8.count > 1 }) { return .url }
        if all(isClock) { return .clock }
        let phoneWords = tokens.contains(where: phoneWords.contains)
        if most({ isPhone($0, isNamed: phoneWords) }) { return .phone }
        if all({ Int64($0) != nil }) {
            let isFlag = Set(values).isSubset(of: ["0", "1"]) && values.count > 4
            return isFlag ? .flag : .whole
        }
        if let mark = decimalMark(of: values) { return .decimal(comma: mark == .comma) }
        if all({ ["true", "false", "yes", "no"].contains($0.lowercased()) }) { return .flag }
        if most(isBrowserID) { return .browserID }
        if all({ $0.utf8.count == 3 && $0.utf8.allSatisfy { (0x41...0x5a).contains($0) } }) {
            return .currency
        }
        let words = Set(values)
        if words.count <= 12,
            words.count * 2 <= values.count || tokens.contains(where: wordNames.contains),
            all({ $0.utf8.count <= 40 })
        {
            return .words(words.sorted())
        }
        return .text
    }

    private static let lengthWords: Set<String> = [
        "duration", "length", "dauer", "wait", "waiting", "talk", "hold", "wartezeit",
        "gesprachsdauer", "sprechzeit", "seconds", "ring", "ringing", "queued", "wrap",
        "queuetime", "handletime",
    ]
    private static let phoneWords: Set<String> = [
        "phone", "telephone", "tel", "mobile", "caller", "called", "callee", "msisdn", "telefon",
        "rufnummer", "anrufer", "number", "from", "to", "dst", "src", "ani", "dialled", "dialed",
    ]
    private static let wordNames: Set<String> = [
        "status", "result", "outcome", "direction", "type", "state", "richtung", "disposition",
        "channel",
    ]

    private static func isPhone(_ text: String, isNamed: Bool) -> Bool {
        let digits = text.filter { $0.isASCII && $0.isNumber }.count
        guard (7...15).contains(digits) else { return false }
        let isPlain = text.allSatisfy { ($0.isASCII && $0.isNumber) || " +-()/.".contains($0) }
        guard isPlain else { return false }
        if text.hasPrefix("+") || text.hasPrefix("00") { return true }
        return isNamed && (text.hasPrefix("0") || digits >= 9)
    }

    private static func isClock(_ text: String) -> Bool {
        text.contains(":") && DurationUnit.clock.milliseconds(text) != nil
    }

    private static func isBrowserID(_ text: String) -> Bool {
        TimeParser.withBytes(of: text) { BrowserID.form(BrowserID.unwrapped($0)) != .local }
    }

    /// How all of the values are written; a comma before three digits separates thousands.
    private static func decimalMark(of values: [String]) -> DecimalMark? {
        func all(_ mark: DecimalMark) -> Bool {
            values.allSatisfy { value in
                DecimalMark.plain(value, decimal: mark)
                    .flatMap { Decimal64($0, decimals: 4) } != nil
            }
        }
        return all(.point) ? .point : all(.comma) ? .comma : nil
    }
}
