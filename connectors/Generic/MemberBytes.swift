import ConnectorKit

/// Finds the bytes of a member in the text of a JSON object that has been parsed.
enum MemberBytes {
    /// - Returns: `nil` when the object lacks the member.
    static func of(
        _ names: [StaticString], in text: UnsafeRawBufferPointer
    ) -> UnsafeRawBufferPointer? {
        var bytes = text
        for name in names {
            guard let inner = member(name, in: bytes) else { return nil }
            bytes = inner
        }
        return bytes
    }

    private static func member(
        _ name: StaticString, in text: UnsafeRawBufferPointer
    ) -> UnsafeRawBufferPointer? {
        var cursor = Cursor(text: text)
        guard cursor.enter() else { return nil }
        while let key = cursor.key() {
            guard let value = cursor.value() else { return nil }
            let key = UnsafeBufferPointer(rebasing: text.bindMemory(to: UInt8.self)[key])
            if ByteText.equal(key, name) { return UnsafeRawBufferPointer(rebasing: text[value]) }
        }
        return nil
    }

    struct Cursor {
        let text: UnsafeRawBufferPointer
        var at = 0

        /// Moves into the object.
        mutating func enter() -> Bool {
            skipBlanks()
            guard at < text.count, text[at] == UInt8(ascii: "{") else { return false }
            at += 1
            return true
        }

        /// The next member's name as written, and on to its value; `nil` at the end.
        mutating func key() -> Range<Int>? {
            skipBlanks()
            if at < text.count, text[at] == UInt8(ascii: ",") {
                at += 1
                skipBlanks()
            }
            guard at < text.count, text[at] == UInt8(ascii: "\"") else { return nil }
            let start = at + 1
            skipString()
            let end = at - 1
            skipBlanks()
            guard at < text.count, text[at] == UInt8(ascii: ":"), end >= start else { return nil }
            at += 1
            skipBlanks()
            return start..<end
        }

        mutating func value() -> Range<Int>? {
            let start = at
            var depth = 0
            while at < text.count {
                switch text[at] {
                case UInt8(ascii: "\""):
                    skipString()
                    continue
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    if depth == 0 { return trimmed(start) }
                    depth -= 1
                case UInt8(ascii: ",") where depth == 0: return trimmed(start)
                default: break
                }
                at += 1
            }
            return nil
        }

        private func trimmed(_ start: Int) -> Range<Int> {
            var end = at
            while end > start, text[end - 1] <= 0x20 { end -= 1 }
            return start..<end
        }

        private mutating func skipBlanks() {
            while at < text.count, text[at] <= 0x20 { at += 1 }
        }

        private mutating func skipString() {
            at += 1
            while at < text.count, text[at] != UInt8(ascii: "\"") {
                at += text[at] == UInt8(ascii: "\\") ? 2 : 1
            }
            at = min(at + 1, text.count)
        }
    }
}
