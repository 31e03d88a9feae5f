import CPhoneNumber
import JourneyModel

extension IdentifierNormalizer {
    /// Reads a telephone number in any usual form.
    ///
    /// A number that fits the country's plan counts even if it is not assigned: networks run ahead
    /// of number lists. One written without `+` or `00` needs ``region``.
    package func phone(_ raw: String) -> PhoneResult {
        if let known = phones[raw] { return known }
        let result = Self.read(raw, region: region)
        if phones.count >= Self.cachedPhones { phones.removeAll(keepingCapacity: true) }
        if raw.utf8.count <= Limits.identifierBytes { phones[raw] = result }
        return result
    }

    /// A number of the company that somebody clicked or dialled. It is in a space of its own, so that
    /// it never equals a customer's.
    package func companyNumber(_ raw: String) -> Identifier? {
        phone(raw).e164.map { Identifier(.phone, normalized: $0, space: "company") }
    }

    /// Whether national numbers can be read there.
    package static func hasNumberPlan(region: String) -> Bool {
        cphone_knows_region(region.uppercased()) != 0
    }

    private static func read(_ raw: String, region: String?) -> PhoneResult {
        guard raw.utf8.count <= Limits.identifierBytes else { return .invalid }
        let text = PhoneText.unwrapped(raw)
        if PhoneText.isWithheld(text) { return .withheld }
        guard let written = PhoneText.digits(of: text) else { return .invalid }
        if PhoneText.isWithheldNumber(written.digits) { return .withheld }
        if written.digits.count < 7 {
            return written.digits.isEmpty ? .invalid : .tooShort(written.digits)
        }
        if written.isInternational {
            return parse("+" + written.digits, region: "ZZ", asksAssignment: false).any
        }
        guard let region else { return .invalid }
        return readNational(written.digits, region: region)
    }

    /// The first reading that is an assigned number: without the digit for an outside line where a
    /// trunk prefix follows it, with `+` where the region's own country code leads, as written,
    /// with `+` in any case; else the number as written.
    private static func readNational(_ digits: String, region: String) -> PhoneResult {
        let code = String(cphone_country_code(region))
        let trunk = code == "1" ? "1" : "0"
        if digits.first == "9", digits.dropFirst().hasPrefix(trunk), digits.count > 10,
            let number = parse(String(digits.dropFirst()), region: region).valid
        {
            return .number(number)
        }
        if digits.hasPrefix(code), let number = parse("+" + digits, region: "ZZ").valid {
            return .number(number)
        }
        let asWritten = parse(digits, region: region)
        if let number = asWritten.valid { return .number(number) }
        if digits.first != "0", let number = parse("+" + digits, region: "ZZ").valid {
            return .number(number)
        }
        return asWritten.any
    }

    private struct Reading {
        var validity: Int32
        var e164: String

        var valid: String? { validity == Int32(CPHONE_VALID) ? e164 : nil }
        var any: PhoneResult { validity == Int32(CPHONE_NONE) ? .invalid : .number(e164) }
    }

    private static func parse(
        _ text: String, region: String, asksAssignment: Bool = true
    ) -> Reading {
        var number = cphone_number()
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                cphone_parse(
                    $0.baseAddress, $0.count, region, asksAssignment ? 1 : 0, &number)
            }
        }
        let e164 = withUnsafeBytes(of: &number.e164) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        return Reading(validity: number.validity, e164: e164)
    }
}
