/// A set of characters: ranges, or everything but them.
struct ScalarSet: Sendable, Hashable {
    private var ranges: [ClosedRange<UInt32>]
    var isInverted = false

    static let any = ScalarSet(ranges: [], isInverted: true)

    init(_ scalar: Unicode.Scalar) { ranges = [scalar.value...scalar.value] }

    init(ranges: [ClosedRange<UInt32>], isInverted: Bool = false) {
        self.ranges = ranges
        self.isInverted = isInverted
    }

    /// `\d`, `\w`, `\s` and their opposites.
    init?(escape: Unicode.Scalar) {
        switch escape {
        case "d", "D": ranges = [48...57]
        case "w", "W": ranges = [48...57, 65...90, 95...95, 97...122]
        case "s", "S": ranges = [9...13, 32...32, 160...160]
        default: return nil
        }
        isInverted = escape.properties.isUppercase
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        ranges.contains { $0.contains(scalar.value) } != isInverted
    }

    mutating func add(_ other: ScalarSet) { ranges += other.ranges }
    mutating func add(_ range: ClosedRange<UInt32>) { ranges.append(range) }
}

indirect enum PatternNode {
    case one(ScalarSet)
    case sequence([PatternNode])
    case choice([PatternNode])
    /// `most` is `nil` for any number.
    case repeated(PatternNode, least: Int, most: Int?)
}

/// Reads a regular expression.
struct PatternParser {
    typealias Mistake = LinearPattern.Mistake

    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var depth = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    mutating func parse() throws(Mistake) -> PatternNode {
        let node = try choice()
        if peek != nil { throw Mistake(message: "a `)` without its `(`") }
        return node
    }

    private var peek: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        place += 1
        return true
    }

    private mutating func next(_ missing: String) throws(Mistake) -> Unicode.Scalar {
        guard let scalar = peek else { throw Mistake(message: missing) }
        place += 1
        return scalar
    }

    private mutating func choice() throws(Mistake) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 50 else { throw Mistake(message: "groups lie too deep in each other") }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(Mistake) -> PatternNode {
        var nodes: [PatternNode] = []
        while let scalar = peek, scalar != "|", scalar != ")" {
            var node = try atom()
            while let (least, most) = try quantity() {
                node = .repeated(node, least: least, most: most)
            }
            nodes.append(node)
        }
        return .sequence(nodes)
    }

    private mutating func atom() throws(Mistake) -> PatternNode {
        let scalar = try next("")
        switch scalar {
        case ".": return .one(.any)
        case "[": return .one(try set())
        case "\\": return .one(try escaped())
        case "(":
            if take("?"), !take(":") {
                throw Mistake(message: "of groups with `?` only `(?:…)` is known")
            }
            let node = try choice()
            guard take(")") else { throw Mistake(message: "a `(` without its `)`") }
            return node
        case "*", "+", "?", "{": throw Mistake(message: "nothing stands before `\(scalar)`")
        case "^", "$":
            throw Mistake(message: "`\(scalar)` is needless: a pattern fits a whole value")
        default: return .one(ScalarSet(scalar))
        }
    }

    private mutating func escaped() throws(Mistake) -> ScalarSet {
        let scalar = try next("nothing follows the last `\\`")
        if let set = ScalarSet(escape: scalar) { return set }
        guard !scalar.properties.isAlphabetic, scalar.properties.numericType == nil else {
            throw Mistake(message: "`\\\(scalar)` is not known; there are \\d, \\w and \\s")
        }
        return ScalarSet(scalar)
    }

    private mutating func set() throws(Mistake) -> ScalarSet {
        let missing = "a `[` without its `]`"
        var set = ScalarSet(ranges: [], isInverted: take("^"))
        var isFirst = true
        while isFirst || peek != "]" {
            isFirst = false
            let scalar = try next(missing)
            if scalar == "\\" {
                let escaped = try escaped()
                guard !escaped.isInverted else {
                    throw Mistake(message: "\\D, \\W and \\S cannot stand within `[…]`")
                }
                set.add(escaped)
                continue
            }
            guard peek == "-", place + 1 < scalars.count, scalars[place + 1] != "]" else {
                set.add(scalar.value...scalar.value)
                continue
            }
            place += 1
            let last = try next(missing)
            guard last.value >= scalar.value else {
                throw Mistake(message: "the range \(scalar)-\(last) is the wrong way round")
            }
            set.add(scalar.value...last.value)
        }
        place += 1
        return set
    }

    private mutating func quantity() throws(Mistake) -> (least: Int, most: Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        guard take("{") else { return nil }
        let least = try number()
        var most: Int? = least
        if take(",") { most = peek == "}" ? nil : try number() }
        guard take("}"), most ?? least >= least else {
            throw Mistake(message: "a quantity is written {2}, {2,} or {2,5}")
        }
        return (least, most)
    }

    private mutating func number() throws(Mistake) -> Int {
        var digits = ""
        while let scalar = peek, ("0"..."9").contains(scalar) {
            digits.unicodeScalars.append(scalar)
            place += 1
        }
        guard let number = Int(digits), number <= LinearPattern.mostSteps else {
            throw Mistake(message: "a quantity is a number up to \(LinearPattern.mostSteps)")
        }
        return number
    }
}

/// Lays a pattern out as steps.
enum PatternProgram {
    static func steps(of node: PatternNode) throws(LinearPattern.Mistake) -> [LinearPattern.Step] {
        var steps: [LinearPattern.Step] = []
        try append(node, to: &steps)
        steps.append(.accept)
        return steps
    }

    private static func append(
        _ node: PatternNode, to steps: inout [LinearPattern.Step]
    ) throws(LinearPattern.Mistake) {
        guard steps.count < LinearPattern.mostSteps else {
            throw .init(message: "the pattern is too long")
        }
        switch node {
        case .one(let set): steps.append(.one(set))
        case .sequence(let nodes): for node in nodes { try append(node, to: &steps) }
        case .choice(let branches):
            var ends: [Int] = []
            for branch in branches.dropLast() {
                let split = steps.count
                steps.append(.accept)
                try append(branch, to: &steps)
                ends.append(steps.count)
                steps.append(.accept)
                steps[split] = .split(split + 1, steps.count)
            }
            if let last = branches.last { try append(last, to: &steps) }
            for end in ends { steps[end] = .jump(steps.count) }
        case .repeated(let node, let least, let most):
            for _ in 0..<least { try append(node, to: &steps) }
            guard let most else {
                let split = steps.count
                steps.append(.accept)
                try append(node, to: &steps)
                steps.append(.jump(split))
                steps[split] = .split(split + 1, steps.count)
                return
            }
            var splits: [Int] = []
            for _ in least..<most {
                splits.append(steps.count)
                steps.append(.accept)
                try append(node, to: &steps)
            }
            for split in splits { steps[split] = .split(split + 1, steps.count) }
        }
    }
}
