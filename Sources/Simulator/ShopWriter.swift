/// Writes orders and the customer master as the feed files of the product.
struct ShopWriter {
    private let world: World
    private var random: Random

    init(_ world: World) {
        self.world = world
        random = Random(seed: world.configuration.seed, part: 13)
    }

    private static let columns = [
        "order_id", "account_id", "email", "phone", "amount", "currency", "channel", "created_at",
        "status", "refunded_amount",
    ]

    mutating func writeOrders(to files: inout FileSet) {
        let hazards = world.configuration.hazards
        let sorted = world.orders.sorted { ($0.created, $0.id) < ($1.created, $1.id) }
        files.line("orders.csv", fields: Self.columns + ["updated_at"])
        files.line("orders-late.csv", fields: Self.columns + ["updated_at"])
        if hazards.contains(.unversionedReexports) {
            files.line("orders-reexport.csv", fields: Self.columns)
        }
        for (index, order) in sorted.enumerated() {
            let first = fields(order, .paid, refunded: nil)
            let created = order.versioned ? instantText(order.created) : ""
            files.line("orders.csv", fields: first + [created])
            if hazards.contains(.duplicates), random.chance(6) {
                files.line("orders.csv", fields: first + [created])
            }
            if hazards.contains(.malformedRows), index % 400 == 7 { addBadLine(first, to: &files) }
            guard let later = order.later else { continue }
            let refunded = later.refunded > 0 ? later.refunded : nil
            let final = fields(order, later.status, refunded: refunded)
            if order.versioned {
                files.line("orders-late.csv", fields: final + [instantText(later.at)])
            } else {
                files.line("orders-reexport.csv", fields: final)
            }
        }
    }

    private func fields(_ order: Order, _ status: Order.Status, refunded: Int?) -> [String] {
        return [
            order.id, order.account ?? "", order.email?.text ?? "", order.phone?.text ?? "",
            money(order.amount), world.currency, order.channel, instantText(order.created),
            status.rawValue, refunded.map(money) ?? "",
        ]
    }

    private mutating func addBadLine(_ fields: [String], to files: inout FileSet) {
        var bad = fields
        bad[0] = "X\(random.between(100_000, 999_999))"
        var line = Output()
        if random.chance(500) {
            line.line(Array(bad.prefix(6)))
            files.badLine("orders.csv", Array(line.bytes.dropLast()), why: "column-count")
        } else {
            bad[4] = "n/a"
            line.line(bad + [""])
            files.badLine("orders.csv", Array(line.bytes.dropLast()), why: "bad-amount")
        }
    }

    mutating func writeCustomers(to files: inout FileSet) {
        files.line(
            "customers.csv",
            fields: [
                "account_id", "email", "phone", "phone2", "first_name", "last_name", "postcode",
                "brand", "segment", "valid_from", "valid_to", "updated_at",
            ])
        for entry in MasterEntry.all(of: world) {
            files.line("customers.csv", fields: entry.fields)
        }
    }
}

extension FileSet {
    mutating func line(_ name: String, fields: [String]) {
        var line = Output()
        line.line(fields)
        self.line(name, bytes: Array(line.bytes.dropLast()))
    }
}
