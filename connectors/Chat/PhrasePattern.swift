/// A pattern of words, written as data: `please|kindly ?just call us`.
///
/// A word matches itself, `a|b` one of several, `?a|b` one or none, `*3` up to three words, `#` a
/// telephone number and `^` the beginning of a clause. `*` never runs over a comma. `@name` stands
/// for a class of words.
struct PhrasePattern: Sendable {
    private enum Part: Sendable {
        case word(Set<String>)
        case optional(Set<String>)
        case gap(Int)
        case start
    }

    private let parts: [Part]

    init(_ text: String) {
        parts = text.split(separator: " ").map { part in
            if part == "^" { return .start }
            if part.hasPrefix("*"), let count = Int(part.dropFirst()) { return .gap(count) }
            if part.hasPrefix("?") { return .optional(Self.words(part.dropFirst())) }
            return .word(Self.words(part))
        }
    }

    /// The first place where it stands in `words`.
    func firstMatch(in words: [String]) -> Range<Int>? {
        for start in words.indices {
            if let end = match(parts[...], words, at: start) { return start..<end }
        }
        return nil
    }

    /// The end of the match from `place`.
    private func match(_ rest: ArraySlice<Part>, _ words: [String], at place: Int) -> Int? {
        guard let part = rest.first else { return place }
        let after = rest.dropFirst()
        switch part {
        case .start: return Self.isStart(words, place) ? match(after, words, at: place) : nil
        case .word(let accepted):
            guard place < words.count, accepted.contains(words[place]) else { return nil }
            return match(after, words, at: place + 1)
        case .optional(let accepted):
            if place < words.count, accepted.contains(words[place]),
                let end = match(after, words, at: place + 1)
            {
                return end
            }
            return match(after, words, at: place)
        case .gap(let most):
            for skipped in 0...most {
                if let end = match(after, words, at: place + skipped) { return end }
                guard place + skipped < words.count, words[place + skipped] != "," else { break }
            }
            return nil
        }
    }

    private static func isStart(_ words: [String], _ place: Int) -> Bool {
        place == 0 || openers.contains(words[place - 1])
    }

    private static let openers: Set<String> = [
        ",", "and", "or", "then", "so", "but", "otherwise", "alternatively", "also", "simply",
        "just", "und", "oder", "dann", "sonst", "hi", "hello",
    ]

    private static func words(_ text: Substring) -> Set<String> {
        text.split(separator: "|").reduce(into: []) { set, word in
            if let group = classes[String(word)] {
                set.formUnion(group)
            } else {
                set.insert(String(word))
            }
        }
    }

    private static let classes: [String: Set<String>] = [
        "@call": ["call", "phone", "ring", "dial", "telephone"],
        "@calling": ["calling", "phoning", "ringing", "telephoning"],
        "@ring": ["call", "ring", "bell", "buzz"],
        "@desk": [
            "team", "line", "number", "hotline", "helpline", "desk", "department", "branch",
            "store", "office",
        ],
        "@item": [
            "order", "reference", "ref", "ticket", "case", "account", "customer", "tracking",
            "invoice", "booking", "contract", "policy", "serial", "iban", "parcel", "delivery",
            "item",
        ],
        "@nummer": [
            "bestellnummer", "auftragsnummer", "kundennummer", "vorgangsnummer",
            "rechnungsnummer", "sendungsnummer", "vertragsnummer",
        ],
    ]
}
