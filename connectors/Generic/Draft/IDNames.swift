/// Tells the column that names a record of its own from those that name something else.
///
/// Distinct values alone say little in a sample of a few rows, so the name has to say it too. A
/// column that is wrongly taken for the id makes one record of many.
struct IDNames {
    let kind: RecordKind

    /// Whether a column can be the id of such a record.
    func canName(_ column: ColumnSample) -> Bool {
        switch column.form {
        case .empty, .time, .timeOfDay, .clock, .email, .phone, .url, .currency, .flag, .decimal:
            return false
        case .browserID, .whole, .words, .text: break
        }
        let tokens = Set(column.tokens)
        guard tokens.isDisjoint(with: foreign) else { return false }
        return isOwn(column) || Self.hasIDWord(column)
    }

    /// Whether the name says nothing but id, or the sort of record and id.
    func isOwn(_ column: ColumnSample) -> Bool {
        let rest = column.tokens.filter { !Self.words.contains($0) }
        if rest.isEmpty { return true }
        let joined = column.tokens.joined()
        if nouns.contains(where: { noun in Self.tails.contains { joined == noun + $0 } }) {
            return true
        }
        // The sort of record alone, as in a column `order`.
        return kind != .webEvent && column.tokens.count == 1 && nouns.contains(joined)
            && column.filled.allSatisfy { $0.contains(where: \.isNumber) }
    }

    private static func hasIDWord(_ column: ColumnSample) -> Bool {
        guard let first = column.tokens.first, let last = column.tokens.last else { return false }
        return words.contains(last) || first == "id"
            || ["nummer", "uuid", "guid"].contains { last.hasSuffix($0) }
    }

    private static let tails = words.union(["num"])
    private static let words: Set<String> = [
        "id", "uuid", "guid", "sid", "uid", "uniqueid", "reference", "ref", "key", "number",
        "nummer", "nr", "no", "numero", "referenz",
    ]

    /// Words of the records themselves.
    private var nouns: Set<String> {
        switch kind {
        case .webEvent: ["event", "hit", "message", "pageview", "insert", "record"]
        case .chat: ["chat", "conversation", "ticket", "case", "record"]
        case .call, .leg: ["call", "anruf", "gesprach", "record", "leg"]
        case .conversion:
            [
                "order", "invoice", "bestellung", "bestell", "auftrag", "auftrags", "transaction",
                "booking", "sale", "contract", "record", "rechnung", "rechnungs",
            ]
        case .customer: ["customer", "account", "client", "kunden", "kunde", "user", "member"]
        }
    }

    /// Words of names that say whose, where or through what, or that name another record.
    private var foreign: Set<String> {
        var words = Self.others.union(ColumnMeaning.agent).union(ColumnMeaning.queue)
        words.formUnion(ColumnMeaning.caller.union(ColumnMeaning.called))
        words.formUnion(ColumnMeaning.session.union(ColumnMeaning.page))
        words.formUnion(ColumnMeaning.browser.union(ColumnMeaning.campaign))
        words.formUnion(ColumnMeaning.channel.union(ColumnMeaning.language))
        if kind != .customer { words.formUnion(ColumnMeaning.account) }
        if kind != .conversion { words.formUnion(ColumnMeaning.order) }
        return words.subtracting(nouns)
    }

    private static let others: Set<String> = [
        "name", "lastname", "surname", "nachname", "phone", "telephone", "telefon", "mobile",
        "tel", "rufnummer", "telefonnummer", "handynummer", "faxnummer", "hausnummer",
        "kundennummer", "artikelnummer", "personalnummer", "postal", "zip", "person", "contact",
        "row",
        "lead", "household", "partner", "parent", "root", "previous", "related", "linked",
        "product", "item", "article", "sku", "store", "shop", "site", "company", "tenant",
        "organisation", "organization", "org", "project", "source", "version", "tracking",
        "employee", "workspace", "bot", "app", "property", "anon", "profile", "subscriber",
    ]
}
