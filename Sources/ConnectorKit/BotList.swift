/// The list of programs that fetch pages without anybody looking at them.
///
/// Events of a listed program are kept, flagged, and never joined to a person. Names of companies'
/// own monitors are added by an option of the source.
package struct BotList: Sendable, Hashable {
    package typealias Bytes = UnsafeBufferPointer<UInt8>

    /// The day of the last change. Loads under different versions may flag differently.
    package static let version = "2026-11-22.2"

    package static let standard = BotList()

    /// Parts of names in lower case, by their first byte.
    private let marks: [[[UInt8]]]

    /// - Parameter more: Parts of names beside those of the list, in any case.
    package init(more: [String] = []) {
        var marks = [[[UInt8]]](repeating: [], count: 256)
        for name in Self.listing + more.map({ $0.lowercased() }) {
            let mark = Array(name.utf8)
            if let first = mark.first { marks[Int(first)].append(mark) }
        }
        self.marks = marks
    }

    /// Whether a user agent is a listed program.
    package func contains(_ agent: Bytes) -> Bool {
        for place in agent.indices {
            for mark in marks[Int(ByteText.lowered(agent[place]))]
            where Self.stands(mark, in: agent, at: place) {
                if !Self.isPhoneModel(agent, place), !Self.isInApp(agent, place) { return true }
            }
        }
        return Self.endsWithBot(agent)
    }

    private static func stands(_ mark: [UInt8], in agent: Bytes, at place: Int) -> Bool {
        guard agent.count - place >= mark.count else { return false }
        for offset in mark.indices where ByteText.lowered(agent[place + offset]) != mark[offset] {
            return false
        }
        return true
    }

    /// CUBOT is a maker of telephones, whose models would read like `…bot `.
    private static func isPhoneModel(_ agent: Bytes, _ place: Int) -> Bool {
        place >= 2 && ByteText.lowered(agent[place]) == UInt8(ascii: "b")
            && ByteText.lowered(agent[place - 1]) == UInt8(ascii: "u")
            && ByteText.lowered(agent[place - 2]) == UInt8(ascii: "c")
    }

    /// The browser within WhatsApp names both; the program that fetches previews only the app.
    private static func isInApp(_ agent: Bytes, _ place: Int) -> Bool {
        guard stands(Array("whatsapp/".utf8), in: agent, at: place) else { return false }
        return ["chrome/", "safari/", "applewebkit/"].contains { name in
            let mark = Array(name.utf8)
            return agent.indices.contains { stands(mark, in: agent, at: $0) }
        }
    }

    private static func endsWithBot(_ agent: Bytes) -> Bool {
        guard agent.count >= 3 else { return false }
        let tail = Bytes(rebasing: agent[(agent.count - 3)...])
        return ByteText.equalIgnoringCase(tail, "bot") && !isPhoneModel(agent, agent.count - 3)
    }
}
