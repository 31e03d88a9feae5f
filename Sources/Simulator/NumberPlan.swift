/// Just enough of a country's telephone numbering to make numbers that look real.
struct NumberPlan: Sendable {
    let countryCode: String
    /// Leading digits of a mobile number, without the trunk zero, and how many follow.
    let mobilePrefixes: [String]
    let mobileDigits: Int
    let areaCode: String
    let landlineDigits: Int
    /// How the company writes its own number in a chat.
    let hotline: String

    static let all: [String: NumberPlan] = [
        "DE": NumberPlan(
            countryCode: "49", mobilePrefixes: ["151", "152", "157", "159"], mobileDigits: 8,
            areaCode: "30", landlineDigits: 8, hotline: "030 23125 100"),
        "AT": NumberPlan(
            countryCode: "43", mobilePrefixes: ["664", "676", "680"], mobileDigits: 7,
            areaCode: "1", landlineDigits: 7, hotline: "01 5332 100"),
        "GB": NumberPlan(
            countryCode: "44", mobilePrefixes: ["7400", "7700", "7800"], mobileDigits: 6,
            areaCode: "20", landlineDigits: 8, hotline: "020 7946 0100"),
    ]

    /// National significant digits of a mobile number.
    func mobile(_ random: inout Random) -> String {
        random.pick(mobilePrefixes) + subscriber(&random, mobileDigits)
    }

    func landline(_ random: inout Random) -> String {
        areaCode + subscriber(&random, landlineDigits)
    }

    func e164(_ national: String) -> String { "+\(countryCode)\(national)" }

    /// The number as one or another exchange or person writes it.
    func written(_ national: String, style: Int) -> String {
        switch style {
        case 0: "0\(national)"
        case 1: "+\(countryCode)\(national)"
        case 2: "00\(countryCode)\(national)"
        case 3: "0\(national.prefix(3)) \(national.dropFirst(3))"
        case 4: "+\(countryCode) (0)\(national.prefix(3)) \(national.dropFirst(3))"
        default: "0\(national.prefix(3))/\(national.dropFirst(3))"
        }
    }

    private func subscriber(_ random: inout Random, _ digits: Int) -> String {
        "\(random.between(2, 8))" + random.token(digits - 1, from: Alphabet.digits)
    }
}
