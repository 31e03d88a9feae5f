import ConnectorKit

/// Which numbers are extensions of the company, from the option `internal=`.
struct ExtensionSet: Sendable, Hashable {
    private enum Rule: Sendable, Hashable {
        case range(ClosedRange<Int64>, length: Int)
        case pattern([UInt8])
        case regex(String)
    }

    private var rules: [Rule] = []
    var isEmpty: Bool { rules.isEmpty }

    /// - Parameter list: Ranges `1000-1999`, Asterisk patterns `1XXX` or `_2XX.`, plain numbers,
    ///   separated by commas; or one regular expression, told by its `^` or `$`.
    init(_ list: String) throws(SettingError) {
        if list.contains("^") || list.contains("$") {
            do { _ = try Regex(list) } catch {
                throw SettingError("internal=\(list) is not a regular expression")
            }
            rules = [.regex(list)]
            return
        }
        for part in list.split(separator: ",") {
            let entry = part.filter { !$0.isWhitespace }
            if !entry.isEmpty { rules.append(try Self.rule(entry)) }
        }
    }

    /// A test for one number; compiled once a file.
    func matcher() -> (String) -> Bool {
        let tests = rules.map { Self.test($0) }
        return { number in tests.contains { $0(number) } }
    }

    private static func rule(_ entry: String) throws(SettingError) -> Rule {
        let bounds = entry.split(separator: "-", omittingEmptySubsequences: false)
        if bounds.count == 2, !entry.contains("[") {
            guard let low = Int64(bounds[0]), let high = Int64(bounds[1]), low <= high,
                bounds[0].utf8.count == bounds[1].utf8.count
            else {
                throw SettingError(
                    "internal: \(entry) is not a range such as 1000-1999 (equal length, low first)")
            }
            return .range(low...high, length: bounds[0].utf8.count)
        }
        let body = entry.hasPrefix("_") ? String(entry.dropFirst()) : entry
        guard DialPattern.isValid(body) else {
            throw SettingError(
                "internal: \(entry) is no range, number or Asterisk pattern such as 1XXX")
        }
        return .pattern(Array(body.utf8))
    }

    private static func test(_ rule: Rule) -> (String) -> Bool {
        switch rule {
        case .range(let range, let length):
            return { number in
                number.utf8.count == length && Int64(number).map(range.contains) == true
            }
        case .pattern(let pattern):
            return { number in DialPattern.matches(pattern[...], Array(number.utf8)[...]) }
        case .regex(let text):
            do {
                let regex = try Regex(text)
                return { number in number.firstMatch(of: regex) != nil }
            } catch {
                preconditionFailure("the expression was checked when the option was read")
            }
        }
    }
}

/// Asterisk's dial patterns: `X` 0–9, `Z` 1–9, `N` 2–9, `[1-4]`, `.` one or more, `!` any.
enum DialPattern {
    static func isValid(_ pattern: String) -> Bool {
        var isOpen = false
        for character in pattern {
            switch character {
            case "[" where !isOpen: isOpen = true
            case "]" where isOpen: isOpen = false
            case "-" where isOpen: break
            case "0"..."9", "*", "#", "+": break
            case "X", "Z", "N", "x", "z", "n", ".", "!": if isOpen { return false }
            default: return false
            }
        }
        return !pattern.isEmpty && !isOpen
    }

    static func matches(_ pattern: ArraySlice<UInt8>, _ number: ArraySlice<UInt8>) -> Bool {
        guard let head = pattern.first else { return number.isEmpty }
        if head == UInt8(ascii: "!") { return true }
        guard let digit = number.first else { return false }
        let rest = number.dropFirst()
        switch head {
        case UInt8(ascii: "."): return true
        case UInt8(ascii: "["):
            guard let close = pattern.firstIndex(of: UInt8(ascii: "]")) else { return false }
            let set = pattern[pattern.index(after: pattern.startIndex)..<close]
            return isMember(digit, of: Array(set)) && matches(pattern[(close + 1)...], rest)
        case UInt8(ascii: "X"), UInt8(ascii: "x"):
            return (0x30...0x39).contains(digit) && matches(pattern.dropFirst(), rest)
        case UInt8(ascii: "Z"), UInt8(ascii: "z"):
            return (0x31...0x39).contains(digit) && matches(pattern.dropFirst(), rest)
        case UInt8(ascii: "N"), UInt8(ascii: "n"):
            return (0x32...0x39).contains(digit) && matches(pattern.dropFirst(), rest)
        default: return head == digit && matches(pattern.dropFirst(), rest)
        }
    }

    private static func isMember(_ digit: UInt8, of set: [UInt8]) -> Bool {
        var index = 0
        while index < set.count {
            if index + 2 < set.count, set[index + 1] == UInt8(ascii: "-") {
                if set[index] <= digit, digit <= set[index + 2] { return true }
                index += 3
            } else {
                if set[index] == digit { return true }
                index += 1
            }
        }
        return false
    }
}
