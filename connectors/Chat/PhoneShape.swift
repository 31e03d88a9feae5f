/// Tells a written telephone number from dates, prices and order numbers.
enum PhoneShape {
    /// The end of the number that `text` begins with.
    static func end(of text: Substring) -> Substring.Index? {
        guard let first = text.first, first == "+" || first == "(" || first.isASCIIDigit
        else { return nil }
        var groups: [String] = [""]
        var separators: [Character] = []
        var end: Substring.Index?
        var index = text.startIndex
        while index < text.endIndex {
            let character = text[index]
            let next = text.index(after: index)
            if character.isASCIIDigit {
                groups[groups.count - 1].append(character)
                end = next
            } else if " -./()".contains(character) || (character == "+" && index == text.startIndex)
            {
                if character == ".", text[next...].first?.isASCIIDigit != true { break }
                if !groups[groups.count - 1].isEmpty { groups.append("") }
                separators.append(character)
            } else {
                if character.isLetter, end == index { return nil }
                break
            }
            index = next
        }
        guard let end, isNumber(groups.filter { !$0.isEmpty }, first: first, separators) else {
            return nil
        }
        let follower = text[end...].first
        return follower == "€" || follower == "%" || follower == "$" ? nil : end
    }

    private static func isNumber(
        _ groups: [String], first: Character, _ separators: [Character]
    ) -> Bool {
        let digits = groups.joined()
        guard (7...15).contains(digits.utf8.count) else { return false }
        let lengths = groups.map(\.utf8.count)
        if isDate(groups, lengths, separators) { return false }
        if first == "+" || digits.hasPrefix("0") { return true }
        // North American: (800) 555-0199, 800-555-0199, 1-800-555-0199.
        return lengths == [3, 3, 4] || (lengths == [1, 3, 3, 4] && digits.hasPrefix("1"))
            || lengths == [3, 7] && first == "("
    }

    private static func isDate(
        _ groups: [String], _ lengths: [Int], _ separators: [Character]
    ) -> Bool {
        guard lengths.count >= 3 else { return false }
        let mark = separators.first { $0 != " " }
        guard mark == "." || mark == "-" || mark == "/" else { return false }
        let day = lengths[0] <= 2 && lengths[1] <= 2 && (lengths[2] == 4 || lengths[2] == 2)
        let isYear = groups[0].hasPrefix("19") || groups[0].hasPrefix("20")
        let year = isYear && lengths[0...2] == [4, 2, 2]
        return day && (lengths.count == 3 || lengths[3] <= 2) || year
    }
}

extension Character {
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
