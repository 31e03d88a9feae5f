/// Shapes of numbers and codes that name a person, a card or a machine.
enum NumberShape {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// The first number of a payment card: 13 to 19 digits with the right check digit, alone or in
    /// groups of three digits and more, the first of four.
    static func firstCard(in text: Bytes) -> Range<Int>? {
        var at = 0
        while at < text.count {
            guard TextShape.isDigit(text[at]) else {
                at += 1
                continue
            }
            let end = endOfGroups(text, from: at)
            let groups = text[at..<end].split { !TextShape.isDigit($0) }
            let isGrouped = groups.count > 1 && groups[0].count == 4
            let isWhole = groups.count == 1 && at == 0 && end == text.count
            if isGrouped || isWhole, groups.allSatisfy({ $0.count >= 3 }),
                isCard(groups.flatMap { $0 })
            {
                return at..<end
            }
            at = end
        }
        return nil
    }

    /// Behind the last digit of groups with single separators between them.
    private static func endOfGroups(_ text: Bytes, from start: Int) -> Int {
        var end = start
        var at = start
        while at < text.count {
            if TextShape.isDigit(text[at]) {
                end = at + 1
            } else if at > end || !" -._".utf8.contains(text[at]) {
                break
            }
            at += 1
        }
        return end
    }

    /// Luhn's check of 13 to 19 digits.
    private static func isCard(_ digits: [UInt8]) -> Bool {
        guard (13...19).contains(digits.count), digits.contains(where: { $0 != digits[0] }) else {
            return false
        }
        var sum = 0
        for (place, digit) in digits.reversed().enumerated() {
            let value = Int(digit - 0x30) * (place % 2 == 1 ? 2 : 1)
            sum += value > 9 ? value - 9 : value
        }
        return sum % 10 == 0
    }

    /// Whether a whole value is an IPv4 address, a port behind it or not, or an IPv6 address.
    static func isInternetAddress(_ value: Bytes) -> Bool {
        if value.count(where: { $0 == UInt8(ascii: ":") }) >= 2 { return isVersion6(value) }
        let host = Bytes(
            rebasing: value[..<(value.firstIndex(of: UInt8(ascii: ":")) ?? value.count)])
        let parts = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                (1...3).contains(part.count) && part.allSatisfy(TextShape.isDigit)
                    && part.reduce(0) { $0 * 10 + Int($1 - 0x30) } < 256
            }
    }

    /// Groups of up to four hexadecimal digits: eight of them, or fewer around one `::`.
    private static func isVersion6(_ value: Bytes) -> Bool {
        let brackets = UInt8(ascii: "[")...UInt8(ascii: "]")
        let groups = value.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            .map { $0.filter { !brackets.contains($0) } }
        guard groups.count <= 9, groups.allSatisfy({ $0.count <= 4 && $0.allSatisfy(isHex) }) else {
            return false
        }
        let empty = groups.count { $0.isEmpty }
        return empty == 0 ? groups.count == 8 : groups.count - empty >= 2 && empty <= 2
    }

    private static func isHex(_ byte: UInt8) -> Bool { TextShape.hexValue(byte) != nil }
}

/// Numbers and codes within the name of a page.
extension PersonalData {
    /// Digits that a number of a product or an article has at most.
    private static let shortNumber = 8
    private static let codeLength = 32

    /// A segment of a path with `:id` for each number of nine digits and more, as telephone, card
    /// and customer numbers have, and `:token` for each code of 32 letters and digits and more.
    ///
    /// - Returns: `nil` for a segment that holds neither.
    package static func withoutNumbers(_ segment: Bytes) -> [UInt8]? {
        var result: [UInt8] = []
        var copied = 0
        var at = 0
        while at < segment.count {
            let end = segment[at...].firstIndex { !isOfWord($0) } ?? segment.count
            for (kind, found) in numbers(in: segment, at..<end) {
                result.append(contentsOf: segment[copied..<found.lowerBound])
                result.append(contentsOf: kind.utf8)
                copied = found.upperBound
            }
            at = max(end, at + 1)
        }
        if copied == 0 { return nil }
        return result + segment[copied...]
    }

    /// The code that a word is, else the long numbers in it.
    private static func numbers(
        in segment: Bytes, _ word: Range<Int>
    ) -> [(kind: String, found: Range<Int>)] {
        let letters = segment[word]
        if letters.count >= codeLength, letters.count(where: TextShape.isDigit) >= 4,
            !letters.allSatisfy(TextShape.isDigit)
        {
            return [(Kind.token.rawValue, word)]
        }
        var found: [(String, Range<Int>)] = []
        var at = word.lowerBound
        while let start = segment[at..<word.upperBound].firstIndex(where: TextShape.isDigit) {
            at =
                segment[start..<word.upperBound].firstIndex { !TextShape.isDigit($0) }
                ?? word.upperBound
            if at - start > shortNumber { found.append((":id", start..<at)) }
        }
        return found
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        TextShape.isDigit(byte) || TextShape.isLetter(byte)
    }
}
