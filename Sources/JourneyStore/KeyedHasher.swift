import CCrypto
import JourneyModel

/// Turns identifiers into keys by HMAC-SHA-256, so that stored data can be joined without any plain
/// value and two installations cannot be joined at all.
///
/// The states after the inner and the outer key are kept, which leaves two blocks a value.
package final class KeyedHasher {
    private static let separator: [UInt8] = [0x1f]
    private static let blockBytes = 64

    private let digest = Digest()
    private let inner: OpaquePointer
    private let outer: OpaquePointer

    package init(key: [UInt8]) {
        precondition(key.count <= Self.blockBytes, "the hashing key is longer than a block")
        inner = Self.state(key, mask: 0x36)
        outer = Self.state(key, mask: 0x5c)
    }

    deinit {
        EVP_MD_CTX_free(inner)
        EVP_MD_CTX_free(outer)
    }

    package func key(_ identifier: Identifier) -> Key128 {
        var value = identifier.value
        return value.withUTF8 {
            key(identifier.kind, space: identifier.space, UnsafeRawBufferPointer($0))
        }
    }

    package func key(
        _ kind: IdentifierKind, space: String = "", _ value: UnsafeRawBufferPointer
    ) -> Key128 {
        digest.begin(from: inner)
        digest.add(kind.name)
        Self.separator.withUnsafeBytes(digest.add)
        digest.add(space)
        Self.separator.withUnsafeBytes(digest.add)
        digest.add(value)
        return authenticate(Digest.key)
    }

    /// The whole code of a text, for the check value of an installation.
    package func code(of text: String) -> [UInt8] {
        digest.begin(from: inner)
        digest.add(text)
        return authenticate { Array($0) }
    }

    private func authenticate<T>(_ body: (UnsafeRawBufferPointer) -> T) -> T {
        withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { copy in
            digest.finish { copy.copyMemory(from: $0) }
            digest.begin(from: outer)
            digest.add(UnsafeRawBufferPointer(copy))
            return digest.finish(body)
        }
    }

    private static func state(_ key: [UInt8], mask: UInt8) -> OpaquePointer {
        var block = [UInt8](repeating: mask, count: blockBytes)
        for (index, byte) in key.enumerated() { block[index] = byte ^ mask }
        guard let state = EVP_MD_CTX_new(), EVP_DigestInit_ex(state, EVP_sha256(), nil) == 1,
            EVP_DigestUpdate(state, block, block.count) == 1
        else { preconditionFailure("libcrypto has no SHA-256") }
        return state
    }
}
