/// A row of the customer master.
struct MasterEntry: Sendable {
    let person: Int
    let account: String
    let email: String
    var phone: Typed?
    var secondPhone: Typed?
    /// Milliseconds since 1970.
    var validFrom: Int?
    var validTo: Int?
    var names: (first: String, last: String)
    var postcode: String
    var segment: String
    var updated: Int

    var fields: [String] {
        [
            account, email, phone?.text ?? "", secondPhone?.text ?? "", names.first, names.last,
            postcode, "lindenhof", segment, validFrom.map(instantText) ?? "",
            validTo.map(instantText) ?? "", instantText(updated),
        ]
    }

    /// All rows in order; someone who changed numbers has two.
    static func all(of world: World) -> [MasterEntry] {
        var entries: [MasterEntry] = []
        for (index, who) in world.population.people.enumerated() {
            guard who.inMaster, let account = who.account else { continue }
            var random = Random(seed: world.configuration.seed, part: 14, index: index)
            var entry = MasterEntry(
                person: index, account: account, email: who.email,
                names: (first: who.firstName, last: who.lastName),
                postcode: "1\(random.between(2000, 4999))",
                segment: random.pick(["standard", "standard", "plus", "trade"]),
                updated: world.period.lowerBound - random.between(1, 900) * 86_400_000)
            let landline = random.chance(240)
            let mobile = number(who.mobile, world, &random)
            if landline { entry.secondPhone = number(who.landline, world, &random) }
            guard who.mobileInMaster else {
                entries.append(entry)
                continue
            }
            entry.phone = mobile
            entry.validFrom = who.mobileValidFrom
            if let later = who.laterMobile {
                entry.validFrom = world.period.lowerBound - 400 * 86_400_000
                entry.validTo = later.from
                entries.append(entry)
                entry.phone = number(later.number, world, &random)
                entry.validFrom = later.from
                entry.validTo = nil
                entry.updated = later.from
            }
            entries.append(entry)
        }
        return entries
    }

    private static func number(
        _ digits: String, _ world: World, _ random: inout Random
    ) -> Typed {
        let style = random.below(6)
        let wrong = random.chance(10)
        let last = random.below(10)
        var right = digits
        if wrong, world.configuration.has(.typos) {
            right = String(digits.dropLast()) + "\(last)"
        }
        let plan = world.plan
        let variant = world.configuration.has(.formatVariants) ? style : 1
        return Typed(
            text: plan.written(right, style: variant), value: plan.e164(right),
            corrupted: right != digits)
    }
}
