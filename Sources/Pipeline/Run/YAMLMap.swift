import JourneyModel
import Yams

/// What is wrong in a YAML file, with the place to mend; both count from 1.
package struct YAMLMistake: Error, Sendable, Hashable, CustomStringConvertible {
    package var line: Int
    package var column: Int
    package var message: String

    package var description: String { "line \(line), column \(column): \(message)" }
}

/// A mapping of a YAML file whose keys are known in advance.
struct YAMLMap {
    let node: Node
    private var values: [String: Node] = [:]

    /// - Parameter known: Any other key is a mistake; `nil` where every key may be used.
    init(_ node: Node, known: [String]?) throws(YAMLMistake) {
        self.node = node
        if node.isAbsent { return }
        guard let mapping = node.mapping else {
            throw node.mistake("expected names with values below them")
        }
        for (key, value) in mapping {
            guard let name = key.scalar?.string else { throw key.mistake("expected a name") }
            if let known, !known.contains(name) {
                throw key.mistake(
                    "there is no setting `\(name)`; \(Spelling.help(for: name, among: known))")
            }
            values[name] = value
        }
    }

    /// The whole of a file; an empty one has no settings.
    static func root(of text: String, known: [String]) throws(YAMLMistake) -> YAMLMap {
        do {
            let root = try Yams.compose(yaml: text)
            return try YAMLMap(root ?? Node(""), known: known)
        } catch let mistake as YAMLMistake {
            throw mistake
        } catch let error as YamlError {
            throw YAMLMistake(error)
        } catch {
            throw YAMLMistake(line: 1, column: 1, message: "the file cannot be read as YAML")
        }
    }

    /// In the order of the alphabet.
    var names: [String] { values.keys.sorted() }

    /// `nil` where the key is not there or has no value.
    func value(_ name: String) -> Node? { values[name].flatMap { $0.isAbsent ? nil : $0 } }

    func required(_ name: String, of what: String) throws(YAMLMistake) -> Node {
        guard let value = value(name) else {
            throw (values[name] ?? node).mistake("\(what) needs `\(name)`")
        }
        return value
    }

    func text(_ name: String) throws(YAMLMistake) -> String? { try value(name)?.word() }

    func flag(_ name: String) throws(YAMLMistake) -> Bool? {
        guard let value = value(name) else { return nil }
        guard let flag = value.bool else { throw value.mistake("expected true or false") }
        return flag
    }

    /// One word or a list of words.
    func words(_ name: String) throws(YAMLMistake) -> [Node] {
        guard let value = value(name) else { return [] }
        guard let sequence = value.sequence else { return [value] }
        return Array(sequence)
    }

    func list(_ name: String) throws(YAMLMistake) -> [Node] {
        guard let value = value(name) else { return [] }
        guard let sequence = value.sequence else {
            throw value.mistake("expected a list: lines that begin with -")
        }
        return Array(sequence)
    }

    func map(_ name: String, known: [String]?) throws(YAMLMistake) -> YAMLMap? {
        guard let value = value(name) else { return nil }
        return try YAMLMap(value, known: known)
    }

    /// A value that `read` understands.
    func parsed<Value>(
        _ name: String, _ expected: String, _ read: (String) -> Value?
    ) throws(YAMLMistake) -> Value? {
        guard let node = value(name) else { return nil }
        let word = try node.word()
        guard let value = read(word) else {
            throw node.mistake("`\(word)` is not understood: \(expected)")
        }
        return value
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String
    ) throws(YAMLMistake) -> Choice? where Choice.RawValue == String {
        guard let node = value(name) else { return nil }
        let word = try node.word()
        guard let choice = Choice(rawValue: word) else {
            let known = Choice.allCases.map(\.rawValue)
            throw node.mistake(
                "`\(word)` is no \(name); \(Spelling.help(for: word, among: known))")
        }
        return choice
    }
}

extension Node {
    /// A key without a value.
    var isAbsent: Bool {
        guard let scalar, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    /// A scalar as it is written, whatever YAML would make of it: `NO` is Norway.
    func word() throws(YAMLMistake) -> String {
        guard let word = scalar?.string else { throw mistake("expected one value") }
        return word
    }

    func mistake(_ message: String) -> YAMLMistake {
        YAMLMistake(line: mark?.line ?? 1, column: mark?.column ?? 1, message: message)
    }
}

extension YAMLMistake {
    init(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(line: mark.line, column: mark.column, message: problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            self.init(
                line: context.mark.line, column: context.mark.column,
                message: "given twice: \(duplicates.sorted().joined(separator: ", "))")
        default:
            self.init(line: 1, column: 1, message: "the file cannot be read as YAML")
        }
    }
}
