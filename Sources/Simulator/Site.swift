/// The shop's pages, where people walk on them and where they ask for a chat.
struct Site: Sendable {
    struct Page: Sendable {
        let path: String
        let title: String
        let group: Group
        let topic: Topic
        /// Of 1,000 views by someone with a question, how many open a chat here.
        let chatPermille: Int
    }

    enum Group: Sendable {
        case home, category, product, cart, checkout, confirmation, account, help, service, company
    }

    /// What a visitor is here for.
    enum Intent: Sendable { case look, buy, ask }

    static let host = "https://www.lindenhof-shop.example"

    let pages: [Page]
    private let byGroup: [Group: [Int]]
    private let byPath: [String: Int]

    init() {
        pages = Self.allPages
        var groups: [Group: [Int]] = [:]
        var paths: [String: Int] = [:]
        for (index, page) in pages.enumerated() {
            groups[page.group, default: []].append(index)
            paths[page.path] = index
        }
        byGroup = groups
        byPath = paths
    }

    func pages(_ group: Group) -> [Int] { byGroup[group] ?? [0] }

    func index(of path: String) -> Int { byPath[path] ?? 0 }

    /// The pages of one visit, as indexes.
    func walk(_ intent: Intent, topic: Topic, _ random: inout Random) -> [Int] {
        switch intent {
        case .look: return look(&random)
        case .buy:
            var trail = look(&random)
            trail.append(random.pick(pages(.product)))
            trail.append(index(of: "/cart"))
            if random.chance(350) { trail.append(index(of: "/delivery")) }
            trail.append(index(of: "/checkout"))
            if random.chance(700) { trail.append(index(of: "/checkout/payment")) }
            return trail
        case .ask: return ask(topic, &random)
        }
    }

    private func look(_ random: inout Random) -> [Int] {
        var trail = [random.chance(600) ? 0 : random.pick(pages(.category))]
        for _ in 0..<random.skewed(1, 9, power: 2) {
            switch random.below(10) {
            case 0..<3: trail.append(random.pick(pages(.category)))
            case 3..<8: trail.append(random.pick(pages(.product)))
            case 8: trail.append(random.pick(pages(.company)))
            default: trail.append(0)
            }
        }
        return trail
    }

    private func ask(_ topic: Topic, _ random: inout Random) -> [Int] {
        var trail = [random.chance(400) ? 0 : index(of: "/help")]
        if random.chance(500) { trail.append(random.pick(pages(.account))) }
        let fitting = pages.indices.filter { page in
            pages[page].topic == topic
                && (pages[page].group == .help || pages[page].group == .service)
        }
        for _ in 0..<random.between(1, 3) where !fitting.isEmpty {
            trail.append(random.pick(fitting))
        }
        if topic == .product { trail.append(random.pick(pages(.product))) }
        if random.chance(450) { trail.append(index(of: "/contact")) }
        return trail
    }

    private static let allPages: [Page] = {
        func page(
            _ path: String, _ title: String, _ group: Group, _ topic: Topic, _ chatPermille: Int
        ) -> Page {
            Page(path: path, title: title, group: group, topic: topic, chatPermille: chatPermille)
        }
        let categories = [
            ("garden", "Garden"), ("kitchen", "Kitchen"), ("lighting", "Lighting"),
            ("tools", "Tools"), ("bathroom", "Bathroom"), ("sale", "Sale"),
        ]
        let products: [(Int, String, Int)] = [
            (10_432, "Oak bench", 40), (10_518, "Espresso machine", 110),
            (10_604, "Garden pump", 130), (10_777, "Desk lamp", 25), (10_812, "Drill set", 45),
            (10_950, "Shower head", 60), (11_021, "Cast iron pan", 20),
            (11_188, "Smart thermostat", 170), (11_203, "Lawn mower", 95),
            (11_340, "Knife block", 20), (11_471, "Mirror cabinet", 55),
            (11_590, "Work bench", 35),
        ]
        var pages = [page("/", "Lindenhof", .home, .product, 8)]
        for (slug, title) in categories {
            pages.append(page("/category/\(slug)", title, .category, .product, 12))
        }
        for (number, title, chat) in products {
            pages.append(page("/product/\(number)", title, .product, .product, chat))
        }
        return pages + [
            page("/cart", "Cart", .cart, .product, 35),
            page("/checkout", "Checkout", .checkout, .delivery, 90),
            page("/checkout/payment", "Payment", .checkout, .billing, 160),
            page("/checkout/confirmation", "Thank you", .confirmation, .delivery, 25),
            page("/account", "My account", .account, .account, 60),
            page("/account/orders", "My orders", .account, .delivery, 120),
            page("/account/invoices", "My invoices", .account, .billing, 150),
            page("/account/password", "Password", .account, .account, 190),
            page("/help", "Help", .help, .account, 70),
            page("/help/delivery-times", "Delivery times", .help, .delivery, 140),
            page("/help/track-order", "Track an order", .help, .delivery, 210),
            page("/help/damaged-goods", "Damaged goods", .help, .returns, 320),
            page("/help/invoice", "Invoices", .help, .billing, 260),
            page("/help/payment-failed", "Payment failed", .help, .billing, 350),
            page("/help/thermostat-setup", "Set up a thermostat", .help, .technical, 330),
            page("/help/pump-error-codes", "Pump error codes", .help, .technical, 380),
            page("/help/login", "Signing in", .help, .account, 240),
            page("/help/size-guide", "Size guide", .help, .product, 60),
            page("/contact", "Contact", .service, .account, 420),
            page("/delivery", "Delivery", .service, .delivery, 70),
            page("/returns", "Returns", .service, .returns, 180),
            page("/warranty", "Warranty", .service, .technical, 150),
            page("/about", "About us", .company, .account, 4),
            page("/stores", "Our stores", .company, .product, 15),
            page("/newsletter", "Newsletter", .company, .account, 5),
        ]
    }()
}
