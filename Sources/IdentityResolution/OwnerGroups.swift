import JourneyModel

/// Who the records of one value say they are from, one hop: an account, or an e-mail that no record
/// of this value shows together with an account.
struct OwnerGroups {
    /// The owner of each sighting; `nil` where it names none.
    private(set) var owner: [Key128?]
    private var accountOfEmail: [Key128: Key128] = [:]

    init(_ sightings: [Sighting], valueKind: IdentifierKind) {
        for sighting in sightings {
            guard let account = sighting.accounts.first else { continue }
            for email in sighting.emails where accountOfEmail[email] == nil {
                accountOfEmail[email] = account
            }
        }
        let accountOfEmail = accountOfEmail
        owner = sightings.map { sighting in
            if let account = sighting.accounts.first { return account }
            if valueKind == .email { return nil }
            guard let email = sighting.emails.first else { return nil }
            return accountOfEmail[email] ?? email
        }
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
