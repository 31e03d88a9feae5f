import CJSON
import JourneyModel

extension Rejection {
    /// Says where a text is no UTF-8; `nil` when all of it is.
    ///
    /// - Parameter offset: Where the bytes begin in the text of their file, after decompression and
    ///   conversion.
    package static func badEncoding(
        in bytes: UnsafeRawBufferPointer, at offset: Int64
    ) -> Rejection? {
        guard let base = bytes.baseAddress,
            cjson_is_utf8(base.assumingMemoryBound(to: UInt8.self), bytes.count) == 0
        else { return nil }
        var parser = Unicode.UTF8.ForwardParser()
        var rest = bytes.makeIterator()
        var good: Int64 = 0
        while case .valid(let character) = parser.parseScalar(from: &rest) {
            good += Int64(character.count)
        }
        return Rejection(
            .badEncoding,
            "Byte \(offset + good) of the text is not valid UTF-8; export it as UTF-8, or name its"
                + " encoding with --encoding.")
    }
}
