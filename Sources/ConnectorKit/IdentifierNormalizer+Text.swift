import CPhoneNumber
import JourneyModel

/// Identifiers that customers and agents type in messages.
extension IdentifierNormalizer {
    /// Assigned telephone numbers in a text, in E.164, in order of appearance, each once.
    package func phonesIn(text: String) -> [String] {
        guard text.utf8.lazy.filter(ByteText.isDigit).count >= 7 else { return [] }
        let found = Found()
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                cphone_find(
                    $0.baseAddress, $0.count, region ?? "ZZ",
                    Unmanaged.passUnretained(found).toOpaque()
                ) { context, e164 in
                    guard let context, let e164 else { return }
                    Unmanaged<Found>.fromOpaque(context).takeUnretainedValue()
                        .append(String(cString: e164))
                }
            }
        }
        return found.values
    }

    /// E-mail addresses in a text, in order of appearance, each once.
    package func emailsIn(text: String) -> [String] {
        guard text.utf8.contains(UInt8(ascii: "@")) else { return [] }
        var addresses: [String] = []
        for word in text.split(whereSeparator: Self.endsAddress) where word.contains("@") {
            var word = word
            while let last = word.last, ".!?'-/&=".contains(last) { word.removeLast() }
            while let first = word.first, ".'/&=?!".contains(first) { word.removeFirst() }
            if let address = email(String(word)), !addresses.contains(address) {
                addresses.append(address)
            }
        }
        return addresses
    }

    /// Codes in a text by which one contact can name another, in order of appearance, each once:
    /// upper case, without `-` and `#`.
    ///
    /// A code is a word of letters and digits (`AB-1234`), or a number of 4 to 12 digits right
    /// behind a word such as *code*, *ticket* or *reference*, or behind `#`.
    package func codesIn(text: String) -> [String] {
        ReferenceCode.all(in: text)
    }

    private static func endsAddress(_ character: Character) -> Bool {
        character.isWhitespace || "<>()[]{},;:\"|\u{201C}\u{201D}\u{201E}".contains(character)
    }

    private final class Found {
        var values: [String] = []

        func append(_ value: String) {
            if !values.contains(value) { values.append(value) }
        }
    }
}
