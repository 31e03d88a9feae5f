import JourneyModel

/// What a customer number or login may look like.
package enum AccountID {
    package typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Whether trimmed bytes can name one customer.
    package static func isUsable(_ bytes: Bytes) -> Bool {
        bytes.count <= Limits.identifierBytes && !Placeholder.matches(bytes)
            && !isMangled(bytes)
    }

    /// A number that a spreadsheet rounded, `4.47123E+11`: many customers share it.
    private static func isMangled(_ bytes: Bytes) -> Bool {
        guard let exponent = ByteText.firstIndex(of: UInt8(ascii: "E"), in: bytes),
            bytes.count > exponent + 2, bytes[exponent + 1] == UInt8(ascii: "+"),
            bytes[0] != UInt8(ascii: ".")
        else { return false }
        let mantissa = bytes[..<exponent]
        return mantissa.allSatisfy { byte in
            ByteText.isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
        } && bytes[(exponent + 2)...].allSatisfy { ByteText.isDigit($0) }
    }
}
