import CCrypto
import JourneyModel

/// SHA-256 with reused state, for the keys of records.
package final class Digest {
    private let context: OpaquePointer
    private let fresh: OpaquePointer
    private let result = UnsafeMutablePointer<UInt8>.allocate(capacity: 32)

    package init() {
        guard let context = EVP_MD_CTX_new(), let fresh = EVP_MD_CTX_new(),
            EVP_DigestInit_ex(fresh, EVP_sha256(), nil) == 1
        else { preconditionFailure("libcrypto has no SHA-256") }
        self.context = context
        self.fresh = fresh
    }

    deinit {
        EVP_MD_CTX_free(context)
        EVP_MD_CTX_free(fresh)
        result.deallocate()
    }

    package func begin() { begin(from: fresh) }

    func begin(from state: OpaquePointer) {
        let isCopied = EVP_MD_CTX_copy_ex(context, state)
        precondition(isCopied == 1, "a digest cannot begin")
    }

    package func add(_ bytes: UnsafeRawBufferPointer) {
        EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }

    package func add(_ text: String) {
        var text = text
        text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }

    /// Ends the digest and lends its 32 bytes.
    package func finish<T>(_ body: (UnsafeRawBufferPointer) -> T) -> T {
        EVP_DigestFinal_ex(context, result, nil)
        return body(UnsafeRawBufferPointer(start: result, count: 32))
    }

    package func key() -> Key128 { finish(Self.key) }

    static func key(_ bytes: UnsafeRawBufferPointer) -> Key128 {
        Key128(
            high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
            low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }

    package static func sha256(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        let digest = Digest()
        digest.begin()
        digest.add(bytes)
        return digest.finish { Array($0) }
    }

    package static func sha256(_ text: String) -> [UInt8] {
        var text = text
        return text.withUTF8 { sha256(UnsafeRawBufferPointer($0)) }
    }

    package static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// Keys of records: the first 128 bits of SHA-256 over their public names.
package final class RecordKeys {
    private let digest = Digest()
    private let prefix: String

    /// - Parameter source: The source whose records are named.
    package init(source: String) { prefix = "\(source):" }

    package func key(_ id: UnsafeRawBufferPointer) -> Key128 {
        digest.begin()
        digest.add(prefix)
        digest.add(id)
        return digest.key()
    }

    package func key(_ id: String) -> Key128 {
        var id = id
        return id.withUTF8 { key(UnsafeRawBufferPointer($0)) }
    }

    /// A leg's name is its call's and its own id.
    package func leg(call: String, leg: String) -> Key128 { key("\(call)#\(leg)") }
}
