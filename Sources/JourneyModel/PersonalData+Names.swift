/// Names under which addresses carry personal values.
extension PersonalData {
    /// Whether a parameter of that name holds something personal or secret: `email`,
    /// `billing_phone`, `user[first_name]`, `e%6Dail`. Case, `_`, `-` and `.` mean nothing.
    package static func isPersonal(name: Bytes) -> Bool {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longestName) { folded in
            var count = 0
            var at = 0
            var isIndexed = false
            while at < name.count {
                var byte = name[at]
                at += 1
                if byte == UInt8(ascii: "%"), at + 1 < name.count,
                    let high = TextShape.hexValue(name[at]),
                    let low = TextShape.hexValue(name[at + 1])
                {
                    byte = high << 4 | low
                    at += 2
                }
                switch byte {
                case UInt8(ascii: "["): isIndexed = true
                case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "]"):
                    continue
                default:
                    // What stands in the last brackets counts, unless they are empty.
                    if isIndexed {
                        count = 0
                        isIndexed = false
                    }
                    guard count < longestName else { return false }
                    folded[count] = byte &- 0x41 < 26 ? byte | 0x20 : byte
                    count += 1
                }
            }
            return isPersonal(folded: Bytes(rebasing: folded[..<count]))
        }
    }

    private static let longestName = 64

    private static func isPersonal(folded name: Bytes) -> Bool {
        if names.contains(name) { return true }
        for ending in endings where name.count > ending.utf8CodeUnitCount {
            let tail = name[(name.count - ending.utf8CodeUnitCount)...]
            let wanted = Bytes(start: ending.utf8Start, count: ending.utf8CodeUnitCount)
            if tail.last == wanted.last, tail.elementsEqual(wanted) { return true }
        }
        return false
    }

    /// What makes a longer name personal too, as in `billingemail`.
    private static let endings: [StaticString] = [
        "email", "emailaddress", "phone", "phonenumber", "mobile", "telefon", "firstname",
        "lastname", "surname", "fullname", "username", "password", "passwd", "token", "secret",
        "sessionid", "apikey", "signature", "birthdate", "birthday", "postcode", "zipcode", "iban",
    ]

    private static let names = NameTable([
        "email", "emailaddress", "mail", "mailto", "usermail", "useremail", "customeremail",
        "emailid",
        "phone", "phonenumber", "telephone", "tel", "mobile", "mobilenumber", "cell", "cellphone",
        "fax", "msisdn", "telefon", "telefonnummer", "handy", "handynummer", "mobil", "rufnummer",
        "telefono", "tlf", "name", "firstname", "lastname", "fullname", "surname", "familyname",
        "givenname", "middlename", "fname", "lname", "vorname", "nachname", "familienname",
        "prenom",
        "nom", "nombre", "apellido", "apellidos", "cognome", "username", "login", "user", "userid",
        "uid", "customerid", "customerno", "customernumber", "kundennr", "kundennummer", "kdnr",
        "accountid", "accountno", "accountnumber", "memberid", "contactid", "subscriberid",
        "address",
        "addr", "street", "address1", "address2", "strasse", "hausnummer", "adresse", "postcode",
        "postalcode", "zip", "zipcode", "plz", "birthdate", "birthday", "dob", "dateofbirth",
        "geburtsdatum", "ssn", "taxid", "passport", "iban", "bic", "cardnumber", "ccnumber", "cvc",
        "cvv", "password", "passwd", "passwort", "pwd", "pass", "passphrase", "pin", "otp",
        "secret",
        "token", "accesstoken", "idtoken", "refreshtoken", "authtoken", "resettoken", "csrftoken",
        "csrf", "xsrf", "jwt", "auth", "authorization", "apikey", "key", "sig", "signature", "hash",
        "code", "state", "nonce", "session", "sessionid", "sessid", "sid", "phpsessid",
        "jsessionid",
        "aspsessionid", "cfid", "cftoken", "ticket", "samlresponse", "samlrequest", "relaystate",
        "magiclink", "invite", "ip", "ipaddress", "lat", "lng", "lon", "latitude", "longitude",
        // Recipients of newsletters.
        "mceid", "mkttok", "hsenc", "kx", "veroid", "ckeid", "subscriber", "recipient",
    ])
}

