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
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digest in
            let isDone =
                EVP_DigestInit_ex(context, algorithm, nil) == 1
                && EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1
                && EVP_DigestFinal_ex(context, digest.baseAddress, nil) == 1
            precondition(isDone, "a digest of bytes in memory cannot fail")
            for place in 0..<min(digits, 64) {
                let byte = digest[place / 2]
                let half = place.isMultiple(of: 2) ? byte &>> 4 : byte & 15
                batch.arena.append(half < 10 ? half + 0x30 : half - 10 + 0x61)
            }
        }
        return RecordBatch.Text(offset: UInt32(start), count: UInt32(batch.arena.count - start))
    }
}
