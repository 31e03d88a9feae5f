/// The public name of a record: `SOURCE:ID`, split at the first colon.
package struct RecordName: Sendable, Hashable, CustomStringConvertible {
    package var source: String
    package var id: String

    package init(source: String, id: String) {
        self.source = source
        self.id = id
    }

    /// `nil` when there is no colon, or the part before it is not `[a-z0-9._-]+`.
    package init?(parsing text: String) {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let source = text[..<colon]
        let id = text[text.index(after: colon)...]
        guard Self.isSourceName(source), !id.isEmpty else { return nil }
        self.init(source: String(source), id: String(id))
    }

    package var description: String { "\(source):\(id)" }

    package static func isSourceName(_ text: some StringProtocol) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte)
                    || byte == 0x2e || byte == 0x5f || byte == 0x2d
            }
    }
}