/// Folders and other words of paths.
extension PersonalData {
    /// What a segment of a path is.
    ///
    /// - Parameters:
    ///   - before: The segment in front of it.
    ///   - folders: Names in lower case, beside the built-in ones, of folders that persons are kept
    ///     in.
    package static func kind(
        ofSegment segment: Bytes, after before: Bytes?, folders: [String] = []
    ) -> Kind? {
        if segment.first == UInt8(ascii: ":") { return nil }
        if let kind = kind(ofValue: segment) { return kind }
        if let equals = segment.firstIndex(of: UInt8(ascii: "=")),
            isPersonal(name: Bytes(rebasing: segment[..<equals]))
        {
            return .token
        }
        guard let before, !before.isEmpty else { return nil }
        let holds = { (names: NameTable) in withFolded(before, names.contains) }
        if holds(nameFolders) || folders.contains(where: { isEqual($0, before) }) {
            return isPageWord(segment) ? nil : .name
        }
        if holds(secretFolders), isCode(segment) { return .token }
        return nil
    }

    private static func isEqual(_ name: String, _ bytes: Bytes) -> Bool {
        withFolded(bytes) { $0.elementsEqual(name.utf8) }
    }

    private static func withFolded<Result>(_ bytes: Bytes, _ body: (Bytes) -> Result) -> Result {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { folded in
            for place in bytes.indices {
                let byte = bytes[place]
                folded[place] = byte &- 0x41 < 26 ? byte | 0x20 : byte
            }
            return body(Bytes(folded))
        }
    }

    /// `settings`, `edit.php`, `success-stories-of-our-customers`: a page, not a person.
    private static func isPageWord(_ segment: Bytes) -> Bool {
        let stem = Bytes(rebasing: segment.prefix { $0 != UInt8(ascii: ".") })
        if segment.count - stem.count > 5 { return false }
        if stem.lazy.filter({ $0 == UInt8(ascii: "-") }).count >= 3 { return true }
        return withFolded(stem, pageWords.contains)
    }

    /// Six characters and more with a digit, all letters and digits.
    private static func isCode(_ segment: Bytes) -> Bool {
        segment.count >= 6 && segment.contains(where: TextShape.isDigit)
            && segment.allSatisfy { TextShape.isDigit($0) || TextShape.isLetter($0) }
    }

    private static let nameFolders = NameTable([
        "user", "users", "u", "member", "members", "profile", "profiles", "customer", "customers",
        "benutzer", "nutzer", "mitglied", "mitglieder", "profil", "kunde", "kunden", "utilisateur",
        "utilisateurs", "client", "usuario", "usuarios", "cliente", "clientes", "utente",
        "firstname",
        "lastname", "surname", "fullname", "username", "vorname", "nachname", "patient", "patients",
    ])

    private static let secretFolders = NameTable([
        "token", "reset", "reset-password", "password-reset", "resetpassword", "passwordreset",
        "confirm", "confirmation", "verify", "verification", "activate", "activation",
        "unsubscribe",
        "invite", "invitation", "magic", "magic-link", "login", "session", "sessions", "sid",
        "share",
        "passwort", "bestaetigen", "aktivieren", "abmelden", "optin", "opt-in", "optout", "opt-out",
    ])

    private static let pageWords = NameTable([
        "settings", "login", "logout", "signin", "sign-in", "signout", "sign-out", "signup",
        "sign-up",
        "register", "registration", "password", "orders", "order", "profile", "account", "edit",
        "new",
        "list", "search", "index", "home", "dashboard", "help", "overview", "details", "me", "all",
        "preferences", "notifications", "messages", "inbox", "favorites", "favourites", "wishlist",
        "address", "addresses", "payment", "payments", "invoices", "billing", "security",
        "subscription", "subscriptions", "reviews", "returns", "cart", "checkout", "verify",
        "confirm",
        "activate", "reset", "forgot", "forgot-password", "reset-password", "change-password",
        "delete", "create", "add", "service", "services", "customer-service", "support", "stories",
        "success-stories", "case-studies", "care", "area", "portal", "benefits", "points",
        "rewards",
        "history", "activity", "contact", "faq", "info", "data", "privacy", "terms", "downloads",
        "einstellungen", "bestellungen", "bestellung", "anmelden", "abmelden", "registrieren",
        "registrierung", "passwort", "passwort-vergessen", "konto", "rechnungen", "adressen",
        "hilfe",
        "uebersicht", "profil", "merkliste", "warenkorb", "kasse", "daten", "bereich", "kontakt",
        "connexion", "commandes", "parametres", "ajustes", "pedidos", "ordini",
    ])
}
