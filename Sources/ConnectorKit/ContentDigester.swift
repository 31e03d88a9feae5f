import CCrypto
import JourneyModel

/// Makes SHA-256 digests one after the other, without looking the algorithm up each time.
package final class ContentDigester {
    private let context: OpaquePointer
    private let algorithm: OpaquePointer

    package init() {
        guard let context = EVP_MD_CTX_new(), let algorithm = EVP_MD_fetch(nil, "SHA256", nil)
        else {
            preconditionFailure("no memory for a digest")
        }
        self.context = context
        self.algorithm = algorithm
    }

    deinit {
        EVP_MD_CTX_free(context)
        EVP_MD_free(algorithm)
    }

    /// Appends the digest in lower-case hexadecimal digits.
    ///
    /// - Parameter digits: How many of the 64.
    package func append(
        _ bytes: UnsafeRawBufferPointer, digits: Int = 64, after prefix: StaticString = "",
        to batch: inout RecordBatch
    ) -> RecordBatch.Text {
        let start = batch.arena.count
        batch.arena.append(
            contentsOf: UnsafeBufferPointer(
                start: prefix.utf8Start, count: prefix.utf8CodeUnitCount))
        append(bytes, digits: digits, to: &batch.arena)
        return RecordBatch.Text(offset: UInt32(start), count: UInt32(batch.arena.count - start))
    }

    /// The same behind other bytes.
    package func append(
        _ bytes: UnsafeRawBufferPointer, digits: Int = 64, to text: inout [UInt8]
    ) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digest in
            let isDone =
                EVP_DigestInit_ex(context, algorithm, nil) == 1
                && EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1
                && EVP_DigestFinal_ex(context, digest.baseAddress, nil) == 1
            precondition(isDone, "a digest of bytes in memory cannot fail")
            let digits = min(digits, 64)
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { hex in
                for place in 0..<32 {
                    hex[place &* 2] = Self.digit(digest[place] &>> 4)
                    hex[place &* 2 &+ 1] = Self.digit(digest[place] & 15)
                }
                text.append(contentsOf: UnsafeBufferPointer(rebasing: hex[..<digits]))
            }
        }
    }

    @inline(__always)
    private static func digit(_ half: UInt8) -> UInt8 { half &+ (half < 10 ? 0x30 : 0x57) }
}
