import JourneyModel
import Yams

/// A mistake in a mapping file, with the place to mend.
struct MappingMistake: Error, Sendable, Hashable, CustomStringConvertible {
    var line: Int
    var column: Int
    var message: String

    var description: String { "line \(line), column \(column): \(message)" }
}

/// A value of a mapping file that knows where it stands.
struct MappingNode {
    private let node: Node

    private init(_ node: Node) { self.node = node }

    /// The whole file.
    static func parse(_ text: String) throws(MappingMistake) -> MappingNode {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw mistake(error)
        } catch {
            throw MappingMistake(line: 1, column: 1, message: "this is no YAML")
        }
        guard let root, root != "" else {
            throw MappingMistake(line: 1, column: 1, message: "the mapping is empty")
        }
        return MappingNode(root)
    }

    func mistake(_ message: String) -> MappingMistake {
        MappingMistake(
            line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, message: message)
    }

    /// A word that is none of those that may stand here.
    func unknown(_ what: String, _ word: String, among known: [String]) -> MappingMistake {
        guard let near = Spelling.nearest(to: word, in: known) else {
            let list = known.sorted().joined(separator: ", ")
            return mistake("unknown \(what) '\(word)'; known are \(list)")
        }
        return mistake("unknown \(what) '\(word)'; did you mean \(near)?")
    }

    var isScalar: Bool { node.scalar != nil }
    var isList: Bool { node.sequence != nil }
    var isObject: Bool { node.mapping != nil }

    /// Names and values in the order written.
    func members() throws(MappingMistake) -> [(key: MappingNode, value: MappingNode)] {
        guard let mapping = node.mapping else {
            throw mistake("expected names with values below them")
        }
        return mapping.map { (MappingNode($0.key), MappingNode($0.value)) }
    }

    /// Names and values, of names that may stand here.
    func object(_ what: String, _ known: [String]) throws(MappingMistake) -> MappingObject {
        var object: [String: MappingNode] = [:]
        for (key, value) in try members() {
            let name = try key.text()
            guard known.contains(name) else { throw key.unknown(what, name, among: known) }
            object[name] = value
        }
        return MappingObject(node: self, members: object)
    }

    func elements() throws(MappingMistake) -> [MappingNode] {
        guard let sequence = node.sequence else { throw mistake("expected a list") }
        return sequence.map { MappingNode($0) }
    }

    func text() throws(MappingMistake) -> String {
        guard let scalar = node.scalar else { throw mistake("expected a word or text") }
        return scalar.string
    }

    /// One text, or a list of them; at least one.
    func texts() throws(MappingMistake) -> [String] {
        if isScalar { return [try text()] }
        let texts = try elements().map { element throws(MappingMistake) in try element.text() }
        guard !texts.isEmpty else { throw mistake("the list is empty") }
        return texts
    }

    func flag() throws(MappingMistake) -> Bool {
        guard let flag = node.bool else { throw mistake("expected true or false") }
        return flag
    }

    /// A word of a closed list.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ what: String
    ) throws(MappingMistake) -> Choice where Choice.RawValue == String {
        let word = try text()
        guard let choice = Choice(rawValue: word) else {
            throw unknown(what, word, among: Choice.allCases.map(\.rawValue))
        }
        return choice
    }

    /// One character, such as a delimiter; `tab`, `space` and `pipe` may be written out.
    func byte() throws(MappingMistake) -> UInt8 {
        let names = ["tab": 0x09, "\\t": 0x09, "space": 0x20, "pipe": UInt8(ascii: "|")]
        let word = try text()
        if let byte = names[word] { return byte }
        let bytes = Array(word.utf8)
        guard bytes.count == 1, bytes[0] < 0x80, bytes[0] != 0x0a, bytes[0] != 0x0d else {
            throw mistake("expected one ASCII character, or tab, space or pipe")
        }
        return bytes[0]
    }

    private static func mistake(_ error: YamlError) -> MappingMistake {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return MappingMistake(line: mark.line, column: mark.column, message: problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.sorted().joined(separator: ", ")
            return MappingMistake(
                line: context.mark.line, column: context.mark.column,
                message: "\(names) stands here twice; keep one")
        default: return MappingMistake(line: 1, column: 1, message: "this is no YAML")
        }
    }
}

/// Names with values, all of them known.
struct MappingObject {
    let node: MappingNode
    fileprivate let members: [String: MappingNode]

    subscript(_ name: String) -> MappingNode? { members[name] }

    func required(_ name: String) throws(MappingMistake) -> MappingNode {
        guard let value = members[name] else { throw node.mistake("\(name) is missing") }
        return value
    }
}
