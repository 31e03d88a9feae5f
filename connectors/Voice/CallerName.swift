/// The name of a caller id such as `"Alice" <100>`.
enum CallerName {
    /// The name without its quotes; empty when there is none or its end is cut off.
    static func name(ofCallerID text: String) -> String {
        let before: Substring
        if let bracket = text.lastIndex(of: "<") {
            before = text[..<bracket]
        } else if text.utf8.count >= fullLength || text.allSatisfy({ $0.isNumber || $0 == "+" }) {
            return ""
        } else {
            before = text[...]
        }
        let plain = before.map { $0.isNewline ? " " : $0 }.filter { $0 != "\"" && $0 != "\\" }
        return String(plain).trimmingBlanks()
    }

    /// Asterisk cuts texts at 80 bytes with the closing zero; the surname stands at the end.
    private static let fullLength = 79
}
