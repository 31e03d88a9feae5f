import ConnectorKit
import JourneyModel

/// The name of a caller id such as `"Alice" <100>`.
enum CallerName {
    /// The name without its quotes; empty when there is none or its end is cut off.
    static func name(ofCallerID text: String) -> String {
        if let bracket = text.lastIndex(of: "<") { return plain(text[..<bracket]) }
        if text.utf8.count >= fullLength || text.allSatisfy({ $0.isNumber || $0 == "+" }) {
            return ""
        }
        return plain(text[...])
    }

    static func plain(_ text: Substring) -> String {
        let plain = text.map { $0.isNewline ? " " : $0 }.filter { $0 != "\"" && $0 != "\\" }
        return String(plain).trimmingBlanks()
    }

    /// Asterisk cuts texts at 80 bytes with the closing zero; the surname stands at the end.
    private static let fullLength = 79
}

/// Reads names of caller ids, and remembers them.
struct CallerNameReader {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    private struct Stated: Sendable {
        var isEmpty: Bool
        var name: Identifier?
    }

    private let normalizer: IdentifierNormalizer
    private var names = ByteCache<Stated>()

    init(normalizer: IdentifierNormalizer) { self.normalizer = normalizer }

    /// - Parameter other: A name that counts where the caller id holds none.
    mutating func name(ofCallerID text: Bytes, else other: Bytes) -> Identifier? {
        let stated = stated(text)
        if !stated.isEmpty { return stated.name }
        return other.isEmpty ? nil : normalizer.name(String(decoding: other, as: UTF8.self))
    }

    private mutating func stated(_ text: Bytes) -> Stated {
        guard let bracket = text.lastIndex(of: UInt8(ascii: "<")) else {
            return read(CallerName.name(ofCallerID: String(decoding: text, as: UTF8.self)))
        }
        let before = Bytes(rebasing: text[..<bracket])
        if let known = names[before] { return known }
        let stated = read(CallerName.plain(String(decoding: before, as: UTF8.self)[...]))
        names.insert(stated, for: before)
        return stated
    }

    private func read(_ name: String) -> Stated {
        Stated(isEmpty: name.isEmpty, name: name.isEmpty ? nil : normalizer.name(name))
    }
}
