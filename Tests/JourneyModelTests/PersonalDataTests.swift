import JourneyModel
import Testing

@Suite struct `Personal data` {
    private func with<Result>(_ text: String, _ body: (PersonalData.Bytes) -> Result) -> Result {
        var text = text
        return text.withUTF8(body)
    }

    private func page(_ url: String, _ rules: PageRules = PageRules()) -> String? {
        rules.page(url)?.url
    }

    @Test(arguments: [
        // E-mail addresses, plain, escaped, escaped twice, and within other text.
        ("/unsubscribe/jon.doe@email.com", "/unsubscribe/:email"),
        ("/unsubscribe/jon.doe%40email.com/now", "/unsubscribe/:email/now"),
        ("/unsubscribe/jon.doe%2540email.com", "/unsubscribe/:email"),
        ("/unsubscribe/jo%2525252540x.de", "/unsubscribe/:email"),
        ("/unsubscribe/jon%2Edoe%40email%2Ecom", "/unsubscribe/:email"),
        ("/verify:jon+news@email.co.uk:x", "/:email"),
        ("/mailto:jon@email.com", "/:email"),
        ("/m%C3%BCller@b%C3%BCcher.de", "/:email"),
        ("/#/reset/jon@email.com", "/#/reset/:email"),
        ("/a;email=jon@email.com/b", "/a/b"),
        // Telephone numbers.
        ("/callback/+493023125012", "/callback/:phone"),
        ("/callback/%2B49%2030%2023125012", "/callback/:phone"),
        ("/callback/030-23125012", "/callback/:phone"),
        ("/callback/(030)%2023125012", "/callback/:phone"),
        ("/callback/212-555-0100", "/callback/:phone"),
        ("/tel:03023125012", "/:phone"),
        ("/callback/03023125012", "/callback/:id"),
        // Names, where the folder says that persons follow.
        ("/users/anna", "/users/:name"),
        ("/user/anna-schmidt/orders", "/user/:name/orders"),
        ("/Profile/Anna%20Schmidt", "/Profile/:name"),
        ("/kunde/schmidt.anna", "/kunde/:name"),
        ("/firstname/Anna/lastname/Schmidt", "/firstname/:name/lastname/:name"),
        // Passwords, sessions, one-time codes.
        ("/reset-password/9f8a7c6d", "/reset-password/:token"),
        ("/confirm/k3j9x2m4", "/confirm/:token"),
        ("/x/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.SflKxwRJSMeKKF2QT4", "/x/:token"),
        ("/x/kR3-x9Qz_7Lm2Tq8VbN4w-Pd", "/x/:token"),
        ("/a;jsessionid=1A2B3C/b", "/a/b"),
        ("/sid=8f3a/b", "/:token/b"),
        ("/reset-9f86d081884c7d659a2feaa0c55ad015a3bf4f1b", "/:token"),
        ("/t/k3j9x2m4q8w7e6r5t1y0u9i8o7p6a5s4", "/t/:token"),
        ("/t/QmFzZTY0IGlzIG5vdCBlbmNyeXB0aW9u%3D", "/t/:token"),
        // Cards, alone and in groups; addresses of machines.
        ("/pay/4111111111111111", "/pay/:id"),
        ("/pay/4111-1111-1111-1111/done", "/pay/:card/done"),
        ("/pay/card-3782%20822463%2010005", "/pay/:card"),
        ("/visitor/192.168.178.21", "/visitor/:ip"),
        ("/visitor/10.0.0.7:8080", "/visitor/:ip"),
        ("/visitor/2001:db8:85a3::8a2e:370:7334", "/visitor/:ip"),
        ("/visitor/2001%3Adb8%3A0%3A0%3A1%3A2%3A3%3A44", "/visitor/:ip"),
        // Numbers as long as those of telephones within other words.
        ("/callback-493023125012/now", "/callback-:id/now"),
        ("/tel4915123456789", "/tel:id"),
        ("/call/anna_015123456789", "/call/anna_:id"),
    ])
    func `gives way to its kind in a page`(path: String, expected: String) {
        #expect(page(path) == expected)
        #expect(page("https://u:p@shop.test" + path) == "shop.test" + expected)
    }

