import ConnectorKit
import JourneyModel
import Testing

@Suite struct `Telephone numbers` {
    @Test(arguments: [
        ("DE", "030 23125012", "+493023125012"),
        ("DE", "+49 (0)30 23125-012", "+493023125012"),
        ("DE", "0049 30 23125012", "+493023125012"),
        ("DE", "\"Bob\" <03023125012>", "+493023125012"),
        ("DE", "tel:+49-171-2345678;ext=4", "+491712345678"),
        ("DE", "sip:+491712345678@pbx.example.com;user=phone", "+491712345678"),
        ("DE", "0171/2345678", "+491712345678"),
        ("DE", "491712345678", "+491712345678"),
        ("GB", "020 7183 8750", "+442071838750"),
        ("GB", "(020) 7183 8750 ext 12", "+442071838750"),
        ("GB", "07911 123456", "+447911123456"),
        ("US", "(415) 555-2671", "+14155552671"),
        ("US", "1-415-555-2671 x44", "+14155552671"),
        ("US", "914155552671", "+14155552671"),
        ("US", "+44 20 7183 8750", "+442071838750"),
    ])
    func `are brought to E.164`(region: String, text: String, number: String) {
        #expect(IdentifierNormalizer(region: region).phone(text) == .number(number))
    }

    @Test(arguments: [
        "", "anonymous", "Restricted", "sip:anonymous@anonymous.invalid", "266696687",
        "+266696687", "1266696687", "7378742833", "2562533", "86282452253", "8656696",
        "0000000000", "1000000000", "9999999999", "911", "112", "\"Anonymous\" <anonymous>",
    ])
    func `are withheld in many forms`(text: String) {
        #expect(IdentifierNormalizer(region: "US").phone(text) == .withheld)
    }

    @Test func `short ones are extensions and others invalid`() {
        let normalizer = IdentifierNormalizer(region: "DE")
        #expect(normalizer.phone("1001") == .tooShort("1001"))
        #expect(normalizer.phone("PJSIP/1001") == .invalid)
        #expect(normalizer.phone("12345678901234567890") == .invalid)
        #expect(IdentifierNormalizer(region: nil).phone("030 23125012") == .invalid)
        #expect(
            IdentifierNormalizer(region: nil).phone("+49 30 23125012") == .number("+493023125012"))
    }

    @Test func `are found in text`() {
        let text = "Ruf mich an: 030 23125012 oder +1 415-555-2671, Bestellung 4711."
        #expect(
            IdentifierNormalizer(region: "DE").phonesIn(text: text)
                == ["+493023125012", "+14155552671"])
        #expect(IdentifierNormalizer(region: "DE").phonesIn(text: "nothing 12") == [])
    }
}

@Suite struct `Other identifiers` {
    private let normalizer = IdentifierNormalizer()

    @Test(arguments: [
        (" Lea.Roth@Example.COM ", "lea.roth@example.com"),
        ("mailto:a@b.co", "a@b.co"), ("Lea <lea@x.org>", "lea@x.org"),
        ("o'neil+shop@mail.x-y.de", "o'neil+shop@mail.x-y.de"),
    ])
    func `e-mail addresses are lowered`(raw: String, address: String) {
        #expect(normalizer.email(raw) == address)
    }

    @Test(arguments: [
        "", "null", "a@b", "a b@c.de", "@c.de", "a@.de", "a@c..de", "a@c.d", "a.@c.de",
        "noreply@x.de",
        "test@test.com", "test@mail.de", "a@a.de", "Abc@abc.co.uk", "x@anonymous.invalid", "a@1.23",
        "a@-c.de", "a@b@c",
    ])
    func `no address of anybody is refused`(raw: String) {
        #expect(normalizer.email(raw) == nil)
    }

    @Test func `a login that is an address says both`() {
        let login = normalizer.account("Jon.Doe@email.com")
        #expect(login?.account == Identifier(.account, normalized: "jon.doe@email.com"))
        #expect(login?.email == Identifier(.email, normalized: "jon.doe@email.com"))
        #expect(normalizer.account(" C-204 ")?.account.value == "C-204")
        #expect(normalizer.account("C-204")?.email == nil)
    }

    @Test(arguments: [
        "", " ", "null", "NULL", "undefined", "(not set)", "-", "unknown", "0", "000", "none",
        "n/a",
        "00000000-0000-0000-0000-000000000000", "1B2M2Y8AsgTpgAmY7PhCfg==",
        "D41D8CD98F00B204E9800998ECF8427E", "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "4.47123E+11",
        "noreply@shop.de",
    ])
    func `placeholders are nobody`(raw: String) {
        #expect(normalizer.account(raw) == nil)
    }

    @Test func `browser ids of a shared form have no source`() {
        let id = "2F1A6F0E-5C83-4B0E-9D7C-1F6A3E5B7C90"
        let shared = Identifier(.browser, normalized: id.lowercased())
        for raw in [id, "\"\(id)\"", "%22\(id)%22", "{\(id)}", " \(id.lowercased()) "] {
            #expect(normalizer.browser(raw, source: "chat") == shared)
        }
        #expect(normalizer.browser("A1B2C3D4E5F60718", source: "x")?.value == "a1b2c3d4e5f60718")
        let token = "GA1.2.Abc~def_ghi-123"
        #expect(
            normalizer.browser(token, source: "x") == Identifier(.browser, normalized: token))
        #expect(
            normalizer.browser("3.45678", source: "chat")
                == Identifier(.visitor, normalized: "3.45678", space: "chat"))
        #expect(
            normalizer.browser(String(repeating: "a", count: 32), source: "x")?.kind == .visitor)
        #expect(normalizer.browser("00000000000000000000", source: "x") == nil)
    }

    @Test(arguments: [
        ("Łukasz Żółć", "zolc"), ("Strauß", "strauss"),
        ("Anna Müller-Lüdenscheidt", "mullerludenscheidt"),
        ("O’Neil", "oneil"), ("ROTH, LEA", "roth"), ("Sammy Davis, Jr.", "davis"),
        ("Bjørn Sørensen", "sorensen"),
    ])
    func `surnames are folded`(raw: String, surname: String) {
        #expect(normalizer.name(raw) == Identifier(.name, normalized: surname))
    }

    @Test(arguments: [
        "Visitor 18685359", "V1699123", "Unknown", "WIRELESS CALLER", "4711", "", "#1234",
        "Guest-42",
        "+49 171 2345678",
    ])
    func `made-up names say nothing`(raw: String) {
        #expect(normalizer.name(raw) == nil)
    }

    @Test func `addresses and codes are found in text`() {
        let text = "Mail me: <Lea@x.org>, or bob@y.de. Bye. not@valid"
        #expect(normalizer.emailsIn(text: text) == ["lea@x.org", "bob@y.de"])
        let told = "Your reference number is 482913, case #AB-1234. We open 2024-05-01 at 10."
        #expect(normalizer.codesIn(text: told) == ["482913", "AB1234"])
        #expect(normalizer.codesIn(text: "I ordered 12 of 4711 in 2024, covid19") == [])
    }
}
