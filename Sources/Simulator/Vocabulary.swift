/// Names and devices that people are made of.
enum Vocabulary {
    static let firstNames = [
        "Anna", "Lukas", "Emma", "Leon", "Mia", "Finn", "Hannah", "Paul", "Sofia", "Jonas", "Lea",
        "Elias", "Marie", "Noah", "Clara", "Felix", "Ayse", "Mehmet", "Elif", "Emre", "Katarzyna",
        "Piotr", "Olga", "Dmitri", "Sarah", "James", "Olivia", "Oliver", "Grace", "Henry", "Ingrid",
        "Karl", "Ursula", "Heinz", "Petra", "Jürgen", "Sabine", "Klaus", "Monika", "Wolfgang",
        "Birgit", "Uwe", "Yasmin", "Omar", "Chiara", "Matteo", "Julie", "Antoine", "Zoë", "Björn",
    ]
    static let lastNames = [
        "Müller", "Schmidt", "Schneider", "Fischer", "Weber", "Meyer", "Wagner", "Becker", "Schulz",
        "Hoffmann", "Schäfer", "Koch", "Bauer", "Richter", "Klein", "Wolf", "Schröder", "Neumann",
        "Schwarz", "Zimmermann", "Braun", "Krüger", "Hofmann", "Hartmann", "Lange", "Schmitt",
        "Werner", "Krause", "Meier", "Lehmann", "Schmid", "Schulze", "Maier", "Köhler", "Herrmann",
        "König", "Walter", "Mayer", "Huber", "Kaiser", "Fuchs", "Peters", "Lang", "Scholz",
        "Möller",
        "Weiß", "Jung", "Hahn", "Yilmaz", "Kaya", "Demir", "Nowak", "Kowalski", "Ivanova", "Smith",
        "Jones", "Taylor", "Brown", "Rossi", "Dubois", "O'Neill", "van Dyk",
    ]
    static let mailHosts = [
        "postfach.example", "briefkasten.example", "inbox.example", "mailhaus.example",
    ]
    static let organisations = [
        "Brandt Bau", "Havel Logistik", "Kaestner Software", "Nordlicht Hotels", "Spree Druck",
        "Adler Apotheken", "Zander Immobilien", "Falken Werbung", "Tulpe Catering", "Eiche Holz",
    ]

    /// Of 1,000 people, browsers are spread over these; the last is the family's.
    static let userAgents = [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            + "Chrome/143.0.0.0 Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
            + "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
            + "Chrome/143.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 "
            + "(KHTML, like Gecko) Version/18.5 Safari/605.1.15",
        "Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0",
        "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
            + "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
    ]
    static let botAgents = [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    ]
    static let campaigns: [(name: String, source: String, medium: String)] = [
        ("spring-garden", "newsletter", "email"), ("brand-search", "google", "cpc"),
        ("retargeting", "facebook", "paid_social"), ("price-compare", "idealo", "affiliate"),
    ]
    /// What people type when they do not want to say who they are.
    static let placeholderEmails = [
        "test@test.com", "unknown", "null", "noemail@noemail.com", "a@a.de",
    ]
    static let placeholderNames = ["unknown", "null", "test", "x", "Kunde"]
    static let placeholderPhones = ["0000000000", "1234567890", "00000", "123456"]
    static let withheldNumbers = [
        "anonymous", "Anonymous", "unknown", "", "Restricted", "unavailable", "266696687",
        "+1266696687", "7378742833", "86282452253", "withheld",
    ]

    /// Letters for e-mail addresses: umlauts spelled out, anything else dropped.
    static func folded(_ name: String) -> String {
        var text = ""
        for character in name.lowercased() {
            switch character {
            case "ä": text += "ae"
            case "ö": text += "oe"
            case "ü": text += "ue"
            case "ß": text += "ss"
            case "ë": text += "e"
            case "a"..."z": text.append(character)
            default: break
            }
        }
        return text
    }
}
