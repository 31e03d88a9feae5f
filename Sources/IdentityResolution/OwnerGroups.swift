import JourneyModel

/// Who the records of one value say they are from, one hop: an account, or an e-mail that no record
/// of this value shows together with an account. One account and one e-mail in all are one owner's:
/// who signs in on a browser and then gives an address in a chat is one visitor.
struct OwnerGroups {
    /// The owner of each sighting, in order of time; `nil` where it names none.
    private(set) var owner: [Key128?] = []
    /// Each owner once, in the order in which they were first seen.
    private(set) var distinct: [Key128] = []
    private var accountOfEmail: [Key128: Key128] = [:]

    /// - Parameter order: Places of the sightings, sorted by (time, record name).
    mutating func find(_ history: IdentifierHistory, _ order: [Int32]) {
        owner.removeAll(keepingCapacity: true)
        distinct.removeAll(keepingCapacity: true)
        guard history.hasAnchors else {
            for _ in order { owner.append(nil) }
            return
        }
        noteAccounts(history, order)
        for place in order {
            let owner = owner(of: history.sightings[Int(place)], history)
            self.owner.append(owner)
            guard let owner, owner != distinct.last else { continue }
            if distinct.count > Self.few || !distinct.contains(owner) { distinct.append(owner) }
        }
        if distinct.count > Self.few { dropRepeated() }
        if distinct.count == 2 { joinLoneAddress(history, order) }
    }

    /// Where the records name one account and one e-mail address in all, they are one owner's.
    private mutating func joinLoneAddress(_ history: IdentifierHistory, _ order: [Int32]) {
        var account: Key128?
        var email: Key128?
        for place in order {
            let sighting = history.sightings[Int(place)]
            for key in history.accounts(sighting) {
                if let account, account != key { return }
                account = key
            }
            for key in history.emails(sighting) {
                if let email, email != key { return }
                email = key
            }
        }
        guard let account, let email, history.kind != .email else { return }
        accountOfEmail[email] = account
        distinct = [account]
        for index in owner.indices where owner[index] != nil { owner[index] = account }
    }

    /// Up to so many a list is searched, beyond it a set is made.
    private static let few = 16

    private mutating func dropRepeated() {
        var seen: Set<Key128> = []
        distinct.removeAll { !seen.insert($0).inserted }
    }

    private mutating func noteAccounts(_ history: IdentifierHistory, _ order: [Int32]) {
        // A large table that is kept would be cleared for every value to come.
        accountOfEmail.removeAll(keepingCapacity: accountOfEmail.count <= Self.few)
        let isNeeded = history.sightings.contains { $0.accounts == 0 && $0.emails > 0 }
        guard isNeeded, history.kind != .email else { return }
        for place in order {
            let sighting = history.sightings[Int(place)]
            guard let account = history.accounts(sighting).first else { continue }
            for email in history.emails(sighting) where accountOfEmail[email] == nil {
                accountOfEmail[email] = account
            }
        }
    }

    /// The owner that a record names, whether it counts as one of the value's or not.
    func owner(of sighting: Sighting, _ history: IdentifierHistory) -> Key128? {
        if let account = history.accounts(sighting).first { return account }
        if history.kind == .email { return nil }
        guard let email = history.emails(sighting).first else { return nil }
        return accountOfEmail[email] ?? email
    }

    /// The greatest number of distinct keys that fall within any `window` microseconds.
    static func mostWithin(
        window: Int64, _ points: [(time: Int64, key: Key128)]
    ) -> Int {
        var counts: [Key128: Int] = [:]
        var start = 0
        var most = 0
        for point in points {
            counts[point.key, default: 0] += 1
            while point.time - points[start].time > window {
                let left = points[start].key
                let remaining = counts[left, default: 0] - 1
                counts[left] = remaining > 0 ? remaining : nil
                start += 1
            }
            most = max(most, counts.count)
        }
        return most
    }
}
