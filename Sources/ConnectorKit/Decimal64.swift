/// A decimal number in whole units of its last place: 12.5 with four decimals is 125,000.
package struct Decimal64: Sendable, Hashable {
    package var units: Int64

    /// Reads `[+-]digits[.digits]`.
    ///
    /// - Parameter roundsDown: Cuts places that are too many; otherwise they must be zeros.
    package init?(
        _ bytes: UnsafeBufferPointer<UInt8>, decimals: Int, roundsDown: Bool = false
    ) {
        var at = 0
        var isNegative = false
        if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            at = 1
        }
        var value: Int64 = 0
        var digits = 0
        var places = -1
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if byte == UInt8(ascii: "."), places < 0 {
                places = 0
                continue
            }
            guard ByteText.isDigit(byte) else { return nil }
            digits += 1
            if places >= decimals {
                guard roundsDown || byte == UInt8(ascii: "0") else { return nil }
                continue
            }
            guard let next = Self.appending(byte &- 0x30, to: value) else { return nil }
            value = next
            if places >= 0 { places += 1 }
        }
        guard digits > 0 else { return nil }
        for _ in max(places, 0)..<decimals {
            guard let next = Self.appending(0, to: value) else { return nil }
            value = next
        }
        units = isNegative ? -value : value
    }

    package init?(_ text: String, decimals: Int) {
        var text = text
        guard let value = text.withUTF8({ Self($0, decimals: decimals) }) else { return nil }
        self = value
    }

    private static func appending(_ digit: UInt8, to value: Int64) -> Int64? {
        let (product, overflow) = value.multipliedReportingOverflow(by: 10)
        guard !overflow else { return nil }
        let (sum, tooLarge) = product.addingReportingOverflow(Int64(digit))
        return tooLarge ? nil : sum
    }
}
