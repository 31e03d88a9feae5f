import ArgumentParser
import JourneyModel

/// Encodings as users name them.
enum EncodingText {
    static let names = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")

    static func known(_ name: String) throws -> TextEncoding {
        guard let encoding = TextEncoding(rawValue: name.lowercased()) else {
            throw ValidationError("--encoding \(name): it is one of \(names)")
        }
        return encoding
    }
}
