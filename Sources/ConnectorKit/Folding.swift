import Foundation

/// Brings text that people type in several ways into one form.
package enum Folding {
    /// Without accents and case, in base letters: `Łukasz Żółć` is `lukasz zolc`.
    package static func folded(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) {
            return String(decoding: text.utf8.map(ByteText.lowered), as: UTF8.self)
        }
        let base = text.folding(
            options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive],
            locale: Locale(identifier: "en_US_POSIX"))
        var folded = ""
        for scalar in base.unicodeScalars {
            if let letters = letters[scalar] {
                folded += letters
            } else {
                folded.unicodeScalars.append(scalar)
            }
        }
        return folded.lowercased()
    }

    /// Accents composed, so that two ways to encode a letter are one (NFC).
    package static func composed(_ text: String) -> String {
        text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
    }

    /// Letters that are no base letter with an accent.
    private static let letters: [Unicode.Scalar: String] = [
        "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d",
        "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ß": "ss", "ẞ": "ss", "ı": "i", "İ": "i",
        "þ": "th", "Þ": "th", "ħ": "h", "ŧ": "t", "’": "'", "‘": "'", "ʼ": "'", "´": "'",
        "`": "'", "‐": "-", "‑": "-", "–": "-", "\u{307}": "",
    ]
}
