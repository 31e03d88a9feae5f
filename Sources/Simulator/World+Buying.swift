/// Purchases, whichever way they come in.
extension World {
    func newOrder(
        _ person: Int, channel: String, at: Int, _ random: inout Random
    ) -> Order {
        let amount = random.skewed(990, 89_900, power: 3) / 10 * 10
        var order = Order(
            id: "O\(700_000 + orders.count)", person: person, channel: channel, created: at,
            amount: amount)
        let fate = random.below(1000)
        let later = at + random.between(1, 12) * 86_400_000 + random.below(40_000_000)
        let part = random.between(1, 6) * amount / 10
        switch fate {
        case 0..<50: order.later = (status: .cancelled, refunded: 0, at: later)
        case 50..<95: order.later = (status: .refunded, refunded: amount, at: later)
        case 95..<150: order.later = (status: .paid, refunded: part, at: later)
        default: break
        }
        let unversioned = random.chance(250)
        order.versioned = !(unversioned && configuration.has(.unversionedReexports))
        if !order.versioned, order.later?.status == .cancelled {
            // Without a version the states of an order must be told apart by their values alone.
            order.later = (status: .refunded, refunded: amount, at: later)
        }
        return order
    }

    mutating func buyInStore(_ person: Int, _ random: inout Random) {
        let who = population.people[person]
        let day = moment(&random)
        let at = clock.nextOpen(day / 1000, spread: random.below(20_000)) * 1000
        var order = newOrder(person, channel: "store", at: at, &random)
        guard period.contains(at), who.isActive(at) else { return }
        if random.chance(450) { order.account = who.account }
        orders.append(order)
    }

    /// An order taken by an agent; often the agent types it in at the desk.
    mutating func buyByPhone(_ person: Int, at: Int, _ random: inout Random) {
        let who = population.people[person]
        var order = newOrder(person, channel: "phone", at: at, &random)
        let typesAtDesk = random.chance(400)
        guard period.contains(at) else { return }
        order.account = who.account
        if random.chance(600) { order.email = plain(email: who.email) }
        let number = who.mobile(at: at)
        order.phone = Typed(text: plan.written(number, style: 0), value: plan.e164(number))
        orders.append(order)
        guard typesAtDesk, who.account != nil, let desk = population.desk else { return }
        let cookie = population.browsers[desk].cookie(at: at)
        var time = at - 60_000
        let steps: [(String, WebEvent.Kind)] = [
            ("/cart", .page), ("/checkout", .page), ("/checkout/confirmation", .orderCompleted),
        ]
        for (path, kind) in steps {
            var event = WebEvent(
                id: random.identifier(), time: time, person: person, browser: desk, cookie: cookie,
                account: person, page: site.index(of: path), kind: kind)
            if kind == .orderCompleted { event.order = orders.count - 1 }
            events.append(event)
            time += 30_000
        }
    }
}
