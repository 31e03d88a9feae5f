import ConnectorKit
import JourneyModel

/// Where a value stands in a record.
///
/// For a table it is a column's name. For JSON it is a path: `visitor.email` is a member of a
/// member, `tags[0]` the first element of an array, `tags[-1]` the last, `tags[].name` that member of
/// all; a dot within a name is written `\.`.
struct FieldPath: Sendable, Hashable {
    enum Step: Sendable, Hashable {
        case member(String)
        /// Counted from the end where negative.
        case element(Int)
        case everyElement
    }

    /// As written, which is how messages name it.
    let text: String
    let steps: [Step]

    /// `nil` for what is no path.
    init?(json text: String) {
        self.text = text
        guard let steps = Self.steps(of: text), !steps.isEmpty else { return nil }
        self.steps = steps
    }

    /// A column; its name is compared without case and blanks around it.
    init(column text: String) {
        self.text = text
        steps = [.member(HeaderMap.folded(text))]
    }

    /// A member of the record itself, whatever its name holds.
    init(member name: String) {
        text = name
        steps = [.member(name)]
    }

    /// The folded name of a column, or the member of the record that the path begins with.
    var column: String {
        if case .member(let name) = steps[0] { return name }
        return ""
    }

    /// The first value there.
    func value(in root: JSONValue) -> JSONValue? { values(in: root).first }

    /// All values there: several where the path goes through all elements of an array.
    func values(in root: JSONValue) -> [JSONValue] {
        var found = [root]
        for step in steps {
            switch step {
            case .member(let name): found = found.compactMap { $0[named: name] }
            case .element(let place): found = found.compactMap { $0.element(place) }
            case .everyElement:
                var inner: [JSONValue] = []
                for value in found { value.forEachElement { inner.append($0) } }
                found = inner
            }
        }
        return found.filter { !$0.isNull }
    }

    private static func steps(of text: String) -> [Step]? {
        var steps: [Step] = []
        var name = ""
        var rest = text[...]
        func isOpen() -> Bool { !name.isEmpty }
        while let character = rest.popFirst() {
            switch character {
            case "\\":
                guard let next = rest.popFirst() else { return nil }
                name.append(next)
            case ".":
                if isOpen() {
                    steps.append(.member(name))
                } else if steps.isEmpty {
                    return nil
                }
                name = ""
                guard let next = rest.first, next != ".", next != "[" else { return nil }
            case "[":
                if isOpen() { steps.append(.member(name)) }
                name = ""
                let digits = rest.prefix { $0 != "]" }
                guard digits.endIndex < rest.endIndex else { return nil }
                rest = rest[rest.index(after: digits.endIndex)...]
                if digits.isEmpty {
                    steps.append(.everyElement)
                } else if let place = Int(digits) {
                    steps.append(.element(place))
                } else {
                    return nil
                }
                if let next = rest.first, next != ".", next != "[" { return nil }
            default: name.append(character)
            }
        }
        if isOpen() { steps.append(.member(name)) }
        return steps
    }
}

extension JSONValue {
    /// An element of an array, counted from the end where negative.
    fileprivate func element(_ place: Int) -> JSONValue? {
        guard kind == .array else { return nil }
        let wanted = place < 0 ? count + place : place
        var found: JSONValue?
        var at = 0
        forEachElement { element in
            if at == wanted { found = element }
            at += 1
        }
        return found
    }
}
