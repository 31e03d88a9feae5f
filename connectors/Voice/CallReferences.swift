/// What a dialplan wrote into `userfield` or `accountcode` to say which chat a call is about.
enum CallReferences {
    enum Reference: Sendable, Hashable {
        /// The id of a chat, as the chat platform writes it.
        case contact(String)
        /// A code told to the customer: upper case, without separators.
        case code(String)
    }

    /// - Parameter readsPlainCodes: Code-like words count also without `code:` before them.
    static func references(in text: String, readsPlainCodes: Bool) -> [Reference] {
        var found: [Reference] = []
        var tokens = text.split { separators.contains($0) || $0.isWhitespace }
        // A field at the limit may end in the middle of a word.
        if text.utf8.count >= fullLength { _ = tokens.popLast() }
        for token in tokens {
            guard let reference = reference(token, readsPlainCodes), !found.contains(reference)
            else { continue }
            found.append(reference)
        }
        return found
    }

    private static func reference(_ token: Substring, _ readsPlainCodes: Bool) -> Reference? {
        guard let mark = token.firstIndex(where: { $0 == ":" || $0 == "=" }) else {
            if isChatID(token) { return .contact(String(token)) }
            guard readsPlainCodes, isCode(token) else { return nil }
            return code(token, shortest: shortestPlain)
        }
        let key = token[..<mark].lowercased().filter { $0.isLetter }
        let value = token[token.index(after: mark)...]
        if value.isEmpty { return nil }
        if chatKeys.contains(key) { return .contact(String(value)) }
        if codeKeys.contains(key) { return code(value, shortest: shortestNamed) }
        return isChatID(value) ? .contact(String(value)) : nil
    }

    private static func code(_ text: Substring, shortest: Int) -> Reference? {
        let plain = text.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return plain.utf8.count >= shortest ? .code(plain) : nil
    }

    /// `2104.10414779.SVhDCJ9flq79a`: two numbers and a word.
    private static func isChatID(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return false }
        let digits = parts[0...1].allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        let word = parts[2]
        return digits && word.utf8.count >= shortestWord
            && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            && word.contains { $0.isLetter }
    }

    /// Letters and digits mixed, nothing but hyphens between them.
    private static func isCode(_ text: Substring) -> Bool {
        text.utf8.count <= longestCode
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
            && text.contains { $0.isLetter } && text.contains { $0.isNumber }
    }

    private static let separators: Set<Character> = [";", ",", "|", "&"]
    private static let chatKeys: Set<String> = ["chat", "chatid", "chatsession"]
    private static let codeKeys: Set<String> = [
        "code", "ref", "reference", "case", "caseid", "ticket", "pin", "vorgang", "vorgangsnummer",
        "kennwort",
    ]
    private static let shortestPlain = 5
    private static let shortestNamed = 3
    private static let shortestWord = 6
    private static let longestCode = 24
    /// Asterisk's length of `userfield`, with the closing zero.
    private static let fullLength = 255
}
