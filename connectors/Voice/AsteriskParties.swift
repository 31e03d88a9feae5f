import ConnectorKit
import JourneyModel

/// What one side of a leg is to the company.
enum Party: Sendable, Hashable {
    case nobody
    case withheld
    /// A telephone of the company.
    case `extension`
    /// A public number of the company.
    case own
    /// A place in the dialplan: `s`, `h`, a feature code, a name.
    case service
    /// Somebody outside; the number in E.164 where it can be told.
    case external(e164: String?)

    var isExternal: Bool {
        if case .external = self { return true }
        return false
    }

    /// An extension, queue or DID: what an outside caller reaches.
    var isInside: Bool { self == .extension || self == .own || self == .service }
}

/// Tells extensions, numbers of the company and customers apart, and remembers what it has told.
struct PartyReader {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    private let normalizer: IdentifierNormalizer
    private let isInternal: (String) -> Bool
    private let ownNumbers: Set<String>
    private let trunkPrefix: String?
    private var parties = ByteCache<Party>()
    private var dialled = ByteCache<Party>()

    /// Digits from which a number is not an extension.
    private static let externalDigits = 7

    init(options: AsteriskOptions, normalizer: IdentifierNormalizer) {
        self.normalizer = normalizer
        isInternal = options.internalNumbers.matcher()
        trunkPrefix = options.trunkPrefix
        var own: Set<String> = []
        for number in options.ownNumbers {
            own.insert(Self.digits(number))
            if case .number(let e164) = normalizer.phone(number) { own.insert(e164) }
        }
        ownNumbers = own
    }

    /// - Parameter isDialled: `number` was dialled by an extension, so a trunk prefix is cut off.
    mutating func party(_ number: Bytes, isDialled: Bool = false) -> Party {
        if let known = isDialled ? dialled[number] : parties[number] { return known }
        let party = party(of: String(decoding: number, as: UTF8.self), isDialled: isDialled)
        if isDialled {
            dialled.insert(party, for: number)
        } else {
            parties.insert(party, for: number)
        }
        return party
    }

    func party(of number: String, isDialled: Bool = false) -> Party {
        let text = number.trimmingBlanks()
        if text.isEmpty { return .nobody }
        if isInternal(text) { return .extension }
        let digits = Self.digits(text)
        if digits.isEmpty {
            if case .withheld = normalizer.phone(text) { return .withheld }
            return .service
        }
        if ownNumbers.contains(digits) { return .own }
        if text.hasPrefix("*") || text.hasPrefix("#") { return .service }
        if isDialled, let trunkPrefix, text.hasPrefix(trunkPrefix),
            digits.utf8.count >= trunkPrefix.utf8.count + Self.externalDigits
        {
            return outside(String(text.dropFirst(trunkPrefix.count)))
        }
        return outside(text)
    }

    private func outside(_ text: String) -> Party {
        switch normalizer.phone(text) {
        case .number(let e164): return ownNumbers.contains(e164) ? .own : .external(e164: e164)
        case .withheld: return .withheld
        case .tooShort: return .extension
        case .invalid:
            let user = text.split(separator: "@").first.map(String.init) ?? text
            let isNumber = user.utf8.allSatisfy { !(0x61...0x7a).contains($0 | 0x20) }
            guard isNumber else { return .service }
            let isLong = Self.digits(user).utf8.count >= Self.externalDigits
            return isLong ? .external(e164: nil) : .extension
        }
    }

    static func digits(_ text: String) -> String {
        String(text.unicodeScalars.filter { ("0"..."9").contains($0) })
    }
}

extension String {
    /// Without white space at both ends.
    func trimmingBlanks() -> String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
