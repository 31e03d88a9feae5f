import Foundation
import IdentityResolution

/// Names a set of identity rules by its content, so that a change is noticed.
package enum RulesVersion {
    /// Raised when the resolver itself decides differently from the same rules.
    private static let resolver = 3

    /// `RESOLVER-HASH`: 64-bit FNV-1a over the rules as sorted JSON.
    package static func of(_ rules: IdentityRules) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let json = try? encoder.encode(rules) else {
            preconditionFailure("rules are plain values and always encode")
        }
        let hash = json.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return "\(resolver)-\(String(hash, radix: 16))"
    }
}