    @Test(arguments: [
        "/product/iphone-15-pro-max-256gb-blue", "/blog/2024-05-31-opening-hours",
        "/blog/01-02-2024", "/releases/0.10.12", "/@brand", "/a@b",
        "/maps/@52.5,13.4,15z", "/c++/guide", "/user/settings", "/users/login.php",
        "/customers/success-stories", "/customers/how-acme-cut-its-costs", "/reset-password/done",
        "/verify/step2", "/product/iphone15pro-max256gb-a2890-b3", "/help/contact;print",
        "/category/summer-dresses-for-women", "/pkg@1.2.3",
        "/product/drill-12345678", "/product/12345678-drill-2000", "/drivers/10.0.19041.1",
        "/docs/1.2.3.4.5", "/at/12:30:45", "/archive/2024-05-31-12-30-59",
        "/product/9876-5432-10", "/size/4111-1111-1111-1112",
    ])
    func `is not seen where a page is named`(path: String) {
        #expect(page(path) == path)
    }

    @Test func `is looked for in folders of the company's own too`() {
        let rules = PageRules(personFolders: ["Akte"])

        #expect(page("/akte/schmidt", rules) == "/akte/:name")
        #expect(page("/akte/schmidt") == "/akte/schmidt")
    }

    @Test func `does not come in by a query key that is kept`() {
        let rules = PageRules(queryKeys: ["q"])

        #expect(page("https://s.test/a?q=shoes", rules) == "s.test/a?q=shoes")
        #expect(page("https://s.test/a?q=jon%40email.com", rules) == "s.test/a")
        #expect(page("https://s.test/a?q=%2B493023125012", rules) == "s.test/a")
    }

    @Test(arguments: [
        "email", "E-Mail", "user_email", "user[email]", "user%5Bemail%5D", "e%6Dail",
        "billingPhone",
        "first_name", "firstName", "contact.last-name", "Vorname", "password", "access_token",
        "reset-token", "PHPSESSID", "jsessionid", "sid", "names[first_name][]", "mc_eid", "plz",
    ])
    func `is known by the name of its parameter`(name: String) {
        #expect(with(name, PersonalData.isPersonal(name:)))
    }

    @Test(arguments: [
        "q", "page", "tab", "utm_campaign", "product", "category", "size", "sort", "lang", "step",
        "",
        "filename_format", String(repeating: "x", count: 500),
    ])
    func `is not suspected in other parameters`(name: String) {
        #expect(!with(name, PersonalData.isPersonal(name:)))
    }

    @Test(arguments: [
        ("Order of jon.doe@email.com!", "Order of :email!"),
        ("a@b.de, c%40d.de", ":email, :email"),
        ("call +49 (30) 231-25012 now", "call :phone now"),
        ("+493023125012 or jon@email.com", ":phone or :email"),
    ])
    func `gives way to its kind in a text`(text: String, expected: String) {
        var result: [UInt8] = []
        with(text) { PersonalData.append(text: $0, to: &result) }

        #expect(String(decoding: result, as: UTF8.self) == expected)
        #expect(with(text, PersonalData.isIn(text:)))
    }

    @Test(arguments: [
        "spring sale 2024-05", "50% off + free shipping", "C++ @ home", "", "Größe 42", "@brand",
        "1+1=2", "+10 %",
    ])
    func `is not seen in other texts`(text: String) {
        #expect(!with(text, PersonalData.isIn(text:)))
    }

    /// Whatever stands around an address, no page shows it.
    @Test func `never stands in a page, whatever surrounds it`() {
        let addresses = ["jon.doe@email.com", "jon.doe%40email.com", "JON%2540EMAIL.COM"]
        let frames = [
            "https://s.test/%", "https://s.test/a/%/b", "s.test/x-%-y", "/a/%", "//s.test/%",
            "https://s.test/a?x=%", "https://s.test/a#%", "https://s.test/#/a/%", "https://%/a",
            "https://s.test/a;x=%", "https://s.test/a;%", "https://s.test/a,%,b",
            "https://s.test/(%)", "https://s.test/%/%",
        ]
        for address in addresses {
            for frame in frames {
                let url = frame.split(separator: "%", omittingEmptySubsequences: false)
                    .joined(separator: address)
                let page = page(url)?.lowercased() ?? ""
                #expect(!page.contains("jon"), "\(url)")
            }
        }
    }
}
